/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package dev.larder.internal.store;

import dev.larder.internal.entry.ResultTtl;
import org.jspecify.annotations.Nullable;

/**
 * The name of a view of a cache, for an operation that uses the cache in a way of its
 * own. It is a name, and no method, so that whatever stands between the operation and the
 * cache manager can be asked for it; and it says all there is to say, so that any manager
 * of Larder's understands it. It is none of the names of caches that a manager lists.
 *
 * @param cacheName the name of the cache
 * @param unshared whether the failure of a load is not shared with those who wait for it
 * @param ttl the time to live of what is stored, or {@code null} if that is the cache's
 */
public record ViewName(String cacheName, boolean unshared, @Nullable ResultTtl ttl) {

	private static final String UNSHARED = "larder:unshared:";

	private static final String TTL = "larder:ttl:";

	/**
	 * Returns whether a name is that of a view.
	 * @param name the name of a cache or a view
	 * @return whether it can be parsed
	 */
	public static boolean isOne(String name) {
		return name.startsWith(UNSHARED) || name.startsWith(TTL);
	}

	/**
	 * Reads a name.
	 * @param name the name of a cache or a view
	 * @return the name of the view, or one that makes no difference
	 */
	public static ViewName parse(String name) {
		boolean unshared = name.startsWith(UNSHARED);
		String rest = unshared ? name.substring(UNSHARED.length()) : name;
		if (!rest.startsWith(TTL)) {
			return new ViewName(rest, unshared, null);
		}
		// The length comes first, as a time to live may hold whatever could end it
		int start = rest.indexOf(':', TTL.length()) + 1;
		int end = start + Integer.parseInt(rest, TTL.length(), start - 1, 10);
		return new ViewName(rest.substring(end + 1), unshared, ResultTtl.parse(rest.substring(start, end)));
	}

	/**
	 * Returns the name of the same view without shared failures.
	 * @return the name
	 */
	public ViewName withoutSharedFailures() {
		return new ViewName(this.cacheName, true, this.ttl);
	}

	/**
	 * Returns the name of the same view with a time to live.
	 * @param ttl the time to live
	 * @return the name
	 */
	public ViewName storingFor(ResultTtl ttl) {
		return new ViewName(this.cacheName, this.unshared, ttl);
	}

	/**
	 * Returns the name as a cache manager is asked for it.
	 * @return text that can be parsed
	 */
	public String text() {
		String timed = (this.ttl != null)
				? TTL + this.ttl.text().length() + ":" + this.ttl.text() + ":" + this.cacheName : this.cacheName;
		return this.unshared ? UNSHARED + timed : timed;
	}

}
