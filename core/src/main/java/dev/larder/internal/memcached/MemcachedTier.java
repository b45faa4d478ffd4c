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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.RawCodec;
import dev.larder.internal.entry.Refusals;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keeps the entries of one cache in memcached. Thread-safe.
 * <p>
 * A read is one {@code get}, a write is one storage command. No failure of memcached
 * reaches a caller: what cannot be read is a miss; a change that cannot reach its node is
 * repeated when the node is back, and until then this instance does not read the key from
 * it.@@
 */
public final class MemcachedTier {

	/**
	 * For how long whoever clears a cache is kept waiting.
	 */
	private static final Duration CLEAR_TIME = Duration.ofSeconds(2);

	private final MemcachedCluster cluster;

	private final KeyEncoder keys;

	private final EntryItems items;

	private final Lifetimes lifetimes;

	private final Executor executor;

	private final TierLog log;

	private final LoadLeases leases;

	private final BatchReader batches;

	private final EntryWriter writer;

	private final Answers answers;

	private final Map<MemcachedNode, CachePart> parts;

	/**
	 * Creates the tier of a cache. Nothing is sent yet.
	 * @param cacheName the name of the cache, for what is logged
	 * @param cluster the servers
	 * @param generations where the generations of the cache are registered
	 * @param keys encodes the keys of the cache
	 * @param values how values are written and read
	 * @param lifetimes how long entries live
	 * @param leases how instances lease the loading of missing values
	 * @param executor runs what follows an asynchronous operation, which may be the
	 * application's code
	 * @param listener told of what is put and removed, but not of what is loaded
	 * @param refusals told of the keys and values that the cache cannot take
	 */
	public MemcachedTier(String cacheName, MemcachedCluster cluster, Generations generations, KeyEncoder keys,
			ValueSettings values, Lifetimes lifetimes, LeaseSettings leases, Executor executor, ChangeListener listener,
			Refusals refusals) {
		Assert.notNull(cluster, "'cluster' must not be null");
		Assert.notNull(executor, "'executor' must not be null");
		Assert.notNull(listener, "'listener' must not be null");
		this.cluster = cluster;
		this.keys = keys;
		boolean raw = values.codec() instanceof RawCodec;
		this.lifetimes = raw ? lifetimes.ofPlainValues() : lifetimes;
		this.executor = executor;
		this.log = new TierLog(cacheName);
		this.answers = new Answers(this.log);
		this.items = new EntryItems(values, this.lifetimes, refusals, this.log);
		this.writer = new EntryWriter(this.items, this.answers);
		this.leases = raw ? new RawLoadLeases(keys, this.items, this.lifetimes, leases, cluster.scheduler(), this.log)
				: new LoadLeases(keys, this.items, this.lifetimes, leases, cluster.scheduler(), this.log);
		Map<MemcachedNode, CachePart> parts = new LinkedHashMap<>();
		cluster.nodes()
			.forEach((node) -> parts.put(node, raw ? generations.registerRaw(node, keys.head(), this.log, listener)
					: generations.register(node, keys.reserved("generation"), this.log, listener)));
		this.parts = Map.copyOf(parts);
		this.batches = new BatchReader(this::part, this.items, this.log, executor);
	}

	/**
	 * Returns what runs after an asynchronous operation.
	 * @return the executor
	 */
	public Executor executor() {
		return this.executor;
	}

	/**
	 * Returns what writes the keys of the cache.
	 * @return the encoder
	 */
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
		CachePart part = part(encoded);
		return new KeyLocation(encoded.text(), part.node(), part.generationChanges());
	}

	/**
	 * Returns the entry of a key.
	 * @param key the key
	 * @return the entry, or {@code null} if there is none that may be served
	 */
	public @Nullable Entry get(EntryKey key) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		if (part.lost().covers(encoded.text())) {
			return null;
		}
		CompletableFuture<@Nullable Item> item = part.operations().get(encoded.text());
		Long generation = this.answers.await(part.generation().current());
		Item found = this.answers.await(item);
		return (generation != null) ? this.items.read(found, encoded, generation) : null;
	}

	/**
	 * Returns the entry of a key without blocking.
	 * @param key the key
	 * @return the entry to be, or {@code null} if there is none that may be served;
	 * completed by the executor, and never exceptionally
	 */
	public CompletableFuture<@Nullable Entry> getAsync(EntryKey key) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		if (part.lost().covers(encoded.text())) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<@Nullable Item> item = part.operations().get(encoded.text());
		return part.generation()
			.current()
			.thenCombineAsync(item, (generation, found) -> this.items.read(found, encoded, generation), this.executor)
			.exceptionally((failure) -> {
				this.log.failed();
				return null;
			});
	}

	/**
	 * Returns the entries of several keys, in one round trip to each node.
	 * @param keys the keys
	 * @return the entries that may be served, by key
	 */
	public Map<EntryKey, Entry> getAll(Collection<EntryKey> keys) {
		return this.batches.getAll(keys);
	}

	/**
	 * Returns the entries of several keys, in one round trip to each node, without
	 * blocking.
	 * @param keys the keys
	 * @return the entries that may be served, by key; completed by the executor, and
	 * never exceptionally
	 */
	public CompletableFuture<Map<EntryKey, Entry>> getAllAsync(Collection<EntryKey> keys) {
		return this.batches.getAllAsync(keys);
	}

	/**
	 * Stores a value, replacing any other. If it cannot be stored, the former one is
	 * removed.
	 * @param key the key
	 * @param value the value
	 */
	public void put(EntryKey key, @Nullable Object value) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		this.answers.await(put(part, key, value, this.answers.await(part.generation().current())));
	}

	/**
	 * Stores a value like {@link #put(EntryKey, Object)}, without waiting for the answer.
	 * Who reads the key through this tier afterwards finds it nevertheless, as operations
	 * of one node keep their order. Where the generation would have to be waited for, the
	 * value is not stored, and the former one removed.
	 * @param key the key
	 * @param value the value
	 */
	public void putLater(EntryKey key, @Nullable Object value) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		CompletableFuture<Long> current = part.generation().current();
		boolean known = current.isDone() && !current.isCompletedExceptionally();
		CompletionStage<Boolean> unused = put(part, key, value, known ? current.join() : null);
		part.sent(encoded.text());
	}

	private CompletableFuture<Boolean> put(CachePart part, EntryKey key, @Nullable Object value,
			@Nullable Long generation) {
		EncodedKey encoded = key.encoded();
		if (generation == null) {
			return part.delete(encoded.text());
		}
		Entry entry = this.lifetimes.entry(key.original(), value, generation, 0);
		Item item = this.lifetimes.isStored(entry) ? this.items.write(entry, encoded) : null;
		return (item != null) ? this.writer.set(part, encoded, entry, item) : part.delete(encoded.text());
	}

	/**
	 * Stores a value unless there is one, atomically.
	 * @param key the key
	 * @param value the value
	 * @return the entry that was there, or {@code null} if there was none, or that is not
	 * known
	 */
	public @Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value) {
		EncodedKey encoded = key.encoded();
		CachePart part = part(encoded);
		Long generation = this.answers.await(part.generation().current());
		if (generation == null || part.lost().covers(encoded.text())) {
			return get(key);
		}
		Entry entry = this.lifetimes.entry(key.original(), value, generation, 0);
		Item item = this.lifetimes.isStored(entry) ? this.items.write(entry, encoded) : null;
		return (item != null) ? this.writer.add(part, encoded, entry, item) : get(key);
	}

	/**
	 * Removes the entry of a key.
	 * @param key the key
	 */
	public void evict(EntryKey key) {
		EncodedKey encoded = key.encoded();
		this.answers.await(part(encoded).delete(encoded.text()));
	}

	/**
	 * Makes all entries invalid: one small write to each node, whatever their number. In
	 * a raw cache they are deleted one by one, on nodes that list their keys; on others
	 * they stay until they expire, which is logged. What takes longer than a few seconds
	 * goes on when this method has returned; until its end this instance reads nothing
	 * from that node.
	 */
	public void clear() {
		Map<CachePart, CompletableFuture<Void>> cleared = new LinkedHashMap<>();
		this.parts.values().forEach((part) -> cleared.put(part, part.clear()));
		CompletableFuture<Void> all = CompletableFuture.allOf(cleared.values().toArray(CompletableFuture[]::new));
		if (!this.answers.isInTime(all, CLEAR_TIME)) {
			cleared.forEach(CachePart::clearsLonger);
		}
	}

	/**
	 * Takes a lease for a load that is about to begin, without blocking. While another
	 * instance loads the value, that is waited for, or its lease to run out.
	 * @param key the key
	 * @return the lease to be, completed by a thread of the client, which must not be
	 * blocked, and never exceptionally; who no longer wants it cancels it
	 */
	public CompletableFuture<LoadLease> lease(EntryKey key) {
		return lease(key, LeaseWish.VALUE);
	}

	/**
	 * Takes one of several leases, without waiting for other instances. Where one is
	 * loading the value there is nothing to be stored.
	 * @param key the key
	 * @return the lease to be, as of {@link #lease(EntryKey)}
	 */
	public CompletableFuture<LoadLease> leaseAtOnce(EntryKey key) {
		return lease(key, LeaseWish.VALUE_AT_ONCE);
	}

	/**
	 * Takes a lease to load a value anew before it expires.
	 * @param key the key
	 * @param writtenAt when the known entry was written, in milliseconds since the epoch
	 * @return the lease to be, as of {@link #lease(EntryKey)}; an entry is present if it
	 * is newer than the known one
	 */
	public CompletableFuture<LoadLease> leaseToRefresh(EntryKey key, long writtenAt) {
		return lease(key, new LeaseWish(writtenAt, true));
	}

	private CompletableFuture<LoadLease> lease(EntryKey key, LeaseWish wish) {
		return this.leases.take(part(key.encoded()), key, wish);
	}

	/**
	 * Returns what went wrong so far.
	 * @return the statistics at this moment
	 */
	public TierStatistics statistics() {
		return this.log.statistics();
	}

	private CachePart part(EncodedKey key) {
		CachePart part = this.parts.get(this.cluster.nodeFor(key.text()));
		Assert.state(part != null, "Every node has a part of every cache");
		return part;
	}

}
