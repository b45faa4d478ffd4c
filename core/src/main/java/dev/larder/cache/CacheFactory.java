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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.larder.entry.TtlFunction;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.entry.ResultTtl;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.local.EntryCopier;
import dev.larder.internal.local.LocalTier;
import dev.larder.internal.local.SteadyClock;
import dev.larder.internal.local.TierBound;
import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.memcached.OperationObservations;
import dev.larder.internal.snapshot.LocalSnapshots;
import dev.larder.internal.store.CacheStore;
import dev.larder.internal.store.CodecCopier;
import dev.larder.internal.store.LocalStore;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Creates the caches of one manager, and owns what they share: the connections to
 * memcached, the snapshots of local caches, codecs and threads.
 */
final class CacheFactory implements AutoCloseable {

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(LarderCacheManager.class));

	private final LarderThreads threads;

	private final CacheCodecs codecs;

	private final @Nullable MemcachedBackend memcached;

	private final @Nullable LocalSnapshots snapshots;

	private final @Nullable TtlFunction ttlFunction;

	private final boolean portabilityCheck;

	private final SteadyClock steadyClock = new SteadyClock();

	private final List<Rehearsal> rehearsals = new CopyOnWriteArrayList<>();

	CacheFactory(LarderCacheManager.Builder builder) {
		this.snapshots = open(builder.snapshotDirectory, builder.snapshotInterval);
		this.threads = new LarderThreads(builder.virtualThreads, builder.taskDecorator);
		ClassLoader classLoader = (builder.classLoader != null) ? builder.classLoader
				: ClassUtils.getDefaultClassLoader();
		Assert.state(classLoader != null, "There is no class loader for the types of cached values");
		this.codecs = new CacheCodecs(builder.allowedTypes, classLoader, builder.readers);
		MemcachedSettings memcached = builder.memcached;
		this.memcached = (memcached != null) ? new MemcachedBackend(memcached, builder.channel, this.codecs,
				this.threads, observations(builder, memcached),
				(builder.parts != null) ? builder.parts : MemcachedBackend.Parts.usual()) : null;
		this.ttlFunction = builder.ttlFunction;
		this.portabilityCheck = builder.portabilityCheck;
	}

	private static @Nullable OperationObservations observations(LarderCacheManager.Builder builder,
			MemcachedSettings memcached) {
		return (builder.observationRegistry != null) ? new OperationObservations(builder.observationRegistry,
				builder.observationConvention, memcached.keyPrefix()) : null;
	}

	private static @Nullable LocalSnapshots open(@Nullable Path directory, Duration interval) {
		try {
			return (directory != null) ? LocalSnapshots.open(directory, interval) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the servers.
	 * @return the servers, or {@code null} if there are none
	 */
	@Nullable MemcachedBackend memcached() {
		return this.memcached;
	}

	/**
	 * Returns the snapshots of local entries.
	 * @return the snapshots, or {@code null} if there are none
	 */
	@Nullable LocalSnapshots snapshots() {
		return this.snapshots;
	}

	/**
	 * Returns what was found that is likely to hurt.
	 * @return a line for each finding
	 */
	List<String> advice() {
		List<String> advice = new ArrayList<>();
		if (this.memcached != null) {
			advice.addAll(this.memcached.advice());
		}
		this.rehearsals.forEach((rehearsal) -> advice.addAll(rehearsal.advice()));
		return advice;
	}

	/**
	 * Creates a cache.
	 * @param name its name
	 * @param given its settings, which need not name serializers
	 * @return a new cache
	 */
	LarderCache create(String name, CacheSettings given) {
		CacheSettings settings = this.codecs.withSerializers(given);
		Refusals refusals = new Refusals(name);
		CacheCounters counters = new CacheCounters();
		return new LarderCache(name, settings, store(name, settings, refusals, counters), refusals, counters,
				this.threads, SingletonSupplier.of(() -> this.codecs.uncompressed(settings)));
	}

	private CacheStore store(String cacheName, CacheSettings settings, Refusals refusals, CacheCounters counters) {
		InstantSource clock = (settings.mode() == CacheMode.LOCAL) ? this.steadyClock : Clock.systemUTC();
		Lifetimes lifetimes = new Lifetimes(clock, settings.timeToLive(), settings.nullTimeToLive(),
				settings.timeToLiveJitter(), (key, value) -> timeToLive(cacheName, key, value, clock))
			.servingStale(settings.staleTimeToLive());
		if (settings.mode() == CacheMode.LOCAL) {
			return new LocalStore(new KeyEncoder("", cacheName), local(cacheName, settings, lifetimes), lifetimes,
					copier(cacheName, settings, refusals));
		}
		Assert.state(this.memcached != null,
				() -> "Cache '" + cacheName + "' is to live in memcached, but the cache manager was given none");
		Assert.state(settings.mode() == CacheMode.MEMCACHED || !CacheCodecs.isRaw(settings),
				() -> "Cache '" + cacheName + "' is raw: copies of its items could not be kept coherent");
		return this.memcached.store(cacheName, settings, lifetimes, refusals, counters::awaited);
	}

	private @Nullable EntryCopier copier(String cacheName, CacheSettings settings, Refusals refusals) {
		if (!settings.copyOnRead()) {
			if (!this.portabilityCheck) {
				return null;
			}
			Rehearsal rehearsal = new Rehearsal(cacheName, this.codecs.writer(settings));
			this.rehearsals.add(rehearsal);
			return rehearsal;
		}
		return new CodecCopier(this.codecs.uncompressed(settings), refusals);
	}

	/**
	 * Returns how much of a cache is kept in this process.
	 */
	static TierBound bound(String cacheName, CacheSettings settings) {
		long maxWeight = settings.maxWeight().toBytes();
		Assert.state(maxWeight == 0 || settings.copyOnRead(), () -> "Cache '" + cacheName
				+ "' has a 'maxWeight', but only what is kept as bytes, with 'copyOnRead', can be weighed");
		return new TierBound(settings.maxEntries(), maxWeight);
	}

	private LocalTier local(String cacheName, CacheSettings settings, Lifetimes lifetimes) {
		TierBound bound = bound(cacheName, settings);
		Assert.state(this.snapshots == null || bound.maxWeight() == 0, () -> "Cache '" + cacheName
				+ "' has a 'maxWeight', but what is restored from a snapshot is not kept as bytes");
		return (this.snapshots != null)
				? this.snapshots.tier(cacheName, settings.maxEntries(), lifetimes, settings.loading().refreshAhead(),
						this.codecs.snapshot(settings))
				: new LocalTier(bound, lifetimes, settings.loading().refreshAhead(), null);
	}

	private @Nullable Duration timeToLive(String cacheName, EntryKey key, @Nullable Object value, InstantSource clock) {
		ResultTtl ofMethod = key.ttl();
		Duration own = (ofMethod != null && value != null)
				? timeToLive(cacheName, ofMethod, () -> ofMethod.of(value, clock)) : null;
		TtlFunction function = this.ttlFunction;
		return (own != null || function == null) ? own
				: timeToLive(cacheName, function, () -> function.timeToLive(cacheName, key.original(), value));
	}

	// What fails in the application's code must not fail the call that stores a value
	private @Nullable Duration timeToLive(String cacheName, Object source, Supplier<@Nullable Duration> timeToLive) {
		try {
			return timeToLive.get();
		}
		catch (Throwable ex) {
			this.log.warn(cacheName, () -> "Cache '" + cacheName + "': the time to live of an entry is that of the "
					+ "settings, as " + source + " failed", ex);
			return null;
		}
	}

	@Override
	public void close() {
		if (this.snapshots != null) {
			this.snapshots.close();
		}
		if (this.memcached != null) {
			this.memcached.close();
		}
		this.threads.close();
	}

}
