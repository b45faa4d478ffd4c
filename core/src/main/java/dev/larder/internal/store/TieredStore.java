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
package dev.larder.internal.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.StoredLoad;
import dev.larder.internal.load.StoredLoad.Outcome;
import dev.larder.internal.local.NearTier;
import dev.larder.internal.local.Validity;
import org.jspecify.annotations.Nullable;

/**
 * Copies in this process in front of a store elsewhere. A read fills the copies; a change
 * goes to the other store first, whose listener makes the copies of this and every other
 * instance invalid. A change keeps no copy of its own: of two puts at the same time
 * nothing tells here which came there last. Thread-safe.
 */
public final class TieredStore implements CacheStore {

	private final NearTier near;

	private final CacheStore remote;

	private final Function<EntryKey, Validity> validities;

	private final Executor keeper;

	private final LongAdder localHits = new LongAdder();

	/**
	 * Creates a store.
	 * @param near the copies
	 * @param remote the store that has the truth
	 * @param validities begins the validity of a copy that is about to be read
	 * @param keeper runs what keeps a copy of a load, where the thread that stored it
	 * must not be kept waiting
	 */
	public TieredStore(NearTier near, CacheStore remote, Function<EntryKey, Validity> validities, Executor keeper) {
		this.near = near;
		this.remote = remote;
		this.validities = validities;
		this.keeper = keeper;
	}

	@Override
	public KeyEncoder keys() {
		return this.remote.keys();
	}

	@Override
	public @Nullable Entry getLocal(Object identity) {
		Entry copy = this.near.get(identity);
		if (copy != null) {
			this.localHits.increment();
		}
		return copy;
	}

	@Override
	public @Nullable Entry get(EntryKey key) {
		Validity validity = this.validities.apply(key);
		return kept(key, this.remote.get(key), validity);
	}

	@Override
	public CompletableFuture<@Nullable Entry> getAsync(EntryKey key) {
		Validity validity = this.validities.apply(key);
		return this.remote.getAsync(key).thenApply((entry) -> kept(key, entry, validity));
	}

	@Override
	public Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		Map<EntryKey, Validity> validities = validities(keys);
		return kept(this.remote.getAll(keys), validities);
	}

	@Override
	public CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		Map<EntryKey, Validity> validities = validities(keys);
		return this.remote.getAllAsync(keys).thenApply((entries) -> kept(entries, validities));
	}

	private Map<EntryKey, Validity> validities(Collection<EntryKey> keys) {
		Map<EntryKey, Validity> validities = new HashMap<>();
		keys.forEach((key) -> validities.put(key, this.validities.apply(key)));
		return validities;
	}

	private Map<EntryKey, Entry> kept(Map<EntryKey, Entry> entries, Map<EntryKey, Validity> validities) {
		entries.forEach((key, entry) -> kept(key, entry, Objects.requireNonNull(validities.get(key))));
		return entries;
	}

	private @Nullable Entry kept(EntryKey key, @Nullable Entry entry, Validity validity) {
		if (entry != null) {
			this.near.put(key.identity(), entry, validity);
		}
		return entry;
	}

	@Override
	public void put(EntryKey key, @Nullable Object value) {
		this.remote.put(key, value);
		this.near.evict(key.identity());
	}

	@Override
	public void putLater(EntryKey key, @Nullable Object value) {
		this.remote.putLater(key, value);
		this.near.evict(key.identity());
	}

	@Override
	public @Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value) {
		return this.remote.putIfAbsent(key, value);
	}

	@Override
	public void evict(EntryKey key) {
		this.remote.evict(key);
		this.near.evict(key.identity());
	}

	@Override
	public boolean evictIfPresent(EntryKey key) {
		boolean copied = this.near.evict(key.identity());
		return this.remote.evictIfPresent(key) || copied;
	}

	@Override
	public boolean clear() {
		boolean notEmpty = this.near.size() > 0;
		this.remote.clear();
		this.near.clear();
		return notEmpty;
	}

	@Override
	public CompletableFuture<LoadLease> begin(EntryKey key, Flight<Entry> flight, LeaseWish wish) {
		Validity validity = this.validities.apply(key);
		CompletableFuture<LoadLease> begun = new CompletableFuture<>();
		CompletableFuture<LoadLease> shared = this.remote.begin(key, flight, wish);
		CompletionStage<LoadLease> taken = shared;
		taken.whenComplete((lease, cancelled) -> {
			if (cancelled == null && !begun.complete(tiered(key, flight, validity, lease))) {
				// Nobody waits for it any longer
				lease.abandon();
			}
		});
		CompletionStage<LoadLease> over = begun;
		over.whenComplete((lease, cancelled) -> {
			if (cancelled != null) {
				shared.cancel(false);
			}
		});
		return begun;
	}

	private LoadLease tiered(EntryKey key, Flight<Entry> flight, Validity validity, LoadLease shared) {
		return (shared != LoadLease.NONE) ? new Lease(key, flight, validity, shared) : shared;
	}

	@Override
	public Executor executor() {
		return this.remote.executor();
	}

	@Override
	public @Nullable LocalEntry peek(Object identity) {
		Entry copy = this.near.peek(identity);
		return (copy != null) ? new LocalEntry(copy, this.near.isServable(identity), this.near.servableUntil(identity))
				: null;
	}

	@Override
	public Iterable<Object> identities() {
		return this.near.keys();
	}

	@Override
	public boolean evictLocal(EntryKey key) {
		return this.near.evict(key.identity());
	}

	@Override
	public void announceChanges() {
		this.remote.announceChanges();
	}

	@Override
	public @Nullable ItemLocation locateItem(EntryKey key) {
		return this.remote.locateItem(key);
	}

	@Override
	public Object nativeCache() {
		return this.near.nativeCache();
	}

	@Override
	public StoreStatistics statistics() {
		StoreStatistics remote = this.remote.statistics();
		long localHits = this.localHits.sum();
		return new StoreStatistics(localHits + remote.hits(), remote.puts(), remote.errors(), localHits,
				this.near.evictions(), this.near.size(), this.near.weight(), this.near.evictedWeight());
	}

	/**
	 * The right to store elsewhere, and to keep a copy in this process of what the other
	 * store has, or cannot be given because it is away, so that each value is loaded once
	 * meanwhile.
	 */
	private final class Lease implements LoadLease {

		private final EntryKey key;

		private final Flight<Entry> flight;

		private final Validity validity;

		private final LoadLease shared;

		private Lease(EntryKey key, Flight<Entry> flight, Validity validity, LoadLease shared) {
			this.key = key;
			this.flight = flight;
			this.validity = validity;
			this.shared = shared;
		}

		@Override
		public @Nullable Entry present() {
			return TieredStore.this.kept(this.key, this.shared.present(), this.validity);
		}

		@Override
		public @Nullable Entry fallback() {
			Entry fallback = this.shared.fallback();
			// With the other store away, the copy is all there is
			return (fallback != null) ? fallback : TieredStore.this.near.getKept(this.key.identity());
		}

		@Override
		public CompletableFuture<StoredLoad> store(@Nullable Object value, long loadMillis) {
			CompletableFuture<StoredLoad> storing = this.shared.store(value, loadMillis);
			return storing.thenApplyAsync(this::keep, storing.isDone() ? Runnable::run : TieredStore.this.keeper);
		}

		private StoredLoad keep(StoredLoad stored) {
			boolean keeps = stored.outcome() == Outcome.STORED || stored.outcome() == Outcome.UNREACHABLE;
			if (keeps && this.flight.isValid()) {
				TieredStore.this.near.put(this.key.identity(), stored.entry(), this.validity);
			}
			return stored;
		}

		@Override
		public void abandon() {
			this.shared.abandon();
		}

		@Override
		public void fail() {
			this.shared.fail();
		}

	}

}
