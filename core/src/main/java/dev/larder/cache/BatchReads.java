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
package dev.larder.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.store.CacheStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads several keys of a cache at once, and loads together what is missing. A key that
 * is being loaded already is waited for instead, and loaded when that was in vain.
 * Thread-safe.
 */
final class BatchReads {

	private final CacheStore store;

	private final SingleFlight<Entry> flights;

	private final CacheCounters counters;

	private final LarderThreads threads;

	private final Function<Object, @Nullable EntryKey> usable;

	/**
	 * Creates reads of a cache.
	 * @param store where its entries are kept
	 * @param flights the loads in progress
	 * @param counters told of misses and loads
	 * @param threads carry the context of a load
	 * @param usable gives a key as the store knows it, or {@code null} if it cannot be
	 * used
	 */
	BatchReads(CacheStore store, SingleFlight<Entry> flights, CacheCounters counters, LarderThreads threads,
			Function<Object, @Nullable EntryKey> usable) {
		this.store = store;
		this.flights = flights;
		this.counters = counters;
		this.threads = threads;
		this.usable = usable;
	}

	<K> Map<K, Entry> get(Collection<K> keys) {
		return merged(BatchKeys.groups(keys, this.usable).stream().map((group) -> group.named(read(group))).toList());
	}

	<K, V> Map<K, V> get(Collection<K> keys, Function<Set<K>, Map<K, V>> loader) {
		return merged(BatchKeys.groups(keys, this.usable)
			.stream()
			.map((group) -> BatchReads.<K, V>values(load(group, loader)))
			.toList());
	}

	<K> CompletableFuture<Map<K, Entry>> getAsync(Collection<K> keys) {
		return together(keys, (group) -> readAsync(group).thenApply(group::named));
	}

	<K, V> CompletableFuture<Map<K, V>> getAsync(Collection<K> keys,
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		return together(keys, (group) -> loadAsync(group, loader).thenApply(BatchReads::values));
	}

	private <K, T> CompletableFuture<Map<K, T>> together(Collection<K> keys,
			Function<BatchKeys<K>, CompletableFuture<Map<K, T>>> read) {
		List<CompletableFuture<Map<K, T>>> parts = BatchKeys.groups(keys, this.usable).stream().map(read).toList();
		return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
			.thenApply((done) -> merged(parts.stream().map(CompletableFuture::join).toList()));
	}

	@SuppressWarnings("unchecked")
	private static <K, V> Map<K, V> values(Map<K, Entry> entries) {
		Map<K, V> values = new HashMap<>();
		entries.forEach((key, entry) -> values.put(key, (V) entry.get()));
		return values;
	}

	private <K, T> Map<K, T> merged(List<Map<K, T>> parts) {
		return (parts.size() == 1) ? parts.get(0) : new BatchResults<>(parts, (key) -> {
			EntryKey usable = this.usable.apply(key);
			return (usable != null) ? usable : key;
		});
	}

	private Map<EntryKey, Entry> read(BatchKeys<?> keys) {
		Map<EntryKey, Entry> found = local(keys);
		List<EntryKey> missing = keys.without(found);
		return missing.isEmpty() ? found : counted(found, this.store.getAll(missing), missing);
	}

	private CompletableFuture<Map<EntryKey, Entry>> readAsync(BatchKeys<?> keys) {
		Map<EntryKey, Entry> found = local(keys);
		List<EntryKey> missing = keys.without(found);
		return missing.isEmpty() ? CompletableFuture.completedFuture(found)
				: this.store.getAllAsync(missing).thenApply((others) -> counted(found, others, missing));
	}

	private Map<EntryKey, Entry> local(BatchKeys<?> keys) {
		Map<EntryKey, Entry> found = new HashMap<>();
		keys.usable().forEach((key) -> {
			Entry entry = this.store.getLocal(key.identity());
			if (entry != null) {
				found.put(key, entry);
			}
		});
		return found;
	}

	private Map<EntryKey, Entry> counted(Map<EntryKey, Entry> local, Map<EntryKey, Entry> others,
			Collection<EntryKey> asked) {
		local.putAll(others);
		for (int misses = asked.size() - others.size(); misses > 0; misses--) {
			this.counters.miss();
		}
		return local;
	}

	private <K, V> Map<K, Entry> load(BatchKeys<K> keys, Function<Set<K>, Map<K, V>> loader) {
		BatchLoad<K> load = new BatchLoad<>(keys, read(keys), this.counters);
		Function<Set<K>, CompletableFuture<Map<K, V>>> here = (missing) -> CompletableFuture
			.completedFuture(loader.apply(missing));
		try {
			load.begin(this.store, this.flights, true).join();
			return load.end(here, here).join();
		}
		catch (CompletionException ex) {
			load.fail(ex);
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		catch (Throwable ex) {
			load.fail(ex);
			throw ex;
		}
	}

	private <K, V> CompletableFuture<Map<K, Entry>> loadAsync(BatchKeys<K> keys,
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		Function<Set<K>, CompletableFuture<Map<K, V>>> first = carrying(loader);
		Function<Set<K>, CompletableFuture<Map<K, V>>> again = carrying(loader);
		return readAsync(keys).thenCompose((found) -> {
			BatchLoad<K> load = new BatchLoad<>(keys, found, this.counters);
			return LoaderCalls.start(() -> load.begin(this.store, this.flights, false))
				.thenComposeAsync((begun) -> load.end(first, again), this.store.executor())
				.whenComplete((results, failure) -> {
					if (failure != null) {
						load.fail(failure);
					}
				})
				.thenApplyAsync(Function.identity(), this.store.executor());
		});
	}

	/**
	 * Has a loader take along what belongs to this thread.
	 * @return the same, to be called once
	 */
	private <K, V> Function<Set<K>, CompletableFuture<Map<K, V>>> carrying(
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		AtomicReference<Set<K>> keys = new AtomicReference<>(Set.of());
		Callable<CompletableFuture<Map<K, V>>> carried = this.threads.carrying(() -> loader.apply(keys.get()));
		return (missing) -> {
			keys.set(missing);
			return LoaderCalls.start(carried);
		};
	}

}
