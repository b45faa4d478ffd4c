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

package dev.larder.admin.history;

import java.time.Instant;

/**
 * Something that happened between two samples.
 *
 * @param kind what
 * @param at when it was found
 * @param count how often, or how much
 * @param detail where, or an empty text
 */
public record Event(Kind kind, Instant at, long count, String detail) {

	/**
	 * What happened.
	 */
	public enum Kind {

		/**
		 * A server was started anew.
		 */
		RESTART,

		/**
		 * A server refused a connection.
		 */
		CONNECTION_REFUSED,

		/**
		 * A server stopped accepting connections for a while.
		 */
		LISTENER_DISABLED,

		/**
		 * A server had no memory for an item.
		 */
		OUT_OF_MEMORY,

		/**
		 * A server evicted items.
		 */
		EVICTION,

		/**
		 * A local copy outlived the change of its item; the count is in milliseconds.
		 */
		COHERENCE_LAG

	}

}
