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

/**
 * The fate of a value that was loaded.
 *
 * @param entry the entry of the value, stored or not
 * @param outcome whether it was stored
 */
public record StoredLoad(Entry entry, Outcome outcome) {

	/**
	 * Whether a value was stored where its truth is.
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
		 * The value is not one that is stored, or not by this load.
		 */
		REFUSED,

		/**
		 * The node did not answer.
		 */
		UNREACHABLE

	}

}
