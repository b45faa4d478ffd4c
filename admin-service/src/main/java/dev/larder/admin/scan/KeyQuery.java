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

package dev.larder.admin.scan;

import java.util.Comparator;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Which of the keys of a scan are wanted, and in which order. No part of a key is in it,
 * so that it may be in a URL.
 *
 * @param node the number of the node of the tree that they are under, 0 for all
 * @param unreachable whether only those are wanted that nobody will read again
 * ({@code true}), or only the others ({@code false}), or all
 * @param server the id of the server that has them, or {@code null} for all
 * @param fetched whether only those are wanted that were read since they were stored
 * ({@code true}), or only the others ({@code false}), or all
 * @param sort what they are sorted by
 * @param descending whether they come in the opposite order
 */
public record KeyQuery(int node, @Nullable Boolean unreachable, @Nullable String server, @Nullable Boolean fetched,
		Sort sort, boolean descending) {

	/**
	 * All keys that were kept, in the order they were found.
	 */
	public static final KeyQuery ALL = new KeyQuery(KeyTree.ROOT, null, null, null, Sort.FOUND, false);

	/**
	 * Returns the predicate of everything but the node.
	 */
	Predicate<ScannedKey> filter() {
		return (key) -> (this.unreachable == null || this.unreachable.equals(Boolean.TRUE.equals(key.unreachable())))
				&& (this.server == null || this.server.equals(key.server()))
				&& (this.fetched == null || this.fetched == key.fetched());
	}

	/**
	 * Returns the order, or {@code null} if it is that in which keys were found.
	 */
	@Nullable Comparator<ScannedKey> order() {
		Comparator<ScannedKey> order = switch (this.sort) {
			case FOUND -> null;
			case KEY -> Comparator.comparing(ScannedKey::key, Comparator.nullsLast(Comparator.<String>naturalOrder()));
			case SERVER -> Comparator.comparing(ScannedKey::server);
			case ITEM_BYTES -> Comparator.comparingLong(ScannedKey::itemBytes);
			case REMAINING ->
				Comparator.comparing(ScannedKey::remainingMs, Comparator.nullsLast(Comparator.<Long>naturalOrder()));
			case LAST_ACCESS -> Comparator.comparingLong(ScannedKey::lastAccessMs);
		};
		return (order != null && this.descending) ? order.reversed() : order;
	}

	/**
	 * What keys are sorted by.
	 */
	public enum Sort {

		/**
		 * Nothing: they come in the order they were found.
		 */
		FOUND,

		/**
		 * The key, those that are not text at the end.
		 */
		KEY,

		/**
		 * The server that has them.
		 */
		SERVER,

		/**
		 * The memory that their items take.
		 */
		ITEM_BYTES,

		/**
		 * How long their items will still be there, those that never expire at the end.
		 */
		REMAINING,

		/**
		 * How long ago they were last used.
		 */
		LAST_ACCESS

	}

}
