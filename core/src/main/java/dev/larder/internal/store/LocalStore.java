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

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.RecentKeys;
import dev.larder.internal.load.StoredLoad;
import dev.larder.internal.load.StoredLoad.Outcome;
import dev.larder.internal.local.EntryCopier;
import dev.larder.internal.local.LocalTier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the entries of a cache in this process alone. Thread-safe.
 */
public final class LocalStore implements CacheStore {

	/**
	 * For how long a value is not loaded again after a failure while there is something
	 * else to serve.
	 */
	private static final Duration HOLD_OFF = Duration.ofSeconds(1);

	private final KeyEncoder keys;

	private final LocalTier local;

	private final Lifetimes lifetimes;

	private final boolean servesStale;

	private final @Nullable EntryCopier copier;

	private final RecentKeys holdOffs = new RecentKeys(HOLD_OFF);

	private final LongAdder hits = new LongAdder();

	private final LongAdder puts = new LongAdder();

	/**
	 * Creates a store.
	 * @param keys writes the keys of the cache
	 * @param local the local tier
	 * @param lifetimes tells how long entries are kept
	 * @param copier copies entries for keeping and for callers, or {@code null} if all
	 * get the same object
	 */
	public LocalStore(KeyEncoder keys, LocalTier local, Lifetimes lifetimes, @Nullable EntryCopier copier) {
		this.keys = keys;
		this.local = local;
		this.lifetimes = lifetimes;
		this.servesStale = lifetimes.servesStale();
		this.copier = copier;
	}

	@Override
	public KeyEncoder keys() {
		return this.keys;
	}

	@Override
	public @Nullable Entry getLocal(Object identity) {
		Entry entry = given(fresh(this.local.get(identity)));
		if (entry != null) {
			this.hits.increment();
		}
		return entry;
	}

	@Override
	public @Nullable Entry get(EntryKey key) {
		return null;
	}

	@Override
	public CompletableFuture<@Nullable Entry> getAsync(EntryKey key) {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		return Map.of();
	}

	@Override
	public CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		return CompletableFuture.completedFuture(Map.of());
	}

	@Override
	public void put(EntryKey key, @Nullable Object value) {
		Entry kept = kept(key, value);
		if (kept != null) {
			this.local.put(key.identity(), kept);
			this.puts.increment();
		}
		else {
			this.local.evict(key.identity());
		}
	}

	@Override
	public void putLater(EntryKey key, @Nullable Object value) {
		put(key, value);
	}

	@Override
	public @Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value) {
		Entry kept = kept(key, value);
		if (kept == null) {
			return given(fresh(this.local.get(key.identity())));
		}
		Entry present = this.local.putIfAbsent(key.identity(), kept, this::isFresh);
		if (present == null) {
			this.puts.increment();
		}
		return given(present);
	}

	@Override
	public void evict(EntryKey key) {
		this.local.evict(key.identity());
	}

	@Override
	public boolean evictIfPresent(EntryKey key) {
		return this.local.evict(key.identity());
	}

	@Override
	public boolean clear() {
		return this.local.clear();
	}

	@Override
	public CompletableFuture<LoadLease> begin(EntryKey key, Flight<Entry> flight, LeaseWish wish) {
		long generation = this.local.generation();
		Entry kept = this.local.get(key.identity());
		boolean enough = kept != null && wish.isMetBy(kept.writtenAt()) && (wish.known() != null || isFresh(kept));
		return CompletableFuture
			.completedFuture(new Lease(key, flight, generation, enough ? kept : heldOff(key, kept), kept));
	}

	private @Nullable Entry heldOff(EntryKey key, @Nullable Entry kept) {
		return (kept != null && this.holdOffs.contains(key.identity())) ? kept : null;
	}

	/**
	 * Returns the form of a value to keep, or {@code null} if it cannot be kept.
	 */
	private @Nullable Entry kept(EntryKey key, @Nullable Object value) {
		Entry entry = this.local.entry(key, value, this.local.generation(), 0);
		return (entry != null) ? kept(entry) : null;
	}

	private @Nullable Entry kept(Entry entry) {
		if (this.copier == null) {
			return entry;
		}
		Entry kept = this.copier.keep(entry);
		return (kept != null) ? this.local.compact(kept) : null;
	}

	private @Nullable Entry given(@Nullable Entry kept) {
		return (this.copier != null && kept != null) ? this.copier.give(kept) : kept;
	}

	private @Nullable Entry fresh(@Nullable Entry entry) {
		return (entry != null && isFresh(entry)) ? entry : null;
	}

	// The local tier drops what it need not keep, so that no clock is asked where only
	// fresh entries are kept
	private boolean isFresh(Entry entry) {
		return !this.servesStale || entry.isFresh(this.lifetimes.now());
	}

	@Override
	public Executor executor() {
		return Runnable::run;
	}

	@Override
	public @Nullable LocalEntry peek(Object identity) {
		Entry entry = this.local.peek(identity);
		return (entry != null) ? new LocalEntry(entry, isFresh(entry), entry.freshUntil()) : null;
	}

	@Override
	public Iterable<Object> identities() {
		return this.local.keys();
	}

	@Override
	public boolean evictLocal(EntryKey key) {
		return this.local.evict(key.identity());
	}

	@Override
	public void announceChanges() {
		// There are no copies
	}

	@Override
	public @Nullable ItemLocation locateItem(EntryKey key) {
		return null;
	}

	@Override
	public Object nativeCache() {
		return this.local.nativeCache();
	}

	@Override
	public StoreStatistics statistics() {
		return new StoreStatistics(this.hits.sum(), this.puts.sum(), Map.of(), null, this.local.evictions(),
				this.local.size(), this.local.weight(), this.local.evictedWeight());
	}

	/**
	 * The right to store in the local tier.
	 */
	private final class Lease implements LoadLease {

		private final EntryKey key;

		private final Flight<Entry> flight;

		private final long generation;

		private final @Nullable Entry served;

		private final @Nullable Entry known;

		private Lease(EntryKey key, Flight<Entry> flight, long generation, @Nullable Entry served,
				@Nullable Entry known) {
			this.key = key;
			this.flight = flight;
			this.generation = generation;
			this.served = served;
			this.known = known;
			flight.handOver((served != null) ? this::present : this::fallback);
		}

		@Override
		public @Nullable Entry present() {
			return given(this.served);
		}

		@Override
		public @Nullable Entry fallback() {
			return given(this.known);
		}

		@Override
		public CompletableFuture<StoredLoad> store(@Nullable Object value, long loadMillis) {
			Entry entry = LocalStore.this.local.entry(this.key, value, this.generation, loadMillis);
			Entry kept = (entry != null) ? kept(entry) : null;
			if (entry == null || kept == null) {
				this.flight.handOverNothing();
				return LoadLease.NONE.store(value, loadMillis);
			}
			this.flight.handOver(() -> given(kept));
			boolean stored = LocalStore.this.local.putIf(this.key.identity(), kept, this.known, this.flight::isValid);
			if (stored) {
				LocalStore.this.puts.increment();
			}
			return CompletableFuture.completedFuture(new StoredLoad(entry, stored ? Outcome.STORED : Outcome.LAPSED));
		}

		@Override
		public void abandon() {
			// Nothing was taken
		}

		@Override
		public void fail() {
			if (this.known != null) {
				LocalStore.this.holdOffs.add(this.key.identity());
			}
		}

	}

}
