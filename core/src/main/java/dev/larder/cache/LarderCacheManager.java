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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.larder.entry.TtlFunction;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.value.ValueWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.transaction.AbstractTransactionSupportingCacheManager;
import org.springframework.util.Assert;

/**
 * A {@link org.springframework.cache.CacheManager} whose caches live in local memory or
 * in memcached, each as its {@link CacheSettings} say. Thread-safe.
 * <p>
 * Caches that are configured or named exist from the start; others are created when they
 * are first asked for, unless the names were restricted.
 */
public class LarderCacheManager extends AbstractTransactionSupportingCacheManager {

	private static final String UNSHARED = "larder:unshared:";

	private final CacheSettings defaults;

	private final Map<String, CacheSettings> settings;

	private final Function<String, @Nullable CacheSettings> lateSettings;

	private final Set<String> initialNames;

	private final boolean namesRestricted;

	private final TiersFactory tiersFactory;

	private final LarderThreads threads;

	private final ConcurrentMap<String, LarderCache> caches = new ConcurrentHashMap<>();

	private final List<Consumer<LarderCache>> creationListeners = new CopyOnWriteArrayList<>();

	// Not private, nor is the class final, or nothing could make a proxy of it
	LarderCacheManager(Builder builder, TiersFactory tiersFactory) {
		this.defaults = builder.defaults;
		this.settings = Map.copyOf(builder.settings);
		this.lateSettings = builder.lateSettings;
		this.initialNames = new LinkedHashSet<>(builder.settings.keySet());
		this.initialNames.addAll(builder.cacheNames);
		this.namesRestricted = !builder.cacheNames.isEmpty();
		this.tiersFactory = tiersFactory;
		this.threads = builder.threads;
		setTransactionAware(builder.transactionAware);
	}

	/**
	 * Returns a builder for a manager.
	 * @return a builder whose caches live in local memory with default settings
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Returns the name under which {@link #getCache(String)} finds the view of a cache
	 * that does not share failures. It is a name, and no method, so that whatever stands
	 * between an operation and this manager can be asked for it.
	 * @param name the name of a cache
	 * @return the name of its {@link LarderCache#unshared() unshared} view, which is not
	 * one of {@link #getCacheNames()}
	 */
	public static String unsharedName(String name) {
		return name.startsWith(UNSHARED) ? name : UNSHARED + name;
	}

	@Override
	public @Nullable Cache getCache(String name) {
		if (!name.startsWith(UNSHARED)) {
			return super.getCache(name);
		}
		Cache cache = super.getCache(name.substring(UNSHARED.length()));
		if (isTransactionAware() && cache instanceof TransactionalCache transactional) {
			return transactional.unshared();
		}
		return (cache instanceof LarderCache shared) ? shared.unshared() : cache;
	}

	/**
	 * Returns the cache behind a name, without any decoration for transactions.
	 * @param name the name of a cache
	 * @return the cache, or {@code null} if it does not exist
	 */
	public @Nullable LarderCache getLarderCache(String name) {
		return this.caches.get(name);
	}

	/**
	 * Returns the caches that exist now, in the order of their names.
	 * @return the caches, without any decoration for transactions
	 */
	public List<LarderCache> getLarderCaches() {
		return getCacheNames().stream().sorted().map(this.caches::get).toList();
	}

	/**
	 * Has something told of every cache created from now on, on the thread that asked for
	 * the cache.
	 * @param listener told of the new cache, before anyone uses it
	 */
	public void addCreationListener(Consumer<LarderCache> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.creationListeners.add(listener);
	}

	@Override
	protected Cache decorateCache(Cache cache) {
		return (isTransactionAware() && cache instanceof LarderCache larderCache) ? new TransactionalCache(larderCache)
				: cache;
	}

	@Override
	protected Collection<? extends Cache> loadCaches() {
		return this.initialNames.stream().map(this::cache).toList();
	}

	@Override
	protected @Nullable Cache getMissingCache(String name) {
		return (this.namesRestricted && this.lateSettings.apply(name) == null) ? null : cache(name);
	}

	private LarderCache cache(String name) {
		return this.caches.computeIfAbsent(name, this::create);
	}

	private LarderCache create(String name) {
		CacheSettings settings = this.settings.get(name);
		if (settings == null) {
			CacheSettings late = this.lateSettings.apply(name);
			settings = (late != null) ? late : this.defaults;
		}
		Refusals refusals = new Refusals(name);
		LarderCache cache = new LarderCache(name, settings, this.tiersFactory.create(name, settings, refusals),
				refusals, this.threads);
		this.creationListeners.forEach((listener) -> listener.accept(cache));
		return cache;
	}

	/**
	 * Builds a {@link LarderCacheManager}. Not thread-safe.
	 */
	public static final class Builder {

		private CacheSettings defaults = CacheSettings.defaults();

		private final Map<String, CacheSettings> settings = new LinkedHashMap<>();

		private Function<String, @Nullable CacheSettings> lateSettings = (name) -> null;

		private final List<String> cacheNames = new ArrayList<>();

		private boolean transactionAware;

		private @Nullable MemcachedBackend memcached;

		private @Nullable SnapshotBackend snapshots;

		private @Nullable TtlFunction ttlFunction;

		private LarderThreads threads = new LarderThreads(false, null);

		private @Nullable Function<CacheSettings, ValueWriter> localWriters;

		private boolean rehearsing;

		private Builder() {
		}

		/**
		 * Sets how caches behave that have no settings of their own.
		 * @param defaults the settings
		 * @return this builder
		 */
		public Builder defaults(CacheSettings defaults) {
			Assert.notNull(defaults, "'defaults' must not be null");
			this.defaults = defaults;
			return this;
		}

		/**
		 * Sets how one cache behaves, and has it created at once.
		 * @param name the name of the cache
		 * @param settings its settings
		 * @return this builder
		 */
		public Builder cache(String name, CacheSettings settings) {
			Assert.hasText(name, "'name' must not be empty");
			Assert.notNull(settings, "'settings' must not be null");
			this.settings.put(name, settings);
			return this;
		}

		/**
		 * Sets how caches behave whose names are not known yet. They are created as they
		 * are asked for, also where the names are restricted.
		 * @param lateSettings gives the settings of the cache of a name, or {@code null}
		 * if it has none of its own
		 * @return this builder
		 */
		public Builder lateSettings(Function<String, @Nullable CacheSettings> lateSettings) {
			Assert.notNull(lateSettings, "'lateSettings' must not be null");
			this.lateSettings = lateSettings;
			return this;
		}

		/**
		 * Restricts the caches to those named here and those with settings of their own,
		 * all of which are created at once. Without names, caches are created as they are
		 * asked for.
		 * @param names the names
		 * @return this builder
		 */
		public Builder cacheNames(Collection<String> names) {
			Assert.notNull(names, "'names' must not be null");
			this.cacheNames.addAll(names);
			return this;
		}

		/**
		 * Sets whether puts, evictions and clearing wait for the commit of a transaction
		 * that is active.
		 * @param transactionAware whether the caches heed transactions
		 * @return this builder
		 */
		public Builder transactionAware(boolean transactionAware) {
			this.transactionAware = transactionAware;
			return this;
		}

		/**
		 * Sets the memcached that caches of {@link CacheMode#MEMCACHED} live in.
		 * @param memcached the servers and how they are used
		 * @return this builder
		 */
		public Builder memcached(MemcachedBackend memcached) {
			Assert.notNull(memcached, "'memcached' must not be null");
			this.memcached = memcached;
			return this;
		}

		/**
		 * Sets what keeps the entries of caches of {@link CacheMode#LOCAL} over a
		 * restart.
		 * @param snapshots the snapshots, of no other manager
		 * @return this builder
		 */
		public Builder snapshots(SnapshotBackend snapshots) {
			Assert.notNull(snapshots, "'snapshots' must not be null");
			this.snapshots = snapshots;
			return this;
		}

		/**
		 * Sets how values of local caches are copied, where every read is to give a value
		 * of its own.
		 * @param writers gives the writer of a cache with given settings
		 * @param rehearsing whether all local caches try, without using what comes of it,
		 * whether their values could live in memcached, and say once which could not
		 * @return this builder
		 */
		public Builder localWriters(Function<CacheSettings, ValueWriter> writers, boolean rehearsing) {
			Assert.notNull(writers, "'writers' must not be null");
			this.localWriters = writers;
			this.rehearsing = rehearsing;
			return this;
		}

		/**
		 * Sets what decides how long single entries live, before the settings do.
		 * @param ttlFunction gives the time to live of an entry
		 * @return this builder
		 */
		public Builder ttlFunction(TtlFunction ttlFunction) {
			Assert.notNull(ttlFunction, "'ttlFunction' must not be null");
			this.ttlFunction = ttlFunction;
			return this;
		}

		/**
		 * Sets the threads on which loads run whose time is limited, and those that
		 * refresh entries before they expire.
		 * @param threads the threads, which whoever made them closes
		 * @return this builder
		 */
		public Builder threads(LarderThreads threads) {
			Assert.notNull(threads, "'threads' must not be null");
			this.threads = threads;
			return this;
		}

		/**
		 * Builds the manager, with its caches created.
		 * @return a new manager
		 */
		public LarderCacheManager build() {
			LarderCacheManager manager = new LarderCacheManager(this, new ModeTiersFactory(this.memcached,
					this.snapshots, this.ttlFunction, this.threads, this.localWriters, this.rehearsing));
			manager.initializeCaches();
			return manager;
		}

	}

}
