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
package dev.larder.internal.memcached;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryCodec;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.store.CacheStore;
import dev.larder.internal.store.ItemLocation;
import dev.larder.internal.store.LocalEntry;
import dev.larder.internal.store.StoreStatistics;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keeps the entries of one cache in memcached. Thread-safe.
 * <p>
 * A read is one {@code get}, a write is one storage command. No failure of memcached
 * reaches a caller: what cannot be read is a miss; a change that cannot reach its node is
 * repeated when the node is back, and until then this instance does not read the key from
 * it.
 */
public final class RemoteStore implements CacheStore {

	/**
	 * For how long whoever clears a cache is kept waiting.
	 */
	private static final Duration CLEAR_TIME = Duration.ofSeconds(2);

	private final MemcachedCluster cluster;

	private final KeyEncoder keys;

	private final EntryItems items;

	private final Lifetimes lifetimes;

	private final Executor executor;

	private final StoreMonitor monitor;

	private final LeaseItems leases;

	private final LongAdder hits = new LongAdder();

	private final BatchReader batches;

	private final EntryWriter writer;

	private final Function<Place, CachePart> newPart;

	private final ConcurrentMap<Place, CachePart> parts = new ConcurrentHashMap<>();

	/**
	 * Creates the tier of a cache. Nothing is sent yet.
	 * @param cacheName the name of the cache, for the log
	 * @param cluster the servers
	 * @param generations where the generations of the cache are registered
	 * @param keys encodes the keys of the cache
	 * @param codec writes and reads entries
	 * @param lifetimes how long entries live
	 * @param loading how instances lease the loading of missing values
	 * @param executor runs what follows an asynchronous operation, which may be the
	 * application's code
	 * @param refusals told of the keys and values that the cache cannot take
	 * @param observers told of what the store does
	 */
	public RemoteStore(String cacheName, MemcachedCluster cluster, Generations generations, KeyEncoder keys,
			EntryCodec codec, Lifetimes lifetimes, LoadSettings loading, Executor executor, Refusals refusals,
			StoreObservers observers) {
		Assert.notNull(cluster, "'cluster' must not be null");
		Assert.notNull(executor, "'executor' must not be null");
		Assert.notNull(observers, "'observers' must not be null");
		this.cluster = cluster;
		this.keys = keys;
		this.lifetimes = codec.hasHeaders() ? lifetimes : lifetimes.ofPlainValues();
		this.executor = executor;
		this.monitor = new StoreMonitor(cacheName, observers.waits());
		this.items = new EntryItems(codec, cluster.maxValueSize(), this.lifetimes, refusals, this.monitor);
		this.writer = new EntryWriter(this.items, this.monitor);
		this.leases = new LeaseItems(keys, this.items, this.lifetimes, loading, cluster.scheduler(), this.monitor,
				observers::context);
		this.newPart = (place) -> newPart(place, cacheName, generations, observers);
		cluster.addListener(this::changed);
		cluster.topology().places().forEach(this::part);
		this.batches = new BatchReader(this::part, this.items, this.monitor, executor);
	}

	private CachePart newPart(Place place, String cacheName, Generations generations, StoreObservers observers) {
		MemcachedNode node = place.node();
		Generation generation = this.items.haveHeaders()
				? generations.generation(place, this.keys.reserved("generation"))
				: new NoGeneration(node, (key) -> isAt(place, key), this.monitor);
		CachePart part = new CachePart(node, observers.operations(node, cacheName), generation, this.monitor,
				observers.changes().apply(node));
		generations.register(part);
		return part;
	}

	// What others have stored anywhere on the node goes, too
	private boolean isAt(Place place, String key) {
		if (!key.startsWith(this.keys.head())) {
			return false;
		}
		Place found = this.cluster.place(key);
		return found == place || found.node() != place.node();
	}

	@Override
	public Executor executor() {
		return this.executor;
	}

	@Override
	public KeyEncoder keys() {
		return this.keys;
	}

	/**
	 * Returns where the item of a key is kept.
	 * @param key the key
	 * @return the location
	 */
	public KeyLocation locate(EntryKey key) {
		EncodedKey encoded = key.encoded();
		Place place = this.cluster.place(encoded.text());
		return new KeyLocation(encoded.text(), place, part(place).generation());
	}

	@Override
	public @Nullable Entry getLocal(Object identity) {
		return null;
	}

	@Override
	public @Nullable Entry get(EntryKey key) {
		return counted(read(key));
	}

	private @Nullable Entry read(EntryKey key) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		if (part.lost().covers(encoded.text())) {
			return null;
		}
		CompletableFuture<@Nullable Item> item = part.operations().get(encoded.text());
		Long generation = this.monitor.await(part.generation().current());
		Item found = this.monitor.await(item);
		return (generation != null) ? this.items.read(found, encoded, generation) : null;
	}

	@Override
	public CompletableFuture<@Nullable Entry> getAsync(EntryKey key) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		if (part.lost().covers(encoded.text())) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<@Nullable Item> item = part.operations().get(encoded.text());
		return part.generation()
			.current()
			.thenCombineAsync(item, (generation, found) -> counted(this.items.read(found, encoded, generation)),
					this.executor)
			.exceptionally((failure) -> {
				this.monitor.failed(failure);
				return null;
			});
	}

	@Override
	public Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		return counted(this.batches.getAll(keys));
	}

	@Override
	public CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		return this.batches.getAllAsync(keys).thenApply(this::counted);
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

	@Override
	public void put(EntryKey key, @Nullable Object value) {
		CachePart part = part(key.encoded());
		this.monitor.await(put(part, key, value, this.monitor.await(part.generation().current())));
	}

	/**
	 * Stores a value without waiting for the answer. Who reads the key through this store
	 * afterwards finds it nevertheless, as operations of one node keep their order. Where
	 * the generation would have to be waited for, the value is not stored, and the former
	 * one removed.
	 */
	@Override
	public void putLater(EntryKey key, @Nullable Object value) {
		CachePart part = part(key.encoded());
		CompletableFuture<Long> current = part.generation().current();
		boolean known = current.isDone() && !current.isCompletedExceptionally();
		CompletionStage<Void> unused = put(part, key, value, known ? current.join() : null);
		part.sent(key.encoded().text());
	}

	private CompletableFuture<Void> put(CachePart part, EntryKey key, @Nullable Object value,
			@Nullable Long generation) {
		EncodedKey encoded = key.encoded();
		if (generation == null) {
			return part.delete(encoded.text());
		}
		Entry entry = this.lifetimes.entry(key, value, generation, 0);
		Item item = this.lifetimes.isStored(entry) ? this.items.write(entry, encoded) : null;
		return (item != null) ? this.writer.set(part, encoded, entry, item) : part.delete(encoded.text());
	}

	@Override
	public @Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		Long generation = this.monitor.await(part.generation().current());
		if (generation == null || part.lost().covers(encoded.text())) {
			return read(key);
		}
		Entry entry = this.lifetimes.entry(key, value, generation, 0);
		Item item = this.lifetimes.isStored(entry) ? this.items.write(entry, encoded) : null;
		return (item != null) ? this.writer.add(part, encoded, entry, item) : read(key);
	}

	@Override
	public void evict(EntryKey key) {
		EncodedKey encoded = key.encoded();
		this.monitor.await(part(encoded).delete(encoded.text()));
	}

	@Override
	public boolean evictIfPresent(EntryKey key) {
		boolean present = read(key) != null;
		evict(key);
		return present;
	}

	/**
	 * Makes all entries invalid: one small write to each node, whatever their number. In
	 * a raw cache they are deleted one by one, on nodes that list their keys; on others
	 * they stay until they expire, which is logged. What takes longer than a few seconds
	 * goes on when this method has returned; until its end this instance reads nothing
	 * from that node.
	 * @return {@code false}: how many entries became invalid is not known
	 */
	@Override
	public boolean clear() {
		Map<CachePart, CompletableFuture<Void>> cleared = new LinkedHashMap<>();
		parts().forEach((part) -> cleared.put(part, part.clear()));
		CompletableFuture<Void> all = CompletableFuture.allOf(cleared.values().toArray(CompletableFuture[]::new));
		if (!this.monitor.isInTime(all, CLEAR_TIME)) {
			cleared.forEach(CachePart::clearsLonger);
		}
		return false;
	}

	@Override
	public CompletableFuture<LoadLease> begin(EntryKey key, Flight<Entry> flight, LeaseWish wish) {
		return new LeaseRequest(this.leases, part(key.encoded()), key, flight, wish).send();
	}

	@Override
	public @Nullable LocalEntry peek(Object identity) {
		return null;
	}

	@Override
	public Iterable<Object> identities() {
		return List.of();
	}

	@Override
	public boolean evictLocal(EntryKey key) {
		return false;
	}

	/**
	 * Tells what keeps copies that every item of this cache may have changed. A node's
	 * journal does not tell its caches apart, so that the copies of all of them go.
	 */
	@Override
	public void announceChanges() {
		parts().forEach(CachePart::changedAll);
	}

	@Override
	public ItemLocation locateItem(EntryKey key) {
		KeyLocation location = locate(key);
		Long generation = this.items.haveHeaders() ? this.monitor.await(location.generation().current()) : null;
		return new ItemLocation(location.key(), location.node().toString(), generation);
	}

	@Override
	public Object nativeCache() {
		return this;
	}

	@Override
	public StoreStatistics statistics() {
		return new StoreStatistics(this.hits.sum(), this.monitor.puts(), this.monitor.errors(), null, null, null, null,
				null);
	}

	private CachePart part(EncodedKey key) {
		return part(this.cluster.place(key.text()));
	}

	private CachePart part(Place place) {
		CachePart known = this.parts.get(place);
		return (known != null) ? known : this.parts.computeIfAbsent(place, this.newPart);
	}

	private List<CachePart> parts() {
		return this.cluster.topology().places().stream().map(this::part).toList();
	}

	/**
	 * Follows the servers: what one that went has missed is made up for where its keys
	 * are now.
	 */
	private void changed(List<MemcachedNode> joined, List<MemcachedNode> left) {
		List<MemcachedNode> nodes = this.cluster.nodes();
		for (Map.Entry<Place, CachePart> known : this.parts.entrySet()) {
			if (!nodes.contains(known.getKey().node())) {
				this.parts.remove(known.getKey());
				makeUpFor(known.getValue().lost());
			}
		}
		if (!this.items.haveHeaders()) {
			// Its entries carry no numbers by which those of another time were told
			this.cluster.topology()
				.places()
				.stream()
				.filter((place) -> joined.contains(place.node()) || place.isFrom(left))
				.map(this::part)
				.forEach((part) -> part.clearsLonger(part.clear()));
		}
	}

	private void makeUpFor(LostInvalidations lost) {
		if (lost.markAll() != 0) {
			parts().forEach((part) -> part.lost().addAll());
		}
		lost.keys().keySet().forEach((key) -> part(this.cluster.place(key)).lost().add(key));
	}

}
