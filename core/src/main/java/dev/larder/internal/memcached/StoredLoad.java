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
package dev.larder.internal.memcached;

import dev.larder.internal.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What became of a value that was loaded.
 *
 * @param entry the entry of the value
 * @param outcome whether memcached has it
 * @param copies reads what was written
 */
public record StoredLoad(Entry entry, Outcome outcome, Copies copies) {

	/**
	 * Reads what was written of a value, each time anew.
	 */
	@FunctionalInterface
	public interface Copies {

		/**
		 * No copies, as nothing was written.
		 */
		Copies NONE = () -> null;

		/**
		 * Reads the value.
		 * @return a new entry, or {@code null} if there is nothing to be read
		 */
		@Nullable Entry read();

	}

	/**
	 * Whether memcached has a value.
	 */
	public enum Outcome {

		/**
		 * The value was stored.
		 */
		STORED,

		/**
		 * The key was evicted or written by somebody else since the load began, so that
		 * the value was not stored and may be outdated already.
		 */
		LAPSED,

		/**
		 * The value is not one that is stored.
		 */
		REFUSED,

		/**
		 * The node did not answer.
		 */
		UNREACHABLE

	}

}
