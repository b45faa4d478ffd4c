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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.RecentKeys;
import dev.larder.internal.local.EntryCopier;
import dev.larder.internal.local.LocalTier;
import org.jspecify.annotations.Nullable;

/**
 * The local tier alone.
 */
public final class LocalTiers implements Tiers {

	/**
	 * For how long a value is not loaded again after a failure while there is something
	 * else to serve.
	 */
	private static final Duration HOLD_OFF = Duration.ofSeconds(1);

	private final LocalTier local;

	private final Lifetimes lifetimes;

	private final boolean servesStale;

	private final @Nullable EntryCopier copier;

	private final RecentKeys holdOffs = new RecentKeys(HOLD_OFF);

	private final LongAdder hits = new LongAdder();

	private final LongAdder puts = new LongAdder();

	/**
	 * Creates the tiers.
	 * @param local the local tier
	 * @param lifetimes tells how long entries are kept
	 * @param copier makes what is kept and what a caller gets, or {@code null} if all get
	 * the same object
	 */
	public LocalTiers(LocalTier local, Lifetimes lifetimes, @Nullable EntryCopier copier) {
		this.local = local;
		this.lifetimes = lifetimes;
		this.servesStale = lifetimes.servesStale();
		this.copier = copier;
	}

	@Override
	public @Nullable Entry get(Object key) {
		Entry entry = given(fresh(this.local.get(key)));
		if (entry != null) {
			this.hits.increment();
		}
		return entry;
	}

	@Override
	public @Nullable Entry getLocal(Object key) {
		return get(key);
	}

	@Override
	public CompletableFuture<@Nullable Entry> getAsync(Object key) {
		return CompletableFuture.completedFuture(get(key));
	}

	@Override
	public Map<Object, Entry> getAll(Collection<?> keys) {
		Map<Object, Entry> entries = new HashMap<>();
		keys.forEach((key) -> {
			Entry entry = get(key);
			if (entry != null) {
				entries.put(key, entry);
			}
		});
		return entries;
	}

	@Override
	public CompletableFuture<Map<Object, Entry>> getAllAsync(Collection<?> keys) {
		return CompletableFuture.completedFuture(getAll(keys));
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		Entry entry = this.lifetimes.entry(key, value, this.local.generation(), 0);
		Entry kept = this.lifetimes.isStored(entry) ? kept(entry) : null;
		if (kept != null) {
			this.local.put(key, kept);
			this.puts.increment();
		}
		else {
			this.local.evict(key);
		}
	}

	@Override
	public void putLater(Object key, @Nullable Object value) {
		put(key, value);
	}

	@Override
	public @Nullable Entry putIfAbsent(Object key, @Nullable Object value) {
		Entry entry = this.lifetimes.entry(key, value, this.local.generation(), 0);
		Entry kept = this.lifetimes.isStored(entry) ? kept(entry) : null;
		if (kept == null) {
			return given(fresh(this.local.get(key)));
		}
		Entry present = this.local.putIfAbsent(key, kept, this::isFresh);
		if (present == null) {
			this.puts.increment();
		}
		return given(present);
	}

	@Override
	public void evict(Object key) {
		this.local.evict(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return this.local.evict(key);
	}

	@Override
	public boolean clear() {
		return this.local.clear();
	}

	@Override
	public LoadTicket beginLoad(Object key, Flight<Entry> flight) {
		long generation = this.local.generation();
		Entry kept = this.local.get(key);
		Entry fresh = fresh(kept);
		return new LocalLoadTicket(key, flight, generation, (fresh != null) ? fresh : heldOff(key, kept), kept);
	}

	private @Nullable Entry heldOff(Object key, @Nullable Entry kept) {
		return (kept != null && this.holdOffs.contains(key)) ? kept : null;
	}

	/**
	 * Returns what is kept of an entry, or {@code null} if it cannot be kept.
	 */
	private @Nullable Entry kept(Entry entry) {
		Entry kept = (this.copier != null) ? this.copier.keep(entry) : entry;
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
	public CompletableFuture<LoadTicket> beginLoadAsync(Object key, Flight<Entry> flight) {
		return CompletableFuture.completedFuture(beginLoad(key, flight));
	}

	@Override
	public CompletableFuture<LoadTicket> beginRefresh(Object key, Flight<Entry> flight, Entry known) {
		long generation = this.local.generation();
		Entry kept = this.local.get(key);
		boolean newer = kept != null && kept.writtenAt() > known.writtenAt();
		return CompletableFuture
			.completedFuture(new LocalLoadTicket(key, flight, generation, newer ? kept : heldOff(key, kept), kept));
	}

	@Override
	public Map<Object, LoadTicket> beginLoads(Map<Object, Flight<Entry>> flights) {
		Map<Object, LoadTicket> tickets = new HashMap<>();
		flights.forEach((key, flight) -> tickets.put(key, beginLoad(key, flight)));
		return tickets;
	}

	@Override
	public CompletableFuture<Map<Object, LoadTicket>> beginLoadsAsync(Map<Object, Flight<Entry>> flights) {
		return CompletableFuture.completedFuture(beginLoads(flights));
	}

	@Override
	public Executor executor() {
		return Runnable::run;
	}

	@Override
	public Object nativeCache() {
		return this.local.nativeCache();
	}

	@Override
	public long puts() {
		return this.puts.sum();
	}

	@Override
	public long hits() {
		return this.hits.sum();
	}

	@Override
	public @Nullable Long localHits() {
		return null;
	}

	@Override
	public Long size() {
		return this.local.size();
	}

	@Override
	public Long evictions() {
		return this.local.evictions();
	}

	@Override
	public long errors() {
		return 0;
	}

	/**
	 * The right to store in the local tier.
	 */
	private final class LocalLoadTicket implements LoadTicket {

		private final Object key;

		private final int keyHash;

		private final Flight<Entry> flight;

		private final long generation;

		private final @Nullable Entry served;

		private final @Nullable Entry known;

		private LocalLoadTicket(Object key, Flight<Entry> flight, long generation, @Nullable Entry served,
				@Nullable Entry known) {
			this.key = key;
			this.keyHash = key.hashCode();
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
		public CompletableFuture<Entry> store(@Nullable Object value, long loadMillis) {
			Entry entry = LocalTiers.this.lifetimes.entry(this.key, value, this.generation, loadMillis);
			// A method that changed its argument has not loaded the value of the rest
			boolean changed = this.key.hashCode() != this.keyHash;
			Entry kept = (!changed && LocalTiers.this.lifetimes.isStored(entry)) ? kept(entry) : null;
			if (kept == null) {
				this.flight.handOverNothing();
				return CompletableFuture.completedFuture(entry);
			}
			this.flight.handOver(() -> given(kept));
			if (LocalTiers.this.local.putIf(this.key, kept, this.known, this.flight::isValid)) {
				LocalTiers.this.puts.increment();
			}
			return CompletableFuture.completedFuture(entry);
		}

		@Override
		public void abandon() {
			// Nothing was taken
		}

		@Override
		public void fail() {
			if (this.known != null) {
				LocalTiers.this.holdOffs.add(this.key);
			}
		}

	}

}
