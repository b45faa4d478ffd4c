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
import dev.larder.internal.entry.UnusableKeyException;
import dev.larder.internal.load.EarlyRefresh;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.load.RecentKeys;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.store.LocalStore;
import dev.larder.internal.store.CacheStore;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.NullValue;

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

	private static final Duration ASYNC_MISS_TIME = Duration.ofMinutes(1);

	private final String name;

	private final CacheSettings settings;

	private final CacheStore store;

	/**
	 * The store, where they are the local one alone. Through the interface, which has
	 * several implementations, a hit would take noticeably longer.
	 */
	private final @Nullable LocalStore localStore;

	private final Refusals refusals;

	private final SingleFlight<Entry> flights;

	private final CacheCounters counters;

	/**
	 * The keys that were just missed by an asynchronous read. Spring stores the value of
	 * such a key through the plain {@code put}, on whatever thread completed it, which
	 * must not be kept waiting.
	 */
	private final RecentKeys asyncMisses;

	private final LarderThreads threads;

	private final Loads loads;

	private final BatchReads batches;

	private final @Nullable EarlyRefresh earlyRefresh;

	private final boolean servesStale;

	private final KeyEncoder keys;

	private final boolean sharesFailures;

	private final CacheInspector inspector;

	private final LarderCache unshared;

	LarderCache(String name, CacheSettings settings, CacheStore store, Refusals refusals, LarderThreads threads,
			Supplier<EnvelopeCodec> codec) {
		this.name = name;
		this.settings = settings;
		this.store = store;
		this.localStore = (store instanceof LocalStore localStore) ? localStore : null;
		this.refusals = refusals;
		this.counters = new CacheCounters();
		this.asyncMisses = new RecentKeys(ASYNC_MISS_TIME);
		this.threads = threads;
		LoadSettings loading = settings.effectiveLoading();
		boolean copies = settings.mode() == CacheMode.MEMCACHED || settings.copyOnRead();
		this.flights = new SingleFlight<>(threads, loading.waitTimeout(), copies);
		this.loads = new Loads(store, this.flights, this.counters, loading, threads);
		this.earlyRefresh = loading.refreshAhead() ? new EarlyRefresh() : null;
		this.servesStale = !settings.staleTimeToLive().isZero();
		this.keys = store.keys();
		this.batches = new BatchReads(store, this.flights, this.counters, threads, this::usable);
		this.sharesFailures = true;
		this.inspector = new CacheInspector(this, codec);
		this.unshared = new LarderCache(this);
	}

	private LarderCache(LarderCache shared) {
		this.name = shared.name;
		this.settings = shared.settings;
		this.store = shared.store;
		this.localStore = shared.localStore;
		this.keys = shared.keys;
		this.refusals = shared.refusals;
		this.flights = shared.flights;
		this.counters = shared.counters;
		this.asyncMisses = shared.asyncMisses;
		this.threads = shared.threads;
		this.loads = shared.loads;
		this.batches = shared.batches;
		this.earlyRefresh = shared.earlyRefresh;
		this.servesStale = shared.servesStale;
		this.sharesFailures = false;
		this.inspector = shared.inspector;
		this.unshared = this;
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

	@Override
	public String getName() {
		return this.name;
	}

	/**
	 * Returns the settings the cache was created with.
	 * @return the settings
	 */
	public CacheSettings getSettings() {
		return this.settings;
	}

	/**
	 * Returns the statistics of the cache.
	 * @return the statistics at this moment
	 */
	public CacheStatistics getStatistics() {
		return this.counters.snapshot(this.store.statistics(), this.refusals);
	}

	/**
	 * Returns the kinds of key and value that the cache could not take of late.
	 * @return those of the last hour, the latest first
	 */
	public List<Refusal> getRefusals() {
		return this.refusals.latest();
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
			return (this.earlyRefresh == null) ? local(this.keys.identify(key)) : null;
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
			throw new IllegalStateException("Cache '" + this.name + "' holds a value of type "
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
			missing = (entry == null) ? this.keys.key(identity) : null;
		}
		catch (UnusableKeyException ex) {
			this.counters.miss();
			ex.report(this.refusals);
			return this.loads.passBy(key, valueLoader);
		}
		if (missing != null) {
			entry = counted(this.store.get(missing));
		}
		if (entry == null) {
			entry = loaded(this.loads.load(Objects.requireNonNull(missing), this.sharesFailures, valueLoader));
		}
		else if (isRefreshDue(entry)) {
			this.loads.refresh(this.keys.key(identity), entry, valueLoader);
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
			missing = this.keys.key(identity);
		}
		catch (UnusableKeyException ex) {
			ex.report(this.refusals);
			return null;
		}
		CompletableFuture<@Nullable Entry> read = this.store.getAsync(missing).thenApply((entry) -> {
			if (counted(entry) == null) {
				this.asyncMisses.add(missing.identity());
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
			if (local != null && !isRefreshDue(local)) {
				return CompletableFuture.completedFuture((T) local.get());
			}
			usable = this.keys.key(identity);
		}
		catch (UnusableKeyException ex) {
			ex.report(this.refusals);
			return Loads.bare(Loads.call(valueLoader::get));
		}
		Callable<CompletableFuture<T>> carried = this.threads.carrying(valueLoader::get);
		if (local != null) {
			this.loads.refresh(usable, local, () -> carried.call().get());
			return CompletableFuture.completedFuture((T) local.get());
		}
		return Loads.bare(this.store.getAsync(usable).thenCompose((entry) -> {
			if (counted(entry) == null) {
				return this.loads.loadAsync(usable, this.sharesFailures, carried)
					.thenApply((loaded) -> (T) loaded(loaded).get());
			}
			if (isRefreshDue(entry)) {
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
		return Loads.bare(this.batches.getAsync(keys, loader));
	}

	// Every change makes loads invalid twice. Before it, so that none that began earlier
	// is stored after it. And after it, as one that began meanwhile may have found the
	// former entry, which nobody who asks from then on may be given
	@Override
	public void put(Object key, @Nullable Object value) {
		EntryKey usable = usable(key);
		if (usable == null) {
			return;
		}
		this.flights.invalidate(usable.identity());
		if (this.asyncMisses.remove(usable.identity())) {
			this.store.putLater(usable, unmarked(value));
		}
		else {
			this.store.put(usable, unmarked(value));
		}
		this.flights.invalidate(usable.identity());
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		EntryKey usable = usable(key);
		if (usable == null) {
			return null;
		}
		Entry present = this.store.putIfAbsent(usable, unmarked(value));
		if (present == null) {
			this.flights.invalidate(usable.identity());
		}
		return present;
	}

	@Override
	public void evict(Object key) {
		EntryKey usable = usable(key);
		if (usable == null) {
			return;
		}
		this.counters.removal();
		this.flights.invalidate(usable.identity());
		this.store.evict(usable);
		this.flights.invalidate(usable.identity());
	}

	@Override
	public boolean evictIfPresent(Object key) {
		EntryKey usable = usable(key);
		if (usable == null) {
			return false;
		}
		this.counters.removal();
		this.flights.invalidate(usable.identity());
		boolean present = this.store.evictIfPresent(usable);
		this.flights.invalidate(usable.identity());
		return present;
	}

	@Override
	public void clear() {
		invalidate();
	}

	@Override
	public boolean invalidate() {
		this.flights.invalidateAll();
		boolean notEmpty = this.store.clear();
		this.flights.invalidateAll();
		return notEmpty;
	}

	CacheStore store() {
		return this.store;
	}

	SingleFlight<Entry> flights() {
		return this.flights;
	}

	CacheCounters counters() {
		return this.counters;
	}

	private boolean isRefreshDue(Entry entry) {
		return this.earlyRefresh != null && this.earlyRefresh.isDue(entry, System.currentTimeMillis());
	}

	private Entry loaded(Entry entry) {
		// One that is not stored is not fresh either
		if (this.servesStale && entry.freshUntil() > entry.writtenAt() && !entry.isFresh(System.currentTimeMillis())) {
			this.counters.staleServed();
		}
		return entry;
	}

	private @Nullable Entry read(Object key) {
		try {
			Object identity = this.keys.identify(key);
			Entry local = local(identity);
			return (local != null) ? local : counted(this.store.get(this.keys.key(identity)));
		}
		catch (UnusableKeyException ex) {
			ex.report(this.refusals);
			return null;
		}
	}

	private @Nullable Entry local(Object identity) {
		return (this.localStore != null) ? this.localStore.getLocal(identity) : this.store.getLocal(identity);
	}

	private @Nullable Entry counted(@Nullable Entry entry) {
		if (entry == null) {
			this.counters.miss();
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
			ex.report(this.refusals);
			return null;
		}
	}

	/**
	 * Returns a key as the store knows it.
	 * @throws UnusableKeyException if it cannot be used
	 */
	EntryKey key(@Nullable Object key) {
		return this.keys.key(this.keys.identify(key));
	}

	// Spring's own caches store null as this marker, which copying them hands on
	private static @Nullable Object unmarked(@Nullable Object value) {
		return (value instanceof NullValue) ? null : value;
	}

	@Override
	public String toString() {
		return "LarderCache[name=" + this.name + ", mode=" + this.settings.mode()
				+ (this.sharesFailures ? "" : ", unshared") + "]";
	}

}
