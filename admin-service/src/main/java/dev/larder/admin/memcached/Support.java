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
package dev.larder.admin.memcached;

import org.jspecify.annotations.Nullable;

/**
 * Whether a server can do something, and how that is known.
 *
 * @param available whether it can, or {@code null} if that is unknown
 * @param reason what the server answered, or why nothing is known; {@code null} if there
 * is nothing to say
 */
public record Support(@Nullable Boolean available, @Nullable String reason) {

	static Support yes() {
		return new Support(true, null);
	}

	static Support no(String reason) {
		return new Support(false, reason);
	}

	static Support unknown(String reason) {
		return new Support(null, reason);
	}

	/**
	 * Returns whether the server is known to be able.
	 * @return whether it is
	 */
	public boolean isAvailable() {
		return Boolean.TRUE.equals(this.available);
	}

}
