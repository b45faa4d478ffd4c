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
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Item;

/**
 * Reads several keys of a cache, in one round trip to each node. A node that fails loses
 * only its own keys. Thread-safe.
 */
final class BatchReader {

	private final Function<EncodedKey, CachePart> parts;

	private final EntryItems items;

	private final StoreMonitor monitor;

	private final Executor executor;

	BatchReader(Function<EncodedKey, CachePart> parts, EntryItems items, StoreMonitor monitor, Executor executor) {
		this.parts = parts;
		this.items = items;
		this.monitor = monitor;
		this.executor = executor;
	}

	Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		List<Answer> answers = this.monitor.await(send(keys));
		return (answers != null) ? decode(answers) : Map.of();
	}

	CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		return send(keys).thenApplyAsync(this::decode, this.executor);
	}

	private CompletableFuture<List<Answer>> send(Collection<EntryKey> keys) {
		Map<CachePart, List<EntryKey>> keysByPart = new LinkedHashMap<>();
		for (EntryKey key : keys) {
			CachePart part = this.parts.apply(key.encoded());
			if (!part.lost().covers(key.encoded().text())) {
				keysByPart.computeIfAbsent(part, (first) -> new ArrayList<>()).add(key);
			}
		}
		// All are sent before the first is waited for
		List<CompletableFuture<Answer>> answers = new ArrayList<>();
		keysByPart.forEach((part, wanted) -> answers.add(send(part, wanted)));
		return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
			.thenApply((done) -> answers.stream().map(CompletableFuture::join).toList());
	}

	private CompletableFuture<Answer> send(CachePart part, List<EntryKey> keys) {
		CompletableFuture<Map<String, Item>> items = part.operations()
			.getAll(keys.stream().map((key) -> key.encoded().text()).toList());
		return part.generation()
			.current()
			.thenCombine(items, (generation, found) -> new Answer(keys, found, generation))
			.exceptionally((failure) -> {
				this.monitor.failed(failure);
				return new Answer(List.of(), Map.of(), 0);
			});
	}

	private Map<EntryKey, Entry> decode(List<Answer> answers) {
		Map<EntryKey, Entry> entries = new HashMap<>();
		for (Answer answer : answers) {
			for (EntryKey key : answer.keys()) {
				EncodedKey encoded = key.encoded();
				Entry entry = this.items.read(answer.items().get(encoded.text()), encoded, answer.generation());
				if (entry != null) {
					entries.put(key, entry);
				}
			}
		}
		return entries;
	}

	/**
	 * The answer of a node.
	 *
	 * @param keys the keys that were asked for
	 * @param items the items that were found, by the key as memcached sees it
	 * @param generation the generation of the cache
	 */
	private record Answer(List<EntryKey> keys, Map<String, Item> items, long generation) {

	}

}
