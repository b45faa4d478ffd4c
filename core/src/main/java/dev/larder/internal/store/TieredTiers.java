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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.entry.Entry;
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

	private final Function<Object, Validity> validities;

	private final LongAdder localHits = new LongAdder();

	private final LongAdder sharedHits = new LongAdder();

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
	public @Nullable Entry get(Object key) {
		Entry copy = getLocal(key);
		if (copy != null) {
			return copy;
		}
		Validity validity = this.validities.apply(key);
		return kept(key, this.memcached.get(key), validity);
	}

	@Override
	public @Nullable Entry getLocal(Object key) {
		Entry copy = this.near.get(key);
		if (copy != null) {
			this.localHits.increment();
		}
		return copy;
	}

	@Override
	public CompletableFuture<@Nullable Entry> getAsync(Object key) {
		Entry copy = getLocal(key);
		if (copy != null) {
			return CompletableFuture.completedFuture(copy);
		}
		Validity validity = this.validities.apply(key);
		return this.memcached.getAsync(key).thenApply((entry) -> kept(key, entry, validity));
	}

	@Override
	public Map<Object, Entry> getAll(Collection<?> keys) {
		Map<Object, Entry> found = copies(keys);
		Map<Object, Validity> validities = validities(missing(keys, found));
		if (!validities.isEmpty()) {
			found.putAll(kept(this.memcached.getAll(validities.keySet()), validities));
		}
		return found;
	}

	@Override
	public CompletableFuture<Map<Object, Entry>> getAllAsync(Collection<?> keys) {
		Map<Object, Entry> found = copies(keys);
		Map<Object, Validity> validities = validities(missing(keys, found));
		if (validities.isEmpty()) {
			return CompletableFuture.completedFuture(found);
		}
		return this.memcached.getAllAsync(validities.keySet()).thenApply((entries) -> {
			found.putAll(kept(entries, validities));
			return found;
		});
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		this.shared.put(key, value);
		this.near.evict(key);
	}

	@Override
	public void putLater(Object key, @Nullable Object value) {
		this.shared.putLater(key, value);
		this.near.evict(key);
	}

	@Override
	public @Nullable Entry putIfAbsent(Object key, @Nullable Object value) {
		return this.shared.putIfAbsent(key, value);
	}

	@Override
	public void evict(Object key) {
		this.shared.evict(key);
		this.near.evict(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		boolean copied = this.near.evict(key);
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
	public LoadTicket beginLoad(Object key, Flight<Entry> flight) throws InterruptedException {
		Validity validity = this.validities.apply(key);
		return ticket(key, validity, this.leases.take(key), flight);
	}

	@Override
	public CompletableFuture<LoadTicket> beginLoadAsync(Object key, Flight<Entry> flight) {
		Validity validity = this.validities.apply(key);
		return this.leases.takeAsync(key).thenApply((lease) -> ticket(key, validity, lease, flight));
	}

	@Override
	public CompletableFuture<LoadTicket> beginRefresh(Object key, Flight<Entry> flight, Entry known) {
		Validity validity = this.validities.apply(key);
		return this.leases.takeToRefresh(key, known.writtenAt())
			.thenApply((lease) -> (lease != null) ? ticket(key, validity, lease, flight) : new UnstoredTicket(known));
	}

	@Override
	public Map<Object, LoadTicket> beginLoads(Map<Object, Flight<Entry>> flights) {
		Map<Object, Validity> validities = validities(flights.keySet());
		return tickets(flights, validities, this.leases.takeAll(flights.keySet()));
	}

	@Override
	public CompletableFuture<Map<Object, LoadTicket>> beginLoadsAsync(Map<Object, Flight<Entry>> flights) {
		Map<Object, Validity> validities = validities(flights.keySet());
		Map<Object, CompletableFuture<LoadLease>> leases = this.leases.takeAll(flights.keySet());
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
		return this.localHits.sum() + this.sharedHits.sum();
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

	private Map<Object, Entry> copies(Collection<?> keys) {
		Map<Object, Entry> copies = new HashMap<>();
		keys.forEach((key) -> {
			Entry copy = getLocal(key);
			if (copy != null) {
				copies.put(key, copy);
			}
		});
		return copies;
	}

	private static List<Object> missing(Collection<?> keys, Map<Object, Entry> found) {
		List<Object> missing = new ArrayList<>(keys);
		missing.removeAll(found.keySet());
		return missing;
	}

	private Map<Object, Validity> validities(Collection<?> keys) {
		Map<Object, Validity> validities = new HashMap<>();
		keys.forEach((key) -> validities.put(key, this.validities.apply(key)));
		return validities;
	}

	private @Nullable Entry kept(Object key, @Nullable Entry entry, @Nullable Validity validity) {
		if (entry != null) {
			this.sharedHits.increment();
			if (validity != null) {
				this.near.put(key, entry, validity);
			}
		}
		return entry;
	}

	private Map<Object, Entry> kept(Map<Object, Entry> entries, Map<Object, Validity> validities) {
		entries.forEach((key, entry) -> kept(key, entry, validities.get(key)));
		return entries;
	}

	private Map<Object, LoadTicket> tickets(Map<Object, Flight<Entry>> flights, Map<Object, Validity> validities,
			Map<Object, CompletableFuture<LoadLease>> leases) {
		Map<Object, LoadTicket> tickets = new HashMap<>();
		flights.forEach((key, flight) -> tickets.put(key, ticket(key, Objects.requireNonNull(validities.get(key)),
				Objects.requireNonNull(leases.get(key)).join(), flight)));
		return tickets;
	}

	private LoadTicket ticket(Object key, Validity validity, @Nullable LoadLease lease, Flight<Entry> flight) {
		return (lease != null) ? new TieredLoadTicket(this.near, key, validity, lease, flight, this.keeper)
				: UnstoredTicket.of(flight);
	}

}
