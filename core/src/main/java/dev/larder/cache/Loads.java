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

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.load.DetachedLoads;
import dev.larder.internal.load.EarlyRefresh;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.store.CacheStore;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueRetrievalException;

/**
 * Loads what is missing in a cache, one load at a time for a key, and stores it unless
 * the key was changed meanwhile. Where there is an outdated entry it is served if the
 * load fails or is slow. Thread-safe.
 */
final class Loads {

	/**
	 * How many entries of a cache are loaded anew at the same time before they expire.
	 */
	private static final int MAX_REFRESHES = 32;

	private final CacheStore store;

	private final SingleFlight<Entry> flights;

	private final CacheCounters counters;

	private final LoaderCalls calls;

	private final LoadSettings settings;

	private final LarderThreads threads;

	private final DetachedLoads detached;

	private final @Nullable EarlyRefresh earlyRefresh;

	private final boolean servesStale;

	private final Semaphore refreshes = new Semaphore(MAX_REFRESHES);

	Loads(CacheStore store, SingleFlight<Entry> flights, CacheCounters counters, CacheSettings settings,
			LarderThreads threads) {
		this.store = store;
		this.flights = flights;
		this.counters = counters;
		this.calls = new LoaderCalls(counters, store.executor());
		this.settings = settings.effectiveLoading();
		this.threads = threads;
		this.detached = new DetachedLoads(threads, this.settings.loadTimeout());
		this.earlyRefresh = this.settings.refreshAhead() ? new EarlyRefresh() : null;
		this.servesStale = !settings.staleTimeToLive().isZero();
	}

	/**
	 * Loads the value of a key, or waits for the load that is in progress.
	 * @param key the key
	 * @param sharesFailures whether the failure of the load in progress is the caller's
	 * @param valueLoader loads the value, on this thread unless the time of loads is
	 * limited
	 * @return the entry of the value, stored or not, or an outdated one
	 * @throws ValueRetrievalException if the loader failed, took too long or was
	 * interrupted, and there is nothing else to serve
	 */
	Entry load(EntryKey key, boolean sharesFailures, Callable<?> valueLoader) {
		try {
			return served(this.flights.run(key.identity(), sharesFailures, (flight) -> load(key, flight, valueLoader)));
		}
		catch (InterruptedException ex) {
			try {
				return served(loadInterrupted(valueLoader));
			}
			catch (Exception failure) {
				throw new ValueRetrievalException(key.original(), valueLoader, failure);
			}
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new ValueRetrievalException(key.original(), valueLoader, ex.getCause());
		}
	}

	/**
	 * Loads a value for this caller alone, and stores nothing.
	 * @param <T> the type of the value
	 * @param key the key, which cannot be used, so that not even its text is asked for
	 * @param valueLoader loads the value, on this thread
	 * @return the value
	 * @throws ValueRetrievalException if the loader failed
	 */
	@SuppressWarnings("unchecked")
	<T> @Nullable T passBy(@Nullable Object key, Callable<T> valueLoader) {
		try {
			return (T) this.calls.call(LoadLease.NONE, valueLoader).get();
		}
		catch (Exception ex) {
			throw new ValueRetrievalException((key != null) ? key.getClass() : null, valueLoader, ex);
		}
	}

	// Who may not wait for the load of another does what it would do without a cache: the
	// loader is what knows how to answer the interrupt
	private Entry loadInterrupted(Callable<?> valueLoader) throws Exception {
		Thread.currentThread().interrupt();
		return this.calls.call(LoadLease.NONE, valueLoader);
	}

	/**
	 * Loads the value of a key, or joins the load that is in progress, without blocking.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param sharesFailures whether the failure of the load in progress is the caller's
	 * @param valueLoader starts to load the value
	 * @return the entry of the value, stored or not, or an outdated one; fails as the
	 * loader does
	 */
	<T> CompletableFuture<Entry> loadAsync(EntryKey key, boolean sharesFailures,
			Callable<CompletableFuture<T>> valueLoader) {
		return this.flights
			.runAsync(key.identity(), sharesFailures, (flight) -> begin(key, flight).thenComposeAsync((lease) -> {
				Entry present = lease.present();
				return (present != null) ? CompletableFuture.completedFuture(present)
						: loadAsync(flight, lease, valueLoader);
			}, this.store.executor()))
			.thenApply(this::served);
	}

	private Entry served(Entry entry) {
		// One that is not stored is not fresh either
		if (this.servesStale && entry.freshUntil() > entry.writtenAt() && !entry.isFresh(System.currentTimeMillis())) {
			this.counters.staleServed();
		}
		return entry;
	}

	/**
	 * Returns whether entries are loaded anew before they expire.
	 */
	boolean refreshAhead() {
		return this.earlyRefresh != null;
	}

	/**
	 * Returns whether the caller who was given an entry is to have it loaded anew.
	 */
	boolean isRefreshDue(Entry entry) {
		return this.earlyRefresh != null && this.earlyRefresh.isDue(entry, System.currentTimeMillis());
	}

	/**
	 * Loads the value of a key anew, apart from whoever found the present entry, unless
	 * it is being loaded already. Where many are, it keeps the present entry.
	 * @param key the key
	 * @param known the present entry
	 * @param valueLoader loads the value
	 */
	void refresh(EntryKey key, Entry known, Callable<?> valueLoader) {
		if (!this.refreshes.tryAcquire()) {
			return;
		}
		Callable<?> carried = this.threads.carrying(valueLoader);
		CompletionStage<Entry> refresh = this.flights.startIfAbsent(key.identity(),
				(flight) -> this.store.begin(key, flight, LeaseWish.toRefresh(known)).thenComposeAsync((lease) -> {
					Entry present = (lease != LoadLease.NONE) ? lease.present() : known;
					return (present != null) ? CompletableFuture.completedFuture(present)
							: this.calls.callAsync(lease, () -> this.detached.start(flight, carried), Runnable::run);
				}, this.store.executor()));
		if (refresh == null) {
			this.refreshes.release();
		}
		else {
			refresh.whenComplete((entry, failure) -> this.refreshes.release());
		}
	}

	private Entry load(EntryKey key, Flight<Entry> flight, Callable<?> valueLoader) throws Exception {
		LoadLease lease;
		try {
			lease = await(begin(key, flight));
		}
		catch (InterruptedException ex) {
			flight.lapse();
			return loadInterrupted(valueLoader);
		}
		Entry present = lease.present();
		if (present != null) {
			return present;
		}
		// Somebody must be able to walk away from it
		boolean detached = !this.settings.loadTimeout().isZero()
				|| (!this.settings.softLoadTimeout().isZero() && lease.fallback() != null);
		return detached ? loadDetached(flight, lease, valueLoader) : this.calls.call(lease, valueLoader);
	}

	private CompletableFuture<LoadLease> begin(EntryKey key, Flight<Entry> flight) {
		if (flight.isApart()) {
			return CompletableFuture.completedFuture(LoadLease.NONE);
		}
		// A nested load must not wait for the lease that the outer load holds
		return this.store.begin(key, flight, flight.begin() ? LeaseWish.VALUE : LeaseWish.VALUE_AT_ONCE);
	}

	private static LoadLease await(CompletableFuture<LoadLease> lease) throws InterruptedException {
		try {
			return lease.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Leases do not fail", ex);
		}
		finally {
			// Without effect on one that was taken
			lease.cancel(false);
		}
	}

	private Entry loadDetached(Flight<Entry> flight, LoadLease lease, Callable<?> valueLoader) throws Exception {
		CompletableFuture<@Nullable Object> load = this.detached.start(flight, this.threads.carrying(valueLoader));
		CompletableFuture<Entry> outcome = this.calls.callAsync(lease, () -> load, Runnable::run);
		Entry fallback = lease.fallback();
		Duration patience = this.settings.softLoadTimeout();
		try {
			if (fallback == null || patience.isZero()) {
				return outcome.get();
			}
			return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			flight.continueUntil(outcome);
			return fallback;
		}
		catch (InterruptedException ex) {
			load.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private <T> CompletableFuture<Entry> loadAsync(Flight<Entry> flight, LoadLease lease,
			Callable<CompletableFuture<T>> valueLoader) {
		CompletableFuture<Entry> outcome = this.calls.callAsync(lease, () -> this.detached.limit(valueLoader.call()),
				this.threads::execute);
		Entry fallback = lease.fallback();
		Duration patience = this.settings.softLoadTimeout();
		if (fallback == null || patience.isZero()) {
			return outcome;
		}
		flight.continueUntil(outcome);
		return this.threads.limit(outcome.copy(), patience, () -> CompletableFuture.completedFuture(fallback));
	}

}
