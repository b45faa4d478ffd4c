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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * Reads several keys of a cache from one node, in one round trip.
 */
final class BatchRead {

	private final CachePart part;

	private final List<EntryKey> keys = new ArrayList<>();

	BatchRead(CachePart part) {
		this.part = part;
	}

	void add(EntryKey key) {
		if (!this.part.lost().covers(key.encoded().text())) {
			this.keys.add(key);
		}
	}

	/**
	 * Sends the read.
	 * @return what was found, still encoded; fails as the operations of the node do
	 */
	CompletableFuture<Found> send() {
		if (this.keys.isEmpty()) {
			return CompletableFuture.completedFuture(Found.NOTHING);
		}
		CompletableFuture<Map<String, Item>> items = this.part.operations()
			.getAll(this.keys.stream().map((key) -> key.encoded().text()).toList());
		return this.part.generation().current().thenCombine(items, (generation, found) -> new Found(found, generation));
	}

	/**
	 * Decodes what was found.
	 * @param found the answer
	 * @param items decodes the items
	 * @return the entries that may be served, by key
	 */
	Map<EntryKey, Entry> decode(Found found, EntryItems items) {
		Map<EntryKey, Entry> entries = new HashMap<>();
		this.keys.forEach((key) -> {
			EncodedKey encoded = key.encoded();
			@Nullable Entry entry = items.read(found.items().get(encoded.text()), encoded, found.generation());
			if (entry != null) {
				entries.put(key, entry);
			}
		});
		return entries;
	}

	/**
	 * The answer of a node.
	 *
	 * @param items the items by the key as memcached sees it
	 * @param generation the present generation
	 */
	record Found(Map<String, Item> items, long generation) {

		static final Found NOTHING = new Found(Map.of(), 0);

	}

}
