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
package dev.larder.internal.load;

import dev.larder.internal.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of lease a caller asks for.
 *
 * @param known the entry that is to be loaded anew though it is fresh, or {@code null} if
 * any fresh entry will do; one that is newer makes the load unnecessary
 * @param waits whether to wait for another instance that is loading the value
 */
public record LeaseWish(@Nullable Entry known, boolean waits) {

	/**
	 * Any fresh entry will do, and the load of another instance is waited for.
	 */
	public static final LeaseWish VALUE = new LeaseWish(null, true);

	/**
	 * Any fresh entry will do; what another instance is loading is loaded here as well,
	 * as who takes several leases must not wait for one while holding another.
	 */
	public static final LeaseWish VALUE_AT_ONCE = new LeaseWish(null, false);

	/**
	 * Returns a wish to replace an entry before it expires.
	 * @param known the entry
	 * @return the wish
	 */
	public static LeaseWish toRefresh(Entry known) {
		return new LeaseWish(known, true);
	}

	/**
	 * Returns whether a fresh entry makes the load unnecessary.
	 * @param writtenAt when the entry was written, in milliseconds since the epoch
	 * @return whether it is newer than the known one
	 */
	public boolean isMetBy(long writtenAt) {
		return this.known == null || writtenAt > this.known.writtenAt();
	}

}
