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
package dev.larder.internal.entry;

import org.jspecify.annotations.Nullable;

/**
 * The reason why an item could not be read. To the caller of a cache it is a miss.
 *
 * @param reason the reason, to be counted
 * @param detail the exact fault, to be logged, or {@code null} if the reason says it all
 */
public record Unreadable(Reason reason, @Nullable String detail) implements Decoded {

	/**
	 * The reasons why an item could not be read.
	 */
	public enum Reason {

		/**
		 * The item's flags say that it was not written by Larder.
		 */
		FOREIGN,

		/**
		 * The item is truncated, or its checksum does not match, or its parts contradict
		 * each other.
		 */
		CORRUPT,

		/**
		 * The item is larger than the bound, or would be when inflated.
		 */
		TOO_LARGE,

		/**
		 * The item belongs to another key with the same hash.
		 */
		KEY_MISMATCH,

		/**
		 * The item was written in a version of the format, by a serializer or with a
		 * compression that this instance does not know.
		 */
		UNKNOWN_FORMAT,

		/**
		 * The item holds a value of a type that may not be read.
		 */
		NOT_ALLOWED,

		/**
		 * The serializer could not read the value.
		 */
		UNDECODABLE

	}

}
