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

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;

/**
 * Reads several keys of a cache, in one round trip to each node. A node that fails loses
 * only its own keys. Thread-safe.
 */
final class BatchReader {

	private final Function<EncodedKey, CachePart> parts;

	private final EntryItems items;

	private final TierLog log;

	private final Executor executor;

	BatchReader(Function<EncodedKey, CachePart> parts, EntryItems items, TierLog log, Executor executor) {
		this.parts = parts;
		this.items = items;
		this.log = log;
		this.executor = executor;
	}

	Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		Map<BatchRead, CompletableFuture<BatchRead.Found>> answers = send(keys);
		try {
			all(answers).get();
			return decode(answers);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Answers do not fail", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Map.of();
		}
	}

	CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		Map<BatchRead, CompletableFuture<BatchRead.Found>> answers = send(keys);
		return all(answers).thenApplyAsync((done) -> decode(answers), this.executor);
	}

	// All are sent before the first is waited for
	private Map<BatchRead, CompletableFuture<BatchRead.Found>> send(Collection<EntryKey> keys) {
		Map<CachePart, BatchRead> reads = new LinkedHashMap<>();
		keys.forEach((key) -> reads.computeIfAbsent(this.parts.apply(key.encoded()), BatchRead::new).add(key));
		Map<BatchRead, CompletableFuture<BatchRead.Found>> answers = new LinkedHashMap<>();
		reads.values().forEach((read) -> answers.put(read, read.send().exceptionally((failure) -> {
			this.log.failed();
			return BatchRead.Found.NOTHING;
		})));
		return answers;
	}

	private static CompletableFuture<Void> all(Map<BatchRead, CompletableFuture<BatchRead.Found>> answers) {
		return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new));
	}

	private Map<EntryKey, Entry> decode(Map<BatchRead, CompletableFuture<BatchRead.Found>> answers) {
		Map<EntryKey, Entry> entries = new HashMap<>();
		answers.forEach((read, answer) -> entries.putAll(read.decode(answer.join(), this.items)));
		return entries;
	}

}
