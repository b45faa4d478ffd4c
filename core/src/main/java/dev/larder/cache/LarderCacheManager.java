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

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
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

import dev.larder.coherence.InvalidationChannel;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.entry.ResultTtl;
import dev.larder.internal.snapshot.LocalSnapshots;
import dev.larder.internal.store.ViewName;
import dev.larder.observation.MemcachedObservationConvention;
import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.transaction.AbstractTransactionSupportingCacheManager;
import org.springframework.core.task.TaskDecorator;
import org.springframework.util.Assert;

/**
 * A {@link org.springframework.cache.CacheManager} whose caches live in local memory or
 * in memcached, each as its {@link CacheSettings} say. Thread-safe.
 * <p>
 * Caches that are configured or named exist from the start; others are created when they
 * are first asked for, unless that is disabled. Closing the manager closes connections,
 * writes the last snapshot and ends threads; its caches find nothing in memcached then.
 */
public class LarderCacheManager extends AbstractTransactionSupportingCacheManager implements AutoCloseable {

	private final CacheSettings defaults;

	private final Map<String, CacheSettings> settings;

	private final Function<String, @Nullable CacheSettings> lateSettings;

	private final Set<String> initialNames;

	private final boolean createOnMissing;

	private final CacheFactory factory;

	private final ConcurrentMap<String, LarderCache> caches = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, View> views = new ConcurrentHashMap<>();

	private final List<Consumer<LarderCache>> creationListeners = new CopyOnWriteArrayList<>();

	private final List<Runnable> closeListeners = new CopyOnWriteArrayList<>();

	// Not private, nor is the class final, or nothing could make a proxy of it
	LarderCacheManager(Builder builder) {
		this.defaults = builder.defaults;
		this.settings = Map.copyOf(builder.settings);
		this.lateSettings = builder.lateSettings;
		this.initialNames = new LinkedHashSet<>(builder.settings.keySet());
		this.initialNames.addAll(builder.initialNames);
		this.createOnMissing = builder.createOnMissing;
		this.factory = new CacheFactory(builder);
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
	 * Returns the cache of a name, or the view of one that a {@link ViewName} is about.
	 */
	@Override
	public @Nullable Cache getCache(String name) {
		if (!ViewName.isOne(name)) {
			return super.getCache(name);
		}
		View known = this.views.get(name);
		ViewName view = (known != null) ? known.name() : ViewName.parse(name);
		Cache cache = super.getCache(view.cacheName());
		if (cache == null) {
			return null;
		}
		if (known == null || known.of() != cache) {
			known = new View(view, cache, view(cache, view));
			this.views.put(name, known);
		}
		return known.cache();
	}

	private Cache view(Cache cache, ViewName name) {
		ResultTtl ttl = name.ttl();
		if (isTransactionAware() && cache instanceof TransactionalCache transactional) {
			TransactionalCache view = (ttl != null) ? transactional.storingFor(ttl) : transactional;
			return name.unshared() ? view.unshared() : view;
		}
		if (cache instanceof LarderCache larders) {
			LarderCache view = (ttl != null) ? larders.storingFor(ttl) : larders;
			return name.unshared() ? view.unshared() : view;
		}
		return cache;
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
	 * Adds a listener for every cache created from now on. It is called on the thread
	 * that asked for the cache.
	 * @param listener told of the new cache, before anyone uses it
	 */
	public void addCreationListener(Consumer<LarderCache> listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.creationListeners.add(listener);
	}

	/**
	 * Adds a listener for what is measured at memcached servers from now on. Without
	 * memcached it is never called.
	 * @param listener told how long servers take to answer, and changes to be seen
	 */
	public void addNodeListener(NodeListener listener) {
		Assert.notNull(listener, "'listener' must not be null");
		MemcachedBackend memcached = this.factory.memcached();
		if (memcached != null) {
			memcached.listen(listener);
		}
	}

	/**
	 * Adds a listener for the end of this manager.
	 * @param listener called when the manager has been closed
	 */
	public void addCloseListener(Runnable listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.closeListeners.add(listener);
	}

	/**
	 * Returns the statistics of the memcached servers.
	 * @return the statistics at this moment, in the order of the servers; empty if no
	 * memcached is used
	 */
	public List<NodeStatistics> getNodeStatistics() {
		MemcachedBackend memcached = this.factory.memcached();
		return (memcached != null) ? memcached.statistics() : List.of();
	}

	/**
	 * Returns what this manager has found, while it is used, that is likely to hurt:
	 * other instances that use other servers, and, with the portability check, values
	 * that were changed while they were cached.
	 * @return a line for each finding, with what to do
	 */
	public List<String> getAdvice() {
		return this.factory.advice();
	}

	/**
	 * Returns the statistics of the snapshot of local caches.
	 * @return the statistics at this moment, or {@code null} without snapshots
	 */
	public @Nullable SnapshotStatistics getSnapshotStatistics() {
		LocalSnapshots snapshots = this.factory.snapshots();
		return (snapshots != null) ? SnapshotStatistics.of(snapshots.status()) : null;
	}

	/**
	 * Starts, in the background, to restore what local caches held before a restart, and
	 * to write snapshots of them, unless that was started before. Without snapshots
	 * nothing happens.
	 */
	public void restore() {
		LocalSnapshots snapshots = this.factory.snapshots();
		if (snapshots != null) {
			snapshots.start(this::getCache);
		}
	}

	@Override
	public void close() {
		this.factory.close();
		this.closeListeners.forEach(Runnable::run);
	}

	@Nullable MemcachedBackend memcached() {
		return this.factory.memcached();
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
		return (this.createOnMissing || this.lateSettings.apply(name) != null) ? cache(name) : null;
	}

	private LarderCache cache(String name) {
		return this.caches.computeIfAbsent(name, this::create);
	}

	private LarderCache create(String name) {
		LarderCache cache = this.factory.create(name, settings(name));
		this.creationListeners.forEach((listener) -> listener.accept(cache));
		return cache;
	}

	private CacheSettings settings(String name) {
		CacheSettings own = this.settings.get(name);
		CacheSettings found = (own != null) ? own : this.lateSettings.apply(name);
		return (found != null) ? found : this.defaults;
	}

	/**
	 * A view of a cache.
	 *
	 * @param name its name
	 * @param of the cache, as it was found when the view was made
	 * @param cache the view
	 */
	private record View(ViewName name, Cache of, Cache cache) {

	}

	/**
	 * Builds a {@link LarderCacheManager}. Not thread-safe.
	 */
	public static final class Builder {

		private CacheSettings defaults = CacheSettings.defaults();

		private final Map<String, CacheSettings> settings = new LinkedHashMap<>();

		private Function<String, @Nullable CacheSettings> lateSettings = (name) -> null;

		private final Set<String> initialNames = new LinkedHashSet<>();

		private boolean createOnMissing = true;

		private boolean transactionAware;

		@Nullable MemcachedSettings memcached;

		MemcachedBackend.@Nullable Parts parts;

		@Nullable InvalidationChannel channel;

		@Nullable Path snapshotDirectory;

		Duration snapshotInterval = Duration.ofMinutes(5);

		@Nullable TtlFunction ttlFunction;

		TypeAllowList allowedTypes = new PackageAllowList(List.of(), List.of());

		@Nullable ClassLoader classLoader;

		final List<ValueSerializer> readers = new ArrayList<>();

		boolean portabilityCheck;

		boolean virtualThreads;

		@Nullable TaskDecorator taskDecorator;

		@Nullable ObservationRegistry observationRegistry;

		@Nullable MemcachedObservationConvention observationConvention;

		private Builder() {
		}

		/**
		 * Sets how caches behave that have no settings of their own.
		 * @param defaults the settings
		 * @return this builder
		 */
		public Builder cacheDefaults(CacheSettings defaults) {
			Assert.notNull(defaults, "'defaults' must not be null");
			this.defaults = defaults;
			return this;
		}

		/**
		 * Returns how caches behave that have no settings of their own, so that a part of
		 * that can be changed.
		 * @return the settings
		 */
		public CacheSettings cacheDefaults() {
			return this.defaults;
		}

		/**
		 * Sets how one cache behaves, and has it created at once.
		 * @param cacheName the name of the cache
		 * @param settings its settings
		 * @return this builder
		 */
		public Builder withCacheConfiguration(String cacheName, CacheSettings settings) {
			Assert.hasText(cacheName, "'cacheName' must not be empty");
			Assert.notNull(settings, "'settings' must not be null");
			this.settings.put(cacheName, settings);
			return this;
		}

		/**
		 * Sets how caches behave whose names are not known yet. They are created as they
		 * are asked for, whether or not others are.
		 * @param settings gives the settings of the cache of a name, or {@code null} if
		 * it has none of its own
		 * @return this builder
		 */
		public Builder withLateCacheConfigurations(Function<String, @Nullable CacheSettings> settings) {
			Assert.notNull(settings, "'settings' must not be null");
			this.lateSettings = settings;
			return this;
		}

		/**
		 * Has caches created at once.
		 * @param cacheNames their names
		 * @return this builder
		 */
		public Builder initialCacheNames(Collection<String> cacheNames) {
			Assert.notNull(cacheNames, "'cacheNames' must not be null");
			this.initialNames.addAll(cacheNames);
			return this;
		}

		/**
		 * Restricts the caches to those with settings of their own and those created at
		 * once. Others are not created when they are asked for.
		 * @return this builder
		 */
		public Builder disableCreateOnMissingCache() {
			this.createOnMissing = false;
			return this;
		}

		/**
		 * Has puts, evictions and clearing wait for the commit of a transaction that is
		 * active. Needs Spring's transaction support.
		 * @return this builder
		 */
		public Builder transactionAware() {
			this.transactionAware = true;
			return this;
		}

		/**
		 * Sets the memcached that caches live in whose mode is not
		 * {@link CacheMode#LOCAL}. Servers that do not answer do not keep the manager
		 * from being built.
		 * @param memcached the servers and how they are spoken to, with a key prefix
		 * @return this builder
		 */
		public Builder memcached(MemcachedSettings memcached) {
			Assert.notNull(memcached, "'memcached' must not be null");
			Assert.hasText(memcached.keyPrefix(),
					"'memcached' must have a key prefix, so that applications do not share keys by accident");
			this.memcached = memcached;
			return this;
		}

		/**
		 * Sets a quicker way to other instances than memcached for telling them what
		 * changed.
		 * @param channel the channel
		 * @return this builder
		 */
		public Builder invalidationChannel(InvalidationChannel channel) {
			Assert.notNull(channel, "'channel' must not be null");
			this.channel = channel;
			return this;
		}

		/**
		 * Has the entries of caches of {@link CacheMode#LOCAL} survive a restart. What
		 * was written is restored by {@link LarderCacheManager#restore()}.
		 * @param directory where snapshots of the caches are written, created if need be;
		 * several instances can share it
		 * @param interval the time from the end of writing a snapshot to the next
		 * @return this builder
		 */
		public Builder snapshots(Path directory, Duration interval) {
			Assert.notNull(directory, "'directory' must not be null");
			Assert.isTrue(interval.toMillis() > 0, "'interval' must be a millisecond or more");
			this.snapshotDirectory = directory;
			this.snapshotInterval = interval;
			return this;
		}

		/**
		 * Sets the function that decides how long single entries live, before the
		 * settings do.
		 * @param ttlFunction gives the time to live of an entry
		 * @return this builder
		 */
		public Builder ttlFunction(TtlFunction ttlFunction) {
			Assert.notNull(ttlFunction, "'ttlFunction' must not be null");
			this.ttlFunction = ttlFunction;
			return this;
		}

		/**
		 * Sets the types that the serializers of caches read which have none of their
		 * own: by default plain values of the JDK and of known libraries. An application
		 * adds its packages by a {@link PackageAllowList}.
		 * @param allowedTypes the types
		 * @return this builder
		 */
		public Builder allowedTypes(TypeAllowList allowedTypes) {
			Assert.notNull(allowedTypes, "'allowedTypes' must not be null");
			this.allowedTypes = allowedTypes;
			return this;
		}

		/**
		 * Sets where the types of values are found.
		 * @param classLoader the class loader, by default that of the current thread
		 * @return this builder
		 */
		public Builder classLoader(ClassLoader classLoader) {
			Assert.notNull(classLoader, "'classLoader' must not be null");
			this.classLoader = classLoader;
			return this;
		}

		/**
		 * Adds serializers whose values are read though no cache writes any with them, as
		 * an earlier configuration may have done. Larder's own are always known.
		 * @param readers the serializers
		 * @return this builder
		 */
		public Builder readers(Collection<ValueSerializer> readers) {
			Assert.notNull(readers, "'readers' must not be null");
			this.readers.addAll(readers);
			return this;
		}

		/**
		 * Has local caches try, without using what comes of it, whether their values
		 * could live in memcached, and say once which could not.
		 * @return this builder
		 */
		public Builder portabilityCheck() {
			this.portabilityCheck = true;
			return this;
		}

		/**
		 * Has loads whose time is limited, and those that refresh entries before they
		 * expire, run on virtual threads, which the virtual machine must have.
		 * @return this builder
		 */
		public Builder virtualThreads() {
			this.virtualThreads = true;
			return this;
		}

		/**
		 * Sets what carries over to these threads what belongs to the thread that asks
		 * for a load.
		 * @param taskDecorator decorates loads
		 * @return this builder
		 */
		public Builder taskDecorator(TaskDecorator taskDecorator) {
			Assert.notNull(taskDecorator, "'taskDecorator' must not be null");
			this.taskDecorator = taskDecorator;
			return this;
		}

		/**
		 * Has what caches ask of memcached observed, for traces and meters. What is done
		 * in the background is not.
		 * @param registry told of each operation
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry registry) {
			Assert.notNull(registry, "'registry' must not be null");
			this.observationRegistry = registry;
			return this;
		}

		/**
		 * Sets how observed operations are described.
		 * @param convention the convention, in place of the usual one
		 * @return this builder
		 */
		public Builder observationConvention(MemcachedObservationConvention convention) {
			Assert.notNull(convention, "'convention' must not be null");
			this.observationConvention = convention;
			return this;
		}

		Builder memcachedParts(MemcachedBackend.Parts parts) {
			this.parts = parts;
			return this;
		}

		/**
		 * Builds the manager, with its caches created.
		 * @return a new manager, to be closed
		 * @throws UncheckedIOException if the directory for snapshots cannot be created
		 * or written
		 */
		public LarderCacheManager build() {
			LarderCacheManager manager = new LarderCacheManager(this);
			try {
				manager.initializeCaches();
				return manager;
			}
			catch (RuntimeException | Error ex) {
				manager.close();
				throw ex;
			}
		}

	}

}
