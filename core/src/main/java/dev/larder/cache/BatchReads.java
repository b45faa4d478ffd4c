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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.load.StoredLoad;
import dev.larder.internal.store.CacheStore;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

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

	BatchReads(CacheStore store, SingleFlight<Entry> flights, CacheCounters counters, LarderThreads threads,
			Function<Object, @Nullable EntryKey> usable) {
		this.store = store;
		this.flights = flights;
		this.counters = counters;
		this.threads = threads;
		this.usable = usable;
	}

	<K> Map<K, Entry> get(Collection<K> keys) {
		Keys<K> asked = new Keys<>(keys, this.usable);
		return asked.named(read(asked));
	}

	<K> CompletableFuture<Map<K, Entry>> getAsync(Collection<K> keys) {
		Keys<K> asked = new Keys<>(keys, this.usable);
		return readAsync(asked).thenApply(asked::named);
	}

	private Map<EntryKey, Entry> read(Keys<?> keys) {
		Map<EntryKey, Entry> found = local(keys);
		Collection<EntryKey> missing = keys.without(found);
		return missing.isEmpty() ? found : counted(found, this.store.getAll(missing), missing);
	}

	private CompletableFuture<Map<EntryKey, Entry>> readAsync(Keys<?> keys) {
		Map<EntryKey, Entry> found = local(keys);
		Collection<EntryKey> missing = keys.without(found);
		return missing.isEmpty() ? CompletableFuture.completedFuture(found)
				: this.store.getAllAsync(missing).thenApply((others) -> counted(found, others, missing));
	}

	private Map<EntryKey, Entry> local(Keys<?> keys) {
		Map<EntryKey, Entry> found = new HashMap<>();
		keys.usable.keySet().forEach((key) -> {
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

	<K, V> Map<K, Entry> get(Collection<K> asked, Function<Set<K>, Map<K, V>> loader) {
		Keys<K> keys = new Keys<>(asked, this.usable);
		Map<EntryKey, Entry> found = read(keys);
		Batch<K> batch = new Batch<>(keys);
		try {
			keys.without(found)
				.forEach((key) -> batch.results.put(key,
						this.flights.runInBatch(key.identity(), true, (flight) -> batch.lead(key, flight))));
			Function<Set<K>, CompletableFuture<Map<K, V>>> here = (missing) -> CompletableFuture
				.completedFuture(loader.apply(missing));
			load(batch, begin(batch), here);
			Map<K, Entry> results = batch.results(found).join();
			return completed(batch, results, here).join();
		}
		catch (CompletionException ex) {
			throw unwrapped(ex);
		}
		catch (Throwable ex) {
			batch.fail(ex);
			throw ex;
		}
	}

	<K, V> CompletableFuture<Map<K, Entry>> getAsync(Collection<K> asked,
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		Keys<K> keys = new Keys<>(asked, this.usable);
		// Once for the missing keys, and at most once more
		Function<Set<K>, CompletableFuture<Map<K, V>>> first = carrying(loader);
		Function<Set<K>, CompletableFuture<Map<K, V>>> second = carrying(loader);
		return readAsync(keys).thenCompose((found) -> {
			Batch<K> batch = new Batch<>(keys);
			keys.without(found)
				.forEach((key) -> batch.results.put(key,
						this.flights.runInBatch(key.identity(), false, (flight) -> batch.lead(key, flight))));
			Map<EntryKey, CompletableFuture<LoadLease>> leases = begin(batch);
			return all(leases.values()).thenComposeAsync((begun) -> {
				load(batch, leases, first);
				return batch.results(found).thenCompose((results) -> completed(batch, results, second));
			}, this.store.executor()).whenComplete((results, failure) -> {
				if (failure != null) {
					batch.fail(failure);
				}
			}).thenApplyAsync(Function.identity(), this.store.executor());
		});
	}

	/**
	 * Takes the rights to store what is to be loaded. All are asked for before the first
	 * is waited for.
	 */
	private Map<EntryKey, CompletableFuture<LoadLease>> begin(Batch<?> batch) {
		Map<EntryKey, CompletableFuture<LoadLease>> leases = new HashMap<>();
		batch.flights.forEach((key, flight) -> leases.put(key, this.store.begin(key, flight, LeaseWish.VALUE_AT_ONCE)));
		return leases;
	}

	private static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
		return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
	}

	private <K, V> Function<Set<K>, CompletableFuture<Map<K, V>>> carrying(
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		AtomicReference<Set<K>> keys = new AtomicReference<>(Set.of());
		Callable<CompletableFuture<Map<K, V>>> carried = this.threads.carrying(() -> loader.apply(keys.get()));
		return (missing) -> {
			keys.set(missing);
			return call(carried);
		};
	}

	/**
	 * Loads, for this call alone, what others were waited for in vain to load.
	 */
	private <K, V> CompletableFuture<Map<K, Entry>> completed(Batch<K> batch, Map<K, Entry> results,
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		Set<EntryKey> late = batch.late();
		if (late.isEmpty()) {
			return CompletableFuture.completedFuture(results);
		}
		long start = System.nanoTime();
		return values(loader, batch.keys.originals(late)).whenComplete((values, failure) -> {
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
				K original = batch.keys.original(key);
				if (values.containsKey(original)) {
					entries.put(key, Entry.of(values.get(original), 0, 0, Entry.NEVER, 0));
				}
			});
			results.putAll(batch.keys.named(entries));
			return results;
		});
	}

	private static RuntimeException unwrapped(CompletionException ex) {
		if (ex.getCause() instanceof Error error) {
			throw error;
		}
		return (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
	}

	private <K, V> void load(Batch<K> batch, Map<EntryKey, CompletableFuture<LoadLease>> leases,
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		List<Load<K>> loads = new ArrayList<>();
		batch.promises.forEach((key, promise) -> {
			LoadLease lease = Objects.requireNonNull(leases.get(key)).join();
			Entry present = lease.present();
			if (present != null) {
				promise.complete(present);
			}
			else {
				loads.add(new Load<>(batch.keys.original(key), lease, promise));
			}
		});
		// What cannot be used, nobody else can ask for, and nothing is stored for
		batch.passing.forEach((key, promise) -> loads.add(new Load<>(key, LoadLease.NONE, promise)));
		if (!loads.isEmpty()) {
			long start = System.nanoTime();
			CompletionStage<Map<K, V>> called = values(loader,
					loads.stream().map(Load::key).collect(Collectors.toCollection(LinkedHashSet::new)));
			called.whenComplete((values, failure) -> {
				long nanos = (System.nanoTime() - start) / loads.size();
				loads.forEach((load) -> end(load, values, failure, nanos));
			});
		}
	}

	// Somebody waits for each of the keys, whatever becomes of the others
	private <K, V> void end(Load<K> load, Map<K, V> values, @Nullable Throwable failure, long nanos) {
		try {
			endWith(load, values, failure, nanos);
		}
		catch (Throwable ex) {
			load.lease.abandon();
			if (failure != null) {
				load.promise.completeExceptionally(failure);
			}
			else {
				load.promise.complete(Entry.of(values.get(load.key), 0, 0, Entry.NEVER, 0));
			}
		}
	}

	// What the loader does not know is not cached, and absent from the result
	private <K, V> void endWith(Load<K> load, Map<K, V> values, @Nullable Throwable failure, long nanos) {
		if (failure != null) {
			this.counters.loadFailure(nanos);
			load.lease.fail();
			Entry fallback = load.lease.fallback();
			if (fallback != null) {
				this.counters.staleServed();
				load.promise.complete(fallback);
			}
			else {
				load.promise.completeExceptionally(failure);
			}
		}
		else if (!values.containsKey(load.key)) {
			load.lease.abandon();
			load.promise.complete(Batch.UNKNOWN);
		}
		else {
			this.counters.load(nanos);
			CompletionStage<StoredLoad> stored = load.lease.store(values.get(load.key), nanos / 1_000_000);
			stored.whenComplete((result, never) -> load.promise.complete(result.entry()));
		}
	}

	// The application's map is asked here alone, as it may be of any kind
	private static <K, V> CompletableFuture<Map<K, V>> values(Function<Set<K>, CompletableFuture<Map<K, V>>> loader,
			Set<K> missing) {
		return call(() -> loader.apply(Collections.unmodifiableSet(missing))).thenApply((loaded) -> {
			Assert.state(loaded != null, "The loader returned no map");
			Map<K, V> values = new HashMap<>();
			missing.stream().filter(loaded::containsKey).forEach((key) -> values.put(key, loaded.get(key)));
			return values;
		});
	}

	private static <K, V> CompletableFuture<Map<K, V>> call(Callable<CompletableFuture<Map<K, V>>> loader) {
		try {
			CompletableFuture<Map<K, V>> loaded = loader.call();
			Assert.state(loaded != null, "The loader returned no future");
			return loaded;
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * The load of one key.
	 *
	 * @param <K> the type of the keys
	 * @param key the key as the application gave it
	 * @param lease the right to store its result
	 * @param promise completed with its result
	 */
	private record Load<K>(K key, LoadLease lease, CompletableFuture<Entry> promise) {

	}

	/**
	 * The keys of one call.
	 *
	 * @param <K> the type of the keys
	 */
	private static final class Keys<K> {

		/**
		 * The keys that can be used, with those asked for that are one and the same.
		 */
		private final Map<EntryKey, List<K>> usable = new LinkedHashMap<>();

		private final Set<K> others = new LinkedHashSet<>();

		private Keys(Collection<K> keys, Function<Object, @Nullable EntryKey> test) {
			for (K key : keys) {
				EntryKey usable = test.apply(key);
				if (usable != null) {
					this.usable.computeIfAbsent(usable, (k) -> new ArrayList<>(1)).add(key);
				}
				else {
					try {
						this.others.add(key);
					}
					catch (RuntimeException | StackOverflowError ex) {
						// No map of results can hold it either
					}
				}
			}
		}

		/**
		 * Returns the usable keys that something was not found for.
		 */
		private Collection<EntryKey> without(Map<EntryKey, Entry> found) {
			return this.usable.keySet().stream().filter((key) -> !found.containsKey(key)).toList();
		}

		/**
		 * Returns what stands for a key when it is loaded.
		 */
		private K original(EntryKey key) {
			return Objects.requireNonNull(this.usable.get(key)).get(0);
		}

		private Set<K> originals(Collection<EntryKey> keys) {
			return keys.stream().map(this::original).collect(Collectors.toCollection(LinkedHashSet::new));
		}

		/**
		 * Returns entries by the keys that were asked for.
		 */
		private Map<K, Entry> named(Map<EntryKey, Entry> entries) {
			Map<K, Entry> named = new HashMap<>();
			entries.forEach((key, entry) -> Objects.requireNonNull(this.usable.get(key))
				.forEach((asked) -> named.put(asked, entry)));
			return named;
		}

	}

	/**
	 * The missing keys of one call.
	 *
	 * @param <K> the type of the keys
	 */
	private static final class Batch<K> {

		private static final Entry UNKNOWN = Entry.of(null, 0, 0, 0, 0);

		private final Keys<K> keys;

		private final Map<EntryKey, Flight<Entry>> flights = new LinkedHashMap<>();

		private final Map<EntryKey, CompletableFuture<Entry>> promises = new LinkedHashMap<>();

		private final Map<K, CompletableFuture<Entry>> passing = new LinkedHashMap<>();

		private final Map<EntryKey, CompletableFuture<@Nullable Entry>> results = new LinkedHashMap<>();

		private Batch(Keys<K> keys) {
			this.keys = keys;
			keys.others.forEach((key) -> this.passing.put(key, new CompletableFuture<>()));
		}

		private CompletableFuture<Entry> lead(EntryKey key, Flight<Entry> flight) {
			CompletableFuture<Entry> promise = new CompletableFuture<>();
			this.flights.put(key, flight);
			this.promises.put(key, promise);
			return promise;
		}

		// Who waits for a load that is given up must not wait for ever
		private void fail(Throwable failure) {
			this.promises.values().forEach((promise) -> promise.completeExceptionally(failure));
		}

		private Set<EntryKey> late() {
			Set<EntryKey> late = new LinkedHashSet<>();
			this.results.forEach((key, result) -> {
				if (result.join() == null) {
					late.add(key);
				}
			});
			return late;
		}

		private CompletableFuture<Map<K, Entry>> results(Map<EntryKey, Entry> found) {
			CompletableFuture<?>[] all = Stream.concat(this.results.values().stream(), this.passing.values().stream())
				.toArray(CompletableFuture[]::new);
			return CompletableFuture.allOf(all).thenApply((done) -> {
				Map<EntryKey, Entry> entries = new HashMap<>(found);
				this.results.forEach((key, result) -> addKnown(entries, key, result.join()));
				Map<K, Entry> named = this.keys.named(entries);
				this.passing.forEach((key, result) -> addKnown(named, key, result.join()));
				return named;
			});
		}

		private static <T> void addKnown(Map<T, Entry> entries, T key, @Nullable Entry entry) {
			if (entry != null && entry != UNKNOWN) {
				entries.put(key, entry);
			}
		}

	}

}
