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

package dev.larder.admin.hotkeys;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.hotkeys.LocalHotKeys.RankedKey;

/**
 * One order made of several, by Borda's count: a key gets a point from each list for
 * itself, and for each place behind it.
 */
final class KeyRanking {

	private final int length;

	private final Map<String, Place> places = new HashMap<>();

	/**
	 * Creates an empty ranking.
	 * @param length how long each list may be, and how long the ranking is at most
	 */
	KeyRanking(int length) {
		this.length = length;
	}

	void add(List<String> keys) {
		for (int rank = 1; rank <= keys.size(); rank++) {
			this.places.merge(keys.get(rank - 1), new Place(this.length + 1 - rank, 1, rank), Place::and);
		}
	}

	List<RankedKey> top() {
		return this.places.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((Map.Entry<String, Place> entry) -> -entry.getValue().points())
				.thenComparing(Map.Entry::getKey))
			.limit(this.length)
			.map((entry) -> new RankedKey(entry.getKey(), entry.getValue().lists(), entry.getValue().bestRank()))
			.toList();
	}

	/**
	 * The place of a key.
	 *
	 * @param points its points
	 * @param lists how many lists have it
	 * @param bestRank its best place in one of them
	 */
	private record Place(int points, int lists, int bestRank) {

		private Place and(Place other) {
			return new Place(this.points + other.points, this.lists + other.lists,
					Math.min(this.bestRank, other.bestRank));
		}

	}

}
