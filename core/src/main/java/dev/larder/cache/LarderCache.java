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

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.larder.entry.Refusal;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.entry.ResultTtl;
import dev.larder.internal.entry.UnusableKeyException;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.store.LocalStore;
import dev.larder.internal.store.CacheStore;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.util.Assert;

/**
 * A {@link Cache} in local memory or in memcached. Thread-safe.
 * <p>
 * No failure of a backend reaches a caller: what cannot be read is a miss, and what
 * cannot be stored is loaded again the next time. A value is loaded at most once at a
 * time in this process; those who ask for it meanwhile get the same value, or the same
 * failure unless the cache is {@link #unshared()}. A load during which the key is evicted
 * or changed, or the cache cleared, stores nothing.
 */
public final class LarderCache implements Cache {

	private final Parts parts;

	private final KeyEncoder keys;

	private final CacheStore store;

	/**
	 * The store, where it is the local one alone. Through the interface, which has
	 * several implementations, a hit would take noticeably longer.
	 */
	private final @Nullable LocalStore localStore;

	private final Loads loads;

	/**
	 * What the loads say, at hand for hits.
	 */
	private final boolean refreshAhead;

	private final BatchReads batches;

	/**
	 * What is stored through this view lives for, or {@code null} if that is the same for
	 * the whole cache.
	 */
	private final @Nullable ResultTtl ttl;

	private final boolean sharesFailures;

	private final CacheInspector inspector;

	private final LarderCache unshared;

	LarderCache(String name, CacheSettings settings, CacheStore store, Refusals refusals, CacheCounters counters,
			LarderThreads threads, Supplier<EnvelopeCodec> codec) {
		this(Parts.of(name, settings, store, refusals, counters, threads), null, true,
				(cache) -> new CacheInspector(cache, codec));
	}

	private LarderCache(Parts parts, @Nullable ResultTtl ttl, boolean sharesFailures,
			Function<LarderCache, CacheInspector> inspector) {
		this.parts = parts;
		this.ttl = ttl;
		this.sharesFailures = sharesFailures;
		this.store = parts.store();
		this.keys = this.store.keys();
		this.localStore = (this.store instanceof LocalStore local) ? local : null;
		this.loads = parts.loads();
		this.refreshAhead = this.loads.refreshAhead();
		this.batches = new BatchReads(this.store, parts.flights(), parts.counters(), parts.threads(), this::usable);
		this.inspector = inspector.apply(this);
		this.unshared = sharesFailures ? new LarderCache(parts, ttl, false, (view) -> this.inspector) : this;
	}

	/**
	 * Returns a view of this very cache that does not share failures: who waited for a
	 * load that failed calls its own loader then, as without a cache. It is what plain
	 * {@code @Cacheable} operations use.
	 * @return the view, always the same
	 */
	public LarderCache unshared() {
		return this.unshared;
	}

	/**
	 * Returns a view of this very cache whose entries have a time to live of their own.
	 * It is what methods with {@link dev.larder.entry.CacheTtl} use.
	 */
	LarderCache storingFor(ResultTtl ttl) {
		return new LarderCache(this.parts, ttl, true, (view) -> this.inspector);
	}

	@Override
	public String getName() {
		return this.parts.name();
	}

	/**
	 * Returns the settings the cache was created with.
	 * @return the settings
	 */
	public CacheSettings getSettings() {
		return this.parts.settings();
	}

	/**
	 * Returns the statistics of the cache.
	 * @return the statistics at this moment
	 */
	public CacheStatistics getStatistics() {
		return this.parts.counters().snapshot(this.store.statistics(), this.parts.refusals());
	}

	/**
	 * Returns the kinds of key and value that the cache could not take of late.
	 * @return those of the last hour, the latest first
	 */
	public List<Refusal> getRefusals() {
		return this.parts.refusals().latest();
	}

	/**
	 * Adds a listener for every load and wait from now on.
	 * @param listener told how long they take
	 */
	public void addLoadListener(LoadListener listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.parts.counters().listen(listener);
	}

	/**
	 * Returns the inspector of the cache, for an operator.
	 * @return the inspector, always the same
	 */
	public CacheInspector inspector() {
		return this.inspector;
	}

	@Override
	public Object getNativeCache() {
		return this.store.nativeCache();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		return read(key);
	}

	/**
	 * Returns the entry of a key if it is in this process, for those who can do without
	 * it. It counts as a hit; what is not here counts as nothing. In a cache that
	 * refreshes ahead nothing is found, as only a read with a loader can refresh.
	 * @param key the key
	 * @return the entry, or {@code null} if it is not here, though it may be in memcached
	 */
	public @Nullable ValueWrapper getLocal(Object key) {
		try {
			return this.refreshAhead ? null : local(this.keys.identify(key));
		}
		// The next read or write of the key reports it
		catch (UnusableKeyException ex) {
			return null;
		}
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Entry entry = read(key);
		Object value = (entry != null) ? entry.get() : null;
		if (value != null && type != null && !type.isInstance(value)) {
			throw new IllegalStateException("Cache '" + this.parts.name() + "' holds a value of type "
					+ value.getClass().getName() + ", not of the required type " + type.getName());
		}
		return (T) value;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		Object identity;
		EntryKey missing;
		Entry entry;
		try {
			identity = this.keys.identify(key);
			entry = local(identity);
			missing = (entry == null) ? keyOf(identity) : null;
		}
		catch (UnusableKeyException ex) {
			this.parts.counters().miss();
			ex.report(this.parts.refusals());
			return this.loads.passBy(key, valueLoader);
		}
		if (missing != null) {
			entry = counted(this.store.get(missing));
		}
		if (entry == null) {
			entry = this.loads.load(Objects.requireNonNull(missing), this.sharesFailures, valueLoader);
		}
		else if (this.refreshAhead && this.loads.isRefreshDue(entry)) {
			this.loads.refresh(keyOf(identity), entry, valueLoader);
		}
		return (T) entry.get();
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		EntryKey missing;
		try {
			Object identity = this.keys.identify(key);
			Entry local = local(identity);
			if (local != null) {
				return CompletableFuture.completedFuture(local);
			}
			missing = keyOf(identity);
		}
		catch (UnusableKeyException ex) {
			ex.report(this.parts.refusals());
			return null;
		}
		CompletableFuture<@Nullable Entry> read = this.store.getAsync(missing).thenApply((entry) -> {
			if (counted(entry) == null) {
				this.parts.changes().missedAsync(missing);
			}
			return entry;
		});
		boolean knownToMiss = read.isDone() && read.join() == null;
		return knownToMiss ? null : read;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		EntryKey usable;
		Entry local;
		try {
			Object identity = this.keys.identify(key);
			local = local(identity);
			if (local != null && !this.loads.isRefreshDue(local)) {
				return CompletableFuture.completedFuture((T) local.get());
			}
			usable = keyOf(identity);
		}
		catch (UnusableKeyException ex) {
			ex.report(this.parts.refusals());
			return LoaderCalls.bare(LoaderCalls.start(valueLoader::get));
		}
		Callable<CompletableFuture<T>> carried = this.parts.threads().carrying(valueLoader::get);
		if (local != null) {
			this.loads.refresh(usable, local, () -> carried.call().get());
			return CompletableFuture.completedFuture((T) local.get());
		}
		return LoaderCalls.bare(this.store.getAsync(usable).thenCompose((entry) -> {
			if (counted(entry) == null) {
				return this.loads.loadAsync(usable, this.sharesFailures, carried)
					.thenApply((loaded) -> (T) loaded.get());
			}
			if (this.loads.isRefreshDue(entry)) {
				this.loads.refresh(usable, entry, () -> carried.call().get());
			}
			return CompletableFuture.completedFuture((T) entry.get());
		}));
	}

	/**
	 * Returns the entries of several keys: from memcached in one round trip to each node.
	 * @param <K> the type of the keys
	 * @param keys the keys
	 * @return the entries that were found, by key
	 */
	public <K> Map<K, ValueWrapper> getAll(Collection<K> keys) {
		return Collections.unmodifiableMap(this.batches.get(keys));
	}

	/**
	 * Returns the values of several keys, and loads together those that are missing. A
	 * key that is being loaded already is waited for instead.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param keys the keys
	 * @param loader loads the values of the keys it is given, called on this thread and
	 * at most once for a key; a key it leaves out is not cached. It is called once more
	 * for keys that are equal to others but differ in their text
	 * @return the values by key, without those the loader left out; what the loader
	 * throws is thrown as it is
	 */
	public <K, V> Map<K, V> getAll(Collection<K> keys, Function<Set<K>, Map<K, V>> loader) {
		return this.batches.get(keys, loader);
	}

	/**
	 * Returns the entries of several keys without blocking, see
	 * {@link #getAll(Collection)}.
	 * @param <K> the type of the keys
	 * @param keys the keys
	 * @return the entries that were found, by key
	 */
	public <K> CompletableFuture<Map<K, ValueWrapper>> retrieveAll(Collection<K> keys) {
		return this.batches.getAsync(keys).thenApply(Collections::unmodifiableMap);
	}

	/**
	 * Returns the values of several keys without blocking, and loads together those that
	 * are missing, see {@link #getAll(Collection, Function)}.
	 * @param <K> the type of the keys
	 * @param <V> the type of the values
	 * @param keys the keys
	 * @param loader loads the values of the keys it is given, called at most once for a
	 * key; one it leaves out is not cached
	 * @return the values by key, without those the loader left out; fails as the loader
	 * does
	 */
	public <K, V> CompletableFuture<Map<K, V>> retrieveAll(Collection<K> keys,
			Function<Set<K>, CompletableFuture<Map<K, V>>> loader) {
		return LoaderCalls.bare(this.batches.getAsync(keys, loader));
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		EntryKey usable = usable(key);
		if (usable != null) {
			this.parts.changes().put(usable, value);
		}
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		EntryKey usable = usable(key);
		return (usable != null) ? this.parts.changes().putIfAbsent(usable, value) : null;
	}

	@Override
	public void evict(Object key) {
		EntryKey usable = usable(key);
		if (usable != null) {
			this.parts.changes().evict(usable);
		}
	}

	@Override
	public boolean evictIfPresent(Object key) {
		EntryKey usable = usable(key);
		return usable != null && this.parts.changes().evictIfPresent(usable);
	}

	@Override
	public void clear() {
		invalidate();
	}

	@Override
	public boolean invalidate() {
		return this.parts.changes().clear();
	}

	CacheStore store() {
		return this.store;
	}

	SingleFlight<Entry> flights() {
		return this.parts.flights();
	}

	CacheCounters counters() {
		return this.parts.counters();
	}

	private @Nullable Entry read(Object key) {
		try {
			Object identity = this.keys.identify(key);
			Entry local = local(identity);
			return (local != null) ? local : counted(this.store.get(this.keys.key(identity)));
		}
		catch (UnusableKeyException ex) {
			ex.report(this.parts.refusals());
			return null;
		}
	}

	private @Nullable Entry local(Object identity) {
		return (this.localStore != null) ? this.localStore.getLocal(identity) : this.store.getLocal(identity);
	}

	private @Nullable Entry counted(@Nullable Entry entry) {
		if (entry == null) {
			this.parts.counters().miss();
		}
		return entry;
	}

	/**
	 * Returns a key as the store knows it.
	 * @return the key, or {@code null} if it cannot be used, which is reported
	 */
	private @Nullable EntryKey usable(@Nullable Object key) {
		try {
			return key(key);
		}
		catch (UnusableKeyException ex) {
			ex.report(this.parts.refusals());
			return null;
		}
	}

	/**
	 * Returns a key as the store knows it.
	 * @throws UnusableKeyException if it cannot be used
	 */
	EntryKey key(@Nullable Object key) {
		return keyOf(this.keys.identify(key));
	}

	private EntryKey keyOf(Object identity) {
		EntryKey key = this.keys.key(identity);
		return (this.ttl != null) ? key.livingFor(this.ttl) : key;
	}

	@Override
	public String toString() {
		return "LarderCache[name=" + this.parts.name() + ", mode=" + this.parts.settings().mode()
				+ (this.sharesFailures ? "" : ", unshared") + ((this.ttl != null) ? ", ttl=" + this.ttl : "") + "]";
	}

	/**
	 * What the views of a cache have in common.
	 */
	private record Parts(String name, CacheSettings settings, CacheStore store, Refusals refusals,
			LarderThreads threads, CacheCounters counters, SingleFlight<Entry> flights, Loads loads,
			CacheChanges changes) {

		static Parts of(String name, CacheSettings settings, CacheStore store, Refusals refusals,
				CacheCounters counters, LarderThreads threads) {
			boolean copies = settings.mode() == CacheMode.MEMCACHED || settings.copyOnRead();
			SingleFlight<Entry> flights = new SingleFlight<>(threads, settings.effectiveLoading().waitTimeout(),
					copies);
			return new Parts(name, settings, store, refusals, threads, counters, flights,
					new Loads(store, flights, counters, settings, threads), new CacheChanges(store, flights, counters));
		}

	}

}
