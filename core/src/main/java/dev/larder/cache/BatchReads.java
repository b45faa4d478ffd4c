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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.store.LoadTicket;
import dev.larder.internal.store.Tiers;
import dev.larder.internal.store.UnstoredTicket;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Reads several keys of a cache at once, and loads together what is missing. A key that
 * is being loaded already is waited for instead, and loaded when that was in vain.
 * Thread-safe.
 */
final class BatchReads {

	private final Tiers tiers;

	private final SingleFlight<Entry> flights;

	private final CacheCounters counters;

	private final LarderThreads threads;

	private final Predicate<Object> usable;

	BatchReads(Tiers tiers, SingleFlight<Entry> flights, CacheCounters counters, LarderThreads threads,
			Predicate<Object> usable) {
		this.tiers = tiers;
		this.flights = flights;
		this.counters = counters;
		this.threads = threads;
		this.usable = usable;
	}

	<K> Map<K, Entry> get(Collection<K> keys) {
		Set<K> usable = new Keys<>(keys, this.usable).usable;
		return counted(usable, this.tiers.getAll(usable));
	}

	<K> CompletableFuture<Map<K, Entry>> getAsync(Collection<K> keys) {
		return getAsync(new Keys<>(keys, this.usable));
	}

	private <K> CompletableFuture<Map<K, Entry>> getAsync(Keys<K> keys) {
		return this.tiers.getAllAsync(keys.usable).thenApply((found) -> counted(keys.usable, found));
	}

	<K, V> Map<K, Entry> get(Collection<K> asked, Function<Set<K>, Map<K, V>> loader) {
		Keys<K> keys = new Keys<>(asked, this.usable);
		Map<K, Entry> found = counted(keys.usable, this.tiers.getAll(keys.usable));
		Batch<K> batch = new Batch<>();
		keys.others.forEach(batch::leadAlone);
		try {
			missing(keys.usable, found).forEach((key) -> batch.results.put(key,
					this.flights.runInBatch(key, true, (flight) -> batch.lead(key, flight))));
			Function<Set<K>, CompletableFuture<Map<K, V>>> here = (missing) -> CompletableFuture
				.completedFuture(loader.apply(missing));
			load(batch, this.tiers.beginLoads(batch.flights), here);
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
		return getAsync(keys).thenCompose((found) -> {
			Batch<K> batch = new Batch<>();
			keys.others.forEach(batch::leadAlone);
			missing(keys.usable, found).forEach((key) -> batch.results.put(key,
					this.flights.runInBatch(key, false, (flight) -> batch.lead(key, flight))));
			return this.tiers.beginLoadsAsync(batch.flights).thenCompose((tickets) -> {
				load(batch, tickets, first);
				return batch.results(found).thenCompose((results) -> completed(batch, results, second));
			}).whenComplete((results, failure) -> {
				if (failure != null) {
					batch.fail(failure);
				}
			}).thenApplyAsync(Function.identity(), this.tiers.executor());
		});
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
		Set<K> late = batch.late();
		if (late.isEmpty()) {
			return CompletableFuture.completedFuture(results);
		}
		long start = System.nanoTime();
		return values(loader, late).whenComplete((values, failure) -> {
			long nanos = System.nanoTime() - start;
			if (failure != null) {
				this.counters.loadFailure(nanos);
			}
			else {
				this.counters.load(nanos);
			}
		}).thenApply((values) -> {
			values.forEach((key, value) -> results.put(key, Entry.of(value, 0, 0, Entry.NEVER, 0)));
			return results;
		});
	}

	private static RuntimeException unwrapped(CompletionException ex) {
		if (ex.getCause() instanceof Error error) {
			throw error;
		}
		return (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
	}

	@SuppressWarnings("unchecked")
	private <K> Map<K, Entry> counted(Set<K> keys, Map<Object, Entry> found) {
		keys.stream().filter((key) -> !found.containsKey(key)).forEach((key) -> this.counters.miss());
		return (Map<K, Entry>) found;
	}

	private static <K> Set<K> missing(Collection<K> keys, Map<K, Entry> found) {
		Set<K> missing = new LinkedHashSet<>(keys);
		missing.removeAll(found.keySet());
		return missing;
	}

	private <K, V> void load(Batch<K> batch, Map<Object, LoadTicket> tickets,
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		Map<K, Load> loads = new LinkedHashMap<>();
		batch.promises.forEach((key, promise) -> {
			LoadTicket ticket = batch.flights.containsKey(key) ? tickets.get(key) : new UnstoredTicket();
			Assert.state(ticket != null, "Every load has a ticket");
			Entry present = ticket.present();
			if (present != null) {
				promise.complete(present);
			}
			else {
				loads.put(key, new Load(ticket, promise));
			}
		});
		if (!loads.isEmpty()) {
			long start = System.nanoTime();
			CompletionStage<Map<K, V>> called = values(loader, loads.keySet());
			called.whenComplete((values, failure) -> {
				long nanos = (System.nanoTime() - start) / loads.size();
				loads.forEach((key, load) -> end(load, key, values, failure, nanos));
			});
		}
	}

	// Somebody waits for each of the keys, whatever becomes of the others
	private <K, V> void end(Load load, K key, Map<K, V> values, @Nullable Throwable failure, long nanos) {
		try {
			endWith(load, key, values, failure, nanos);
		}
		catch (Throwable ex) {
			load.ticket.abandon();
			if (failure != null) {
				load.promise.completeExceptionally(failure);
			}
			else {
				load.promise.complete(Entry.of(values.get(key), 0, 0, Entry.NEVER, 0));
			}
		}
	}

	// What the loader does not know is not cached, and absent from the result
	private <K, V> void endWith(Load load, K key, Map<K, V> values, @Nullable Throwable failure, long nanos) {
		if (failure != null) {
			this.counters.loadFailure(nanos);
			load.ticket.fail();
			Entry fallback = load.ticket.fallback();
			if (fallback != null) {
				this.counters.staleServed();
				load.promise.complete(fallback);
			}
			else {
				load.promise.completeExceptionally(failure);
			}
		}
		else if (!values.containsKey(key)) {
			load.ticket.abandon();
			load.promise.complete(Batch.UNKNOWN);
		}
		else {
			this.counters.load(nanos);
			CompletionStage<Entry> stored = load.ticket.store(values.get(key), nanos / 1_000_000);
			stored.whenComplete((entry, never) -> load.promise.complete(entry));
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
	 * @param ticket the right to store its result
	 * @param promise completed with its result
	 */
	private record Load(LoadTicket ticket, CompletableFuture<Entry> promise) {

	}

	/**
	 * The keys of one call.
	 *
	 * @param <K> the type of the keys
	 */
	private static final class Keys<K> {

		private final Set<K> usable = new LinkedHashSet<>();

		private final Set<K> others = new LinkedHashSet<>();

		private Keys(Collection<K> keys, Predicate<Object> test) {
			for (K key : keys) {
				if (test.test(key)) {
					this.usable.add(key);
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

	}

	/**
	 * The missing keys of one call.
	 *
	 * @param <K> the type of the keys
	 */
	private static final class Batch<K> {

		private static final Entry UNKNOWN = Entry.of(null, 0, 0, 0, 0);

		private final Map<Object, Flight<Entry>> flights = new LinkedHashMap<>();

		private final Map<K, CompletableFuture<Entry>> promises = new LinkedHashMap<>();

		private final Map<K, CompletableFuture<@Nullable Entry>> results = new LinkedHashMap<>();

		private CompletableFuture<Entry> lead(K key, Flight<Entry> flight) {
			CompletableFuture<Entry> promise = new CompletableFuture<>();
			this.flights.put(key, flight);
			this.promises.put(key, promise);
			return promise;
		}

		// What nobody else can ask for, and nothing is stored for
		private void leadAlone(K key) {
			CompletableFuture<Entry> promise = new CompletableFuture<>();
			this.promises.put(key, promise);
			this.results.put(key, promise);
		}

		// Who waits for a load that is given up must not wait for ever
		private void fail(Throwable failure) {
			this.promises.values().forEach((promise) -> promise.completeExceptionally(failure));
		}

		private Set<K> late() {
			Set<K> late = new LinkedHashSet<>();
			this.results.forEach((key, result) -> {
				if (result.join() == null) {
					late.add(key);
				}
			});
			return late;
		}

		private CompletableFuture<Map<K, Entry>> results(Map<K, Entry> found) {
			CompletableFuture<?>[] all = this.results.values().toArray(CompletableFuture[]::new);
			return CompletableFuture.allOf(all).thenApply((done) -> {
				Map<K, Entry> entries = new HashMap<>(found);
				this.results.forEach((key, result) -> {
					Entry entry = result.join();
					if (entry != null && entry != UNKNOWN) {
						entries.put(key, entry);
					}
				});
				return entries;
			});
		}

	}

}
