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

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.load.StoredLoad;
import dev.larder.internal.store.CacheStore;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The load of what is missing of keys that are read together. The loader is called once
 * for all of them, but each has a flight and a lease of its own, so that others wait for
 * single keys, and each is stored or not by itself.
 *
 * @param <K> the type of the keys
 */
final class BatchLoad<K> {

	private static final Entry UNKNOWN = Entry.of(null, 0, 0, 0, 0);

	private final BatchKeys<K> keys;

	private final Map<EntryKey, Entry> found;

	private final CacheCounters counters;

	private final List<Load<K>> loads = new ArrayList<>();

	/**
	 * The results of the keys that can be used, {@code null} for those whose load by
	 * others was waited for in vain.
	 */
	private final Map<EntryKey, CompletableFuture<@Nullable Entry>> results = new LinkedHashMap<>();

	/**
	 * The results of the keys that cannot be used.
	 */
	private final Map<K, CompletableFuture<Entry>> passing = new LinkedHashMap<>();

	/**
	 * Creates a load.
	 * @param keys the keys
	 * @param found the entries that need not be loaded
	 * @param counters told of loads
	 */
	BatchLoad(BatchKeys<K> keys, Map<EntryKey, Entry> found, CacheCounters counters) {
		this.keys = keys;
		this.found = found;
		this.counters = counters;
	}

	/**
	 * Joins the loads in progress, and begins those of the other keys. All leases are
	 * asked for before the first is waited for.
	 * @param here whether the loads will be ended on this very thread
	 * @return complete when all leases are taken
	 */
	CompletableFuture<Void> begin(CacheStore store, SingleFlight<Entry> flights, boolean here) {
		this.keys.without(this.found)
			.forEach((key) -> this.results.put(key, flights.runInBatch(key.identity(), here,
					(flight) -> lead(this.keys.original(key), store.begin(key, flight, LeaseWish.VALUE_AT_ONCE)))));
		// What cannot be used, nobody else can ask for, and nothing is stored for
		this.keys.unusable()
			.forEach((key) -> this.passing.put(key, lead(key, CompletableFuture.completedFuture(LoadLease.NONE))));
		return all(this.loads.stream().map(Load::lease));
	}

	private CompletableFuture<Entry> lead(K key, CompletableFuture<LoadLease> lease) {
		Load<K> load = new Load<>(key, lease, new CompletableFuture<>());
		this.loads.add(load);
		return load.promise();
	}

	/**
	 * Loads, with all leases taken, and waits for the loads of others.
	 * @param loader loads the values
	 * @param again the same, for keys whose load by others is waited for in vain
	 * @return the entries of all keys, but for those the loader does not know
	 */
	<V> CompletableFuture<Map<K, Entry>> end(Function<Set<K>, CompletableFuture<Map<K, V>>> loader,
			Function<Set<K>, CompletableFuture<Map<K, V>>> again) {
		load(loader);
		return all(Stream.concat(this.results.values().stream(), this.passing.values().stream()))
			.thenCompose((done) -> late(again))
			.thenApply(this::results);
	}

	/**
	 * Gives the loads up. Who waits for them must not wait for ever.
	 */
	void fail(Throwable failure) {
		this.loads.forEach((load) -> load.promise().completeExceptionally(failure));
	}

	private <V> void load(Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		List<Load<K>> missing = this.loads.stream().filter(Load::isMissing).toList();
		if (!missing.isEmpty()) {
			long start = System.nanoTime();
			CompletionStage<Map<K, V>> called = values(loader,
					missing.stream().map(Load::key).collect(Collectors.toCollection(LinkedHashSet::new)));
			called.whenComplete((values, failure) -> {
				long nanos = (System.nanoTime() - start) / missing.size();
				missing.forEach((load) -> end(load, values, failure, nanos));
			});
		}
	}

	// Somebody waits for each of the keys, whatever becomes of the others
	private <V> void end(Load<K> load, Map<K, V> values, @Nullable Throwable failure, long nanos) {
		try {
			endWith(load, values, failure, nanos);
		}
		catch (Throwable ex) {
			load.right().abandon();
			if (failure != null) {
				load.promise().completeExceptionally(failure);
			}
			else {
				load.promise().complete(unstored(values.get(load.key())));
			}
		}
	}

	// What the loader does not know is not cached, and absent from the result
	private <V> void endWith(Load<K> load, Map<K, V> values, @Nullable Throwable failure, long nanos) {
		if (failure != null) {
			this.counters.loadFailure(nanos);
			load.right().fail();
			Entry fallback = load.right().fallback();
			if (fallback != null) {
				this.counters.staleServed();
				load.promise().complete(fallback);
			}
			else {
				load.promise().completeExceptionally(failure);
			}
		}
		else if (!values.containsKey(load.key())) {
			load.right().abandon();
			load.promise().complete(UNKNOWN);
		}
		else {
			this.counters.load(nanos);
			CompletionStage<StoredLoad> stored = load.right().store(values.get(load.key()), nanos / 1_000_000);
			stored.whenComplete((result, never) -> load.promise().complete(result.entry()));
		}
	}

	/**
	 * Loads, for this call alone, what others were waited for in vain to load.
	 */
	private <V> CompletableFuture<Map<EntryKey, Entry>> late(Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		List<EntryKey> late = this.results.keySet().stream().filter((key) -> result(key) == null).toList();
		if (late.isEmpty()) {
			return CompletableFuture.completedFuture(Map.of());
		}
		long start = System.nanoTime();
		return values(loader, this.keys.originals(late)).whenComplete((values, failure) -> {
			long nanos = System.nanoTime() - start;
			if (failure != null) {
				this.counters.loadFailure(nanos);
			}
			else {
				this.counters.load(nanos);
			}
		}).thenApply((values) -> {
			Map<EntryKey, Entry> entries = new HashMap<>();
			late.forEach((key) -> {
				K original = this.keys.original(key);
				if (values.containsKey(original)) {
					entries.put(key, unstored(values.get(original)));
				}
			});
			return entries;
		});
	}

	private @Nullable Entry result(EntryKey key) {
		CompletableFuture<@Nullable Entry> result = this.results.get(key);
		return (result != null) ? result.join() : null;
	}

	private Map<K, Entry> results(Map<EntryKey, Entry> late) {
		Map<EntryKey, Entry> entries = new HashMap<>(this.found);
		entries.putAll(late);
		this.results.keySet().forEach((key) -> addKnown(entries, key, result(key)));
		Map<K, Entry> named = this.keys.named(entries);
		this.passing.forEach((key, result) -> addKnown(named, key, result.join()));
		return named;
	}

	private static <T> void addKnown(Map<T, Entry> entries, T key, @Nullable Entry entry) {
		if (entry != null && entry != UNKNOWN) {
			entries.put(key, entry);
		}
	}

	private static Entry unstored(@Nullable Object value) {
		return Entry.of(value, 0, 0, Entry.NEVER, 0);
	}

	// The application's map is asked here alone, as it may be of any kind
	private static <K, V> CompletableFuture<Map<K, V>> values(Function<Set<K>, CompletableFuture<Map<K, V>>> loader,
			Set<K> missing) {
		return LoaderCalls.start(() -> loader.apply(Collections.unmodifiableSet(missing))).thenApply((loaded) -> {
			Assert.state(loaded != null, "The loader returned no map");
			Map<K, V> values = new HashMap<>();
			missing.stream().filter(loaded::containsKey).forEach((key) -> values.put(key, loaded.get(key)));
			return values;
		});
	}

	private static CompletableFuture<Void> all(Stream<? extends CompletableFuture<?>> futures) {
		return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
	}

	/**
	 * The load of one key.
	 *
	 * @param <K> the type of the keys
	 * @param key the key as the application gave it
	 * @param lease the right to store its result
	 * @param promise completed with its result
	 */
	private record Load<K>(K key, CompletableFuture<LoadLease> lease, CompletableFuture<Entry> promise) {

		/**
		 * Returns whether the value has to be loaded, as none turned up with the lease.
		 */
		private boolean isMissing() {
			Entry present = right().present();
			return present == null || !this.promise.complete(present);
		}

		private LoadLease right() {
			return this.lease.join();
		}

	}

}
