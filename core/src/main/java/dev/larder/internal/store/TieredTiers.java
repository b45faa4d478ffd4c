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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.local.NearTier;
import dev.larder.internal.local.Validity;
import dev.larder.internal.memcached.LoadLease;
import dev.larder.internal.memcached.MemcachedTier;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

/**
 * Copies in this process in front of the memcached tier. A read fills the copies; a
 * change goes to memcached first, whose listener makes the copies of this and every other
 * instance invalid. A change keeps no copy of its own: of two puts at the same time
 * nothing tells here which came to memcached last.
 */
public final class TieredTiers implements Tiers {

	private final NearTier near;

	private final MemcachedTier memcached;

	private final MemcachedTiers shared;

	private final MemcachedLeases leases;

	private final Executor keeper;

	private final Function<EntryKey, Validity> validities;

	private final LongAdder localHits = new LongAdder();

	/**
	 * Creates the tiers of a cache.
	 * @param near the copies
	 * @param memcached the entries, created with the listener of the coherence
	 * @param coherence keeps the copies up to date
	 * @param loading how missing values are loaded
	 * @param copies whether every read of a copy gives another object
	 * @param threads the threads to wait on
	 */
	public TieredTiers(NearTier near, MemcachedTier memcached, Coherence coherence, LoadSettings loading,
			boolean copies, LarderThreads threads) {
		this.near = near;
		this.memcached = memcached;
		this.shared = new MemcachedTiers(memcached, loading, threads);
		this.leases = new MemcachedLeases(memcached, loading, threads);
		// Serializers copy, and must not keep the client's thread
		this.keeper = copies ? threads::execute : Runnable::run;
		this.validities = (key) -> coherence.begin(memcached.locate(key));
	}

	@Override
	public KeyEncoder keys() {
		return this.shared.keys();
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
		return kept(key, this.shared.get(key), validity);
	}

	@Override
	public CompletableFuture<@Nullable Entry> getAsync(EntryKey key) {
		Validity validity = this.validities.apply(key);
		return this.shared.getAsync(key).thenApply((entry) -> kept(key, entry, validity));
	}

	@Override
	public Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		Map<EntryKey, Validity> validities = validities(keys);
		return kept(this.shared.getAll(keys), validities);
	}

	@Override
	public CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		Map<EntryKey, Validity> validities = validities(keys);
		return this.shared.getAllAsync(keys).thenApply((entries) -> kept(entries, validities));
	}

	@Override
	public void put(EntryKey key, @Nullable Object value) {
		this.shared.put(key, value);
		this.near.evict(key.identity());
	}

	@Override
	public void putLater(EntryKey key, @Nullable Object value) {
		this.shared.putLater(key, value);
		this.near.evict(key.identity());
	}

	@Override
	public @Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value) {
		return this.shared.putIfAbsent(key, value);
	}

	@Override
	public void evict(EntryKey key) {
		this.shared.evict(key);
		this.near.evict(key.identity());
	}

	@Override
	public boolean evictIfPresent(EntryKey key) {
		boolean copied = this.near.evict(key.identity());
		return this.shared.evictIfPresent(key) || copied;
	}

	@Override
	public boolean clear() {
		boolean notEmpty = this.near.size() > 0;
		this.shared.clear();
		this.near.clear();
		return notEmpty;
	}

	@Override
	public LoadTicket beginLoad(EntryKey key, Flight<Entry> flight) throws InterruptedException {
		Validity validity = this.validities.apply(key);
		return ticket(key, validity, this.leases.take(key), flight);
	}

	@Override
	public CompletableFuture<LoadTicket> beginLoadAsync(EntryKey key, Flight<Entry> flight) {
		Validity validity = this.validities.apply(key);
		return this.leases.takeAsync(key).thenApply((lease) -> ticket(key, validity, lease, flight));
	}

	@Override
	public CompletableFuture<LoadTicket> beginRefresh(EntryKey key, Flight<Entry> flight, Entry known) {
		Validity validity = this.validities.apply(key);
		return this.leases.takeToRefresh(key, known.writtenAt())
			.thenApply((lease) -> (lease != null) ? ticket(key, validity, lease, flight) : new UnstoredTicket(known));
	}

	@Override
	public Map<EntryKey, LoadTicket> beginLoads(Map<EntryKey, Flight<Entry>> flights) {
		Map<EntryKey, Validity> validities = validities(flights.keySet());
		return tickets(flights, validities, this.leases.takeAll(flights.keySet()));
	}

	@Override
	public CompletableFuture<Map<EntryKey, LoadTicket>> beginLoadsAsync(Map<EntryKey, Flight<Entry>> flights) {
		Map<EntryKey, Validity> validities = validities(flights.keySet());
		Map<EntryKey, CompletableFuture<LoadLease>> leases = this.leases.takeAll(flights.keySet());
		return CompletableFuture.allOf(leases.values().toArray(CompletableFuture[]::new))
			.thenApplyAsync((taken) -> tickets(flights, validities, leases), executor());
	}

	@Override
	public Executor executor() {
		return this.shared.executor();
	}

	@Override
	public Object nativeCache() {
		return this.near.nativeCache();
	}

	@Override
	public long puts() {
		return this.memcached.statistics().stored();
	}

	@Override
	public long hits() {
		return this.localHits.sum() + this.shared.hits();
	}

	@Override
	public Long localHits() {
		return this.localHits.sum();
	}

	@Override
	public Long size() {
		return this.near.size();
	}

	@Override
	public Long evictions() {
		return this.near.evictions();
	}

	@Override
	public long errors() {
		return this.shared.errors();
	}

	private Map<EntryKey, Validity> validities(Collection<EntryKey> keys) {
		Map<EntryKey, Validity> validities = new HashMap<>();
		keys.forEach((key) -> validities.put(key, this.validities.apply(key)));
		return validities;
	}

	private @Nullable Entry kept(EntryKey key, @Nullable Entry entry, @Nullable Validity validity) {
		if (entry != null) {
			if (validity != null) {
				this.near.put(key.identity(), entry, validity);
			}
		}
		return entry;
	}

	private Map<EntryKey, Entry> kept(Map<EntryKey, Entry> entries, Map<EntryKey, Validity> validities) {
		entries.forEach((key, entry) -> kept(key, entry, validities.get(key)));
		return entries;
	}

	private Map<EntryKey, LoadTicket> tickets(Map<EntryKey, Flight<Entry>> flights, Map<EntryKey, Validity> validities,
			Map<EntryKey, CompletableFuture<LoadLease>> leases) {
		Map<EntryKey, LoadTicket> tickets = new HashMap<>();
		flights.forEach((key, flight) -> tickets.put(key, ticket(key, Objects.requireNonNull(validities.get(key)),
				Objects.requireNonNull(leases.get(key)).join(), flight)));
		return tickets;
	}

	private LoadTicket ticket(EntryKey key, Validity validity, @Nullable LoadLease lease, Flight<Entry> flight) {
		return (lease != null) ? new TieredLoadTicket(this.near, key, validity, lease, flight, this.keeper)
				: UnstoredTicket.of(flight);
	}

}
