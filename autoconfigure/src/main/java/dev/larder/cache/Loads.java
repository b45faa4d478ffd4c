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

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.larder.entry.Entry;
import dev.larder.load.Flight;
import dev.larder.load.SingleFlight;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueRetrievalException;

/**
 * Loads what is missing in a cache, one load at a time for a key, and stores it unless
 * the key was changed meanwhile. Thread-safe.
 */
final class Loads {

	private final Tiers tiers;

	private final SingleFlight<Entry> flights;

	private final CacheCounters counters;

	Loads(Tiers tiers, SingleFlight<Entry> flights, CacheCounters counters) {
		this.tiers = tiers;
		this.flights = flights;
		this.counters = counters;
	}

	/**
	 * Loads the value of a key, or waits for the load that is in progress.
	 * @param key the key
	 * @param valueLoader loads the value, on this thread
	 * @return the entry of the value, stored or not
	 * @throws ValueRetrievalException if the loader failed, or this thread was
	 * interrupted while waiting
	 */
	Entry load(Object key, Callable<?> valueLoader) {
		try {
			return this.flights.run(key, (flight) -> load(key, flight, valueLoader));
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new ValueRetrievalException(key, valueLoader, ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	/**
	 * Loads the value of a key, or joins the load that is in progress, without blocking.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param valueLoader starts to load the value
	 * @return the entry of the value, stored or not; fails as the loader does
	 */
	<T> CompletableFuture<Entry> loadAsync(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return this.flights.runAsync(key, (flight) -> loadAsync(key, flight, valueLoader));
	}

	private Entry load(Object key, Flight<Entry> flight, Callable<?> valueLoader) throws Exception {
		LoadTicket ticket = this.tiers.beginLoad(key, flight);
		Entry present = ticket.present();
		if (present != null) {
			return present;
		}
		long start = System.nanoTime();
		Object value;
		try {
			value = valueLoader.call();
		}
		catch (Throwable ex) {
			abandon(ticket, start);
			throw ex;
		}
		return store(ticket, value, start).join();
	}

	private <T> CompletableFuture<Entry> loadAsync(Object key, Flight<Entry> flight,
			Supplier<CompletableFuture<T>> valueLoader) {
		return this.tiers.beginLoadAsync(key, flight).thenCompose((ticket) -> {
			Entry present = ticket.present();
			return (present != null) ? CompletableFuture.completedFuture(present) : loadAsync(ticket, valueLoader);
		});
	}

	private <T> CompletableFuture<Entry> loadAsync(LoadTicket ticket, Supplier<CompletableFuture<T>> valueLoader) {
		long start = System.nanoTime();
		CompletableFuture<T> load = call(valueLoader).whenComplete((value, failure) -> {
			if (failure != null) {
				abandon(ticket, start);
			}
		});
		return load.thenCompose((value) -> store(ticket, value, start))
			.thenApplyAsync(Function.identity(), this.tiers.executor());
	}

	private CompletableFuture<Entry> store(LoadTicket ticket, @Nullable Object value, long start) {
		long nanos = System.nanoTime() - start;
		this.counters.load(nanos);
		return ticket.store(value, nanos / 1_000_000);
	}

	private void abandon(LoadTicket ticket, long start) {
		this.counters.loadFailure(System.nanoTime() - start);
		ticket.abandon();
	}

	private static <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> valueLoader) {
		try {
			return valueLoader.get();
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

}
