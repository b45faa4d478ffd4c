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
package dev.larder.admin.value;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The header of an item of Larder's.
 *
 * @param kind what the item is
 * @param intact whether its checksum is right, or {@code null} if not all of it was read
 * @param generation the generation of its cache, in hexadecimal digits
 * @param writtenAt when it was written
 * @param freshUntil until when it may be served, or until when a lease is held;
 * {@code null} if it never ends
 * @param loadTimeMs how long the value took to load, in milliseconds
 * @param key the whole key, if the item lies under its hash
 */
public record LarderEntry(Kind kind, @Nullable Boolean intact, String generation, Instant writtenAt,
		@Nullable Instant freshUntil, long loadTimeMs, @Nullable String key) {

	LarderEntry withIntact(boolean intact) {
		return new LarderEntry(this.kind, intact, this.generation, this.writtenAt, this.freshUntil, this.loadTimeMs,
				this.key);
	}

	/**
	 * What an item is.
	 */
	public enum Kind {

		/**
		 * A cached value.
		 */
		VALUE,

		/**
		 * A cached {@code null}.
		 */
		NULL,

		/**
		 * A placeholder of somebody who is loading the value.
		 */
		LEASE

	}

}
