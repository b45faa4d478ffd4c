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
package dev.larder.internal.load;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets at most one load of a key run at a time, and hands its result, or its failure, to
 * all who ask for the key meanwhile. Loads of different keys never wait for each other,
 * and no lock is held while loading. Thread-safe.
 * <p>
 * Not handed over is a result that may have been outdated before it was asked for, and
 * that whoever was loading was interrupted: who waited for it loads then. Nor is a
 * failure to those who want none but their own: they load at once, each for itself, and
 * one of them for those who come later. Who has waited too long loads for itself alone.
 * Where each is to have an object of its own, those who waited are handed copies, and
 * load for themselves if there are none.
 *
 * @param <V> the type of the results
 */
public final class SingleFlight<V> {

	/**
	 * For how long nobody waits for the loads of a key whose result could not be copied.
	 */
	private static final Duration UNSHARED_TIME = Duration.ofSeconds(10);

	private final ConcurrentMap<Object, Flight<V>> flights = new ConcurrentHashMap<>();

	private final ConcurrentMap<Object, Set<Flight<V>>> opened = new ConcurrentHashMap<>();

	private final RecentKeys unshared = new RecentKeys(UNSHARED_TIME);

	private final LarderThreads threads;

	private final Duration waitTimeout;

	private final boolean copies;

	/**
	 * Creates a coordinator without loads.
	 * @param threads run the continuations of those who wait without blocking
	 * @param waitTimeout how long anybody waits for the load of another; zero for as long
	 * as it takes
	 * @param copies whether those who waited get copies of the result, if there are any,
	 * in place of the result itself
	 */
	public SingleFlight(LarderThreads threads, Duration waitTimeout, boolean copies) {
		this.threads = threads;
		this.waitTimeout = waitTimeout;
		this.copies = copies;
	}

	/**
	 * Loads the result for a key, or waits for the load that is in progress. A load that
	 * asks for its own key again, on its own thread, runs the nested load at once.
	 * @param key the key
	 * @param sharesFailures whether the failure of the load in progress is the caller's
	 * too; if not, it loads then
	 * @param loader loads the result, called on this thread if at all
	 * @return the result
	 * @throws ExecutionException if the load failed, here or where it was waited for
	 * @throws InterruptedException if this thread was interrupted while waiting
	 */
	public V run(Object key, boolean sharesFailures, Loader<V> loader) throws ExecutionException, InterruptedException {
		Passenger<V> passenger = new Passenger<>(this, key, sharesFailures, Thread.currentThread());
		while (true) {
			Flight<V> flight = passenger.flightToLead();
			if (flight != null) {
				return passenger.isNested(flight) ? load(flight, loader) : lead(key, flight, loader);
			}
			V value = passenger.await(this.waitTimeout);
			if (value != null) {
				return value;
			}
		}
	}

	/**
	 * Loads the result for a key, or joins the load that is in progress, without
	 * blocking.
	 * @param key the key
	 * @param sharesFailures whether the failure of the load in progress is the caller's
	 * too; if not, it loads then
	 * @param loader starts the load, called on this thread if at all, unless another load
	 * was waited for in vain
	 * @return the result to be
	 */
	public CompletableFuture<V> runAsync(Object key, boolean sharesFailures,
			Function<Flight<V>, CompletionStage<V>> loader) {
		return board(new Passenger<>(this, key, sharesFailures, null), loader);
	}

	/**
	 * Starts the load of a key unless one is in progress.
	 * @param key the key
	 * @param loader starts the load, called on this thread if at all
	 * @return the result to be, or {@code null} if nothing was started
	 */
	public @Nullable CompletableFuture<V> startIfAbsent(Object key, Function<Flight<V>, CompletionStage<V>> loader) {
		Flight<V> flight = new Flight<>(null);
		return (this.flights.putIfAbsent(key, flight) == null) ? launch(key, flight, loader) : null;
	}

	/**
	 * Loads the result for one of several keys, or joins the load that is in progress,
	 * without blocking. The result of another load is handed over as it is, since the
	 * caller could not load it again alone.
	 * @param key the key
	 * @param here whether the caller will end the load on this very thread, so that a
	 * load which asks for its own key again starts a nested one
	 * @param loader starts the load, called on this thread if at all
	 * @return the result to be, or {@code null} if another load was waited for in vain
	 */
	public CompletableFuture<@Nullable V> runInBatch(Object key, boolean here,
			Function<Flight<V>, CompletionStage<V>> loader) {
		Flight<V> flight = new Flight<>(here ? Thread.currentThread() : null);
		Flight<V> present = this.flights.putIfAbsent(key, flight);
		if (present == null) {
			return nullable(launch(key, flight, loader));
		}
		if (present.isLedByCurrentThread()) {
			return nullable(start(present, loader).toCompletableFuture());
		}
		return join(present).thenApplyAsync((value) -> (value != null) ? own(key, present, value) : null,
				this.threads::execute);
	}

	@SuppressWarnings("NullAway") // what is never null is one of what may be
	private static <V> CompletableFuture<@Nullable V> nullable(CompletableFuture<V> future) {
		return future.thenApply((value) -> value);
	}

	/**
	 * Begins a load that nobody joins and that waits for nobody. Changes of its key make
	 * it invalid until it is closed.
	 * @param key the key
	 * @return the load
	 */
	public Flight<V> open(Object key) {
		Flight<V> flight = new Flight<>(null);
		this.opened.compute(key, (k, present) -> {
			Set<Flight<V>> flights = (present != null) ? present : ConcurrentHashMap.newKeySet();
			flights.add(flight);
			return flights;
		});
		return flight;
	}

	/**
	 * Ends a load that was begun alone.
	 * @param key the key
	 * @param flight the load from {@link #open(Object)}
	 */
	public void close(Object key, Flight<V> flight) {
		this.opened.computeIfPresent(key, (k, flights) -> {
			flights.remove(flight);
			return flights.isEmpty() ? null : flights;
		});
	}

	/**
	 * Makes the load in progress of a key invalid, if there is one. Who asks for the key
	 * from now on does not get its result.
	 * @param key the key that was changed
	 */
	public void invalidate(Object key) {
		Flight<V> flight = this.flights.remove(key);
		if (flight != null) {
			flight.invalidate();
		}
		// Asked on every change, almost always in vain
		Set<Flight<V>> opened = this.opened.get(key);
		if (opened != null) {
			opened.forEach(Flight::invalidate);
		}
	}

	/**
	 * Makes all loads in progress invalid.
	 */
	public void invalidateAll() {
		this.flights.forEach((key, flight) -> {
			this.flights.remove(key, flight);
			flight.invalidate();
		});
		this.opened.values().forEach((flights) -> flights.forEach(Flight::invalidate));
	}

	private CompletableFuture<V> board(Passenger<V> passenger, Function<Flight<V>, CompletionStage<V>> loader) {
		Flight<V> flight = passenger.flightToLead();
		if (flight != null) {
			return passenger.isNested(flight) ? start(flight, loader).toCompletableFuture()
					: launch(passenger.key(), flight, loader);
		}
		// What follows is not for the thread of whoever loads
		CompletionStage<CompletionStage<V>> landed = join(passenger.joined()).handleAsync((value, failure) -> {
			try {
				V own = passenger.landed(value, failure);
				return (own != null) ? CompletableFuture.completedFuture(own) : board(passenger, loader);
			}
			catch (ExecutionException ex) {
				return CompletableFuture.failedFuture((ex.getCause() != null) ? ex.getCause() : ex);
			}
		}, this.threads::execute);
		return landed.thenCompose(Function.identity()).toCompletableFuture();
	}

	/**
	 * Waits for the result of a flight no longer than anybody does.
	 * @return the result to be, or {@code null} if it takes too long
	 */
	private CompletableFuture<@Nullable V> join(Flight<V> flight) {
		return this.threads.limit(nullable(flight.share()), this.waitTimeout,
				() -> CompletableFuture.completedFuture(null));
	}

	/**
	 * Returns the flight that is in progress, or {@code null} if there was none and the
	 * caller's own is it from now on.
	 */
	@Nullable Flight<V> present(Object key, Flight<V> own) {
		return this.flights.putIfAbsent(key, own);
	}

	/**
	 * Returns whether a value is being loaded.
	 * @param key the key
	 * @return whether a load of it is in progress
	 */
	public boolean isLoading(Object key) {
		return this.flights.containsKey(key);
	}

	/**
	 * Returns whether to wait for the load of a key is in vain, as its result cannot be
	 * copied.
	 */
	boolean isUnshared(Object key) {
		return this.unshared.contains(key);
	}

	/**
	 * Returns the result for somebody who waited, or {@code null} if there is nothing.
	 */
	@Nullable V own(Object key, Flight<V> flight, V value) {
		if (!this.copies) {
			return value;
		}
		Supplier<@Nullable V> copies = flight.copies();
		V own = (copies != null) ? copies.get() : null;
		if (flight.isUncopyable()) {
			this.unshared.add(key);
		}
		return own;
	}

	private CompletableFuture<V> launch(Object key, Flight<V> flight, Function<Flight<V>, CompletionStage<V>> loader) {
		CompletableFuture<V> shared = flight.outcome();
		start(flight, loader).whenComplete((value, failure) -> {
			land(key, flight);
			if (failure != null) {
				flight.fail(failure);
			}
			else {
				flight.complete(value);
			}
		});
		return shared;
	}

	private V lead(Object key, Flight<V> flight, Loader<V> loader) throws ExecutionException {
		try {
			V value = load(flight, loader);
			leave(key, flight);
			flight.complete(value);
			return value;
		}
		catch (ExecutionException ex) {
			leave(key, flight);
			flight.fail((ex.getCause() != null) ? ex.getCause() : ex);
			throw ex;
		}
	}

	// Before the result is handed over, as who cannot use it asks again at once
	private void leave(Object key, Flight<V> flight) {
		flight.leaveLead();
		land(key, flight);
	}

	private void land(Object key, Flight<V> flight) {
		flight.end().whenComplete((end, failure) -> this.flights.remove(key, flight));
	}

	// A failure of any kind has to reach those who wait, or they would wait for ever
	@SuppressWarnings("CatchingUnchecked")
	private V load(Flight<V> flight, Loader<V> loader) throws ExecutionException {
		try {
			return loader.load(flight);
		}
		catch (Throwable ex) {
			throw new ExecutionException(ex);
		}
	}

	private CompletionStage<V> start(Flight<V> flight, Function<Flight<V>, CompletionStage<V>> loader) {
		try {
			return loader.apply(flight);
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Loads a result.
	 *
	 * @param <V> the type of the result
	 */
	@FunctionalInterface
	public interface Loader<V> {

		/**
		 * Loads the result.
		 * @param flight the load in progress, which says whether the result may be kept
		 * @return the result
		 * @throws Exception if the load fails
		 */
		V load(Flight<V> flight) throws Exception;

	}

}
