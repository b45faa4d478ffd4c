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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.memcached.LoadLease;
import dev.larder.internal.memcached.MemcachedTier;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The memcached tier alone.
 */
public final class MemcachedTiers implements Tiers {

	private final MemcachedTier memcached;

	private final MemcachedLeases leases;

	private final LongAdder hits = new LongAdder();

	public MemcachedTiers(MemcachedTier memcached, LoadSettings loading, LarderThreads threads) {
		this.memcached = memcached;
		this.leases = new MemcachedLeases(memcached, loading, threads);
	}

	@Override
	public KeyEncoder keys() {
		return this.memcached.keys();
	}

	@Override
	public @Nullable Entry get(EntryKey key) {
		return counted(this.memcached.get(key));
	}

	@Override
	public @Nullable Entry getLocal(Object identity) {
		return null;
	}

	@Override
	public CompletableFuture<@Nullable Entry> getAsync(EntryKey key) {
		return this.memcached.getAsync(key).thenApply(this::counted);
	}

	@Override
	public Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		return counted(this.memcached.getAll(keys));
	}

	@Override
	public CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		return this.memcached.getAllAsync(keys).thenApply(this::counted);
	}

	@Override
	public void put(EntryKey key, @Nullable Object value) {
		this.memcached.put(key, value);
	}

	@Override
	public void putLater(EntryKey key, @Nullable Object value) {
		this.memcached.putLater(key, value);
	}

	@Override
	public @Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value) {
		return this.memcached.putIfAbsent(key, value);
	}

	@Override
	public void evict(EntryKey key) {
		this.memcached.evict(key);
	}

	@Override
	public boolean evictIfPresent(EntryKey key) {
		boolean present = this.memcached.get(key) != null;
		this.memcached.evict(key);
		return present;
	}

	// How many entries became invalid is not known
	@Override
	public boolean clear() {
		this.memcached.clear();
		return false;
	}

	@Override
	public LoadTicket beginLoad(EntryKey key, Flight<Entry> flight) throws InterruptedException {
		return ticket(this.leases.take(key), flight);
	}

	@Override
	public CompletableFuture<LoadTicket> beginLoadAsync(EntryKey key, Flight<Entry> flight) {
		return this.leases.takeAsync(key).thenApply((lease) -> ticket(lease, flight));
	}

	@Override
	public CompletableFuture<LoadTicket> beginRefresh(EntryKey key, Flight<Entry> flight, Entry known) {
		return this.leases.takeToRefresh(key, known.writtenAt())
			.thenApply((lease) -> (lease != null) ? ticket(lease, flight) : new UnstoredTicket(known));
	}

	@Override
	public Map<EntryKey, LoadTicket> beginLoads(Map<EntryKey, Flight<Entry>> flights) {
		return tickets(flights, this.leases.takeAll(flights.keySet()));
	}

	@Override
	public CompletableFuture<Map<EntryKey, LoadTicket>> beginLoadsAsync(Map<EntryKey, Flight<Entry>> flights) {
		Map<EntryKey, CompletableFuture<LoadLease>> leases = this.leases.takeAll(flights.keySet());
		return CompletableFuture.allOf(leases.values().toArray(CompletableFuture[]::new))
			.thenApplyAsync((taken) -> tickets(flights, leases), this.memcached.executor());
	}

	@Override
	public Executor executor() {
		return this.memcached.executor();
	}

	@Override
	public Object nativeCache() {
		return this.memcached;
	}

	@Override
	public long puts() {
		return this.memcached.statistics().stored();
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
	public @Nullable Long size() {
		return null;
	}

	@Override
	public @Nullable Long evictions() {
		return null;
	}

	@Override
	public long errors() {
		return this.memcached.statistics().total();
	}

	private @Nullable Entry counted(@Nullable Entry entry) {
		if (entry != null) {
			this.hits.increment();
		}
		return entry;
	}

	private Map<EntryKey, Entry> counted(Map<EntryKey, Entry> entries) {
		this.hits.add(entries.size());
		return entries;
	}

	private static LoadTicket ticket(@Nullable LoadLease lease, Flight<Entry> flight) {
		return (lease != null) ? new MemcachedLoadTicket(lease, flight) : UnstoredTicket.of(flight);
	}

	private static Map<EntryKey, LoadTicket> tickets(Map<EntryKey, Flight<Entry>> flights,
			Map<EntryKey, CompletableFuture<LoadLease>> leases) {
		Map<EntryKey, LoadTicket> tickets = new HashMap<>();
		flights.forEach((key, flight) -> {
			CompletableFuture<LoadLease> lease = leases.get(key);
			Assert.state(lease != null, "Every load has a lease");
			tickets.put(key, new MemcachedLoadTicket(lease.join(), flight));
		});
		return tickets;
	}

}
