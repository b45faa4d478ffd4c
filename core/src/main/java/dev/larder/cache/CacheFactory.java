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
import java.util.List;

import dev.larder.entry.TtlFunction;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.local.EntryCopier;
import dev.larder.internal.local.LocalTier;
import dev.larder.internal.local.SteadyClock;
import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.snapshot.LocalSnapshots;
import dev.larder.internal.store.CacheStore;
import dev.larder.internal.store.CodecCopier;
import dev.larder.internal.store.LocalStore;
import dev.larder.internal.value.UnkeptValueException;
import dev.larder.internal.value.ValueWriter;
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

	CacheFactory(LarderCacheManager.Builder builder) {
		this.snapshots = open(builder.snapshotDirectory, builder.snapshotInterval);
		this.threads = new LarderThreads(builder.virtualThreads, builder.taskDecorator);
		ClassLoader classLoader = (builder.classLoader != null) ? builder.classLoader
				: ClassUtils.getDefaultClassLoader();
		Assert.state(classLoader != null, "There is no class loader for the types of cached values");
		this.codecs = new CacheCodecs(builder.allowedTypes, classLoader, builder.readers);
		this.memcached = (builder.memcached != null)
				? new MemcachedBackend(builder.memcached, builder.channel, this.codecs, this.threads, builder.parts)
				: null;
		this.ttlFunction = builder.ttlFunction;
		this.portabilityCheck = builder.portabilityCheck;
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
	 * Creates a cache.
	 * @param name its name
	 * @param given its settings, which need not name serializers
	 * @return a new cache
	 */
	LarderCache create(String name, CacheSettings given) {
		CacheSettings settings = this.codecs.withSerializers(given);
		Refusals refusals = new Refusals(name);
		return new LarderCache(name, settings, store(name, settings, refusals), refusals, this.threads,
				SingletonSupplier.of(() -> this.codecs.uncompressed(settings)));
	}

	private CacheStore store(String cacheName, CacheSettings settings, Refusals refusals) {
		InstantSource clock = (settings.mode() == CacheMode.LOCAL) ? this.steadyClock : Clock.systemUTC();
		Lifetimes lifetimes = new Lifetimes(clock, settings.timeToLive(), settings.nullTimeToLive(),
				settings.timeToLiveJitter(), (key, value) -> timeToLive(cacheName, key, value))
			.servingStale(settings.staleTimeToLive());
		if (settings.mode() == CacheMode.LOCAL) {
			return new LocalStore(new KeyEncoder("", cacheName), local(cacheName, settings, lifetimes), lifetimes,
					copier(cacheName, settings, refusals));
		}
		Assert.state(this.memcached != null,
				() -> "Cache '" + cacheName + "' is to live in memcached, but the cache manager was given none");
		Assert.state(settings.mode() == CacheMode.MEMCACHED || !CacheCodecs.isRaw(settings),
				() -> "Cache '" + cacheName + "' is raw: copies of its items could not be kept coherent");
		return this.memcached.store(cacheName, settings, lifetimes, refusals);
	}

	private @Nullable EntryCopier copier(String cacheName, CacheSettings settings, Refusals refusals) {
		if (!settings.copyOnRead()) {
			return this.portabilityCheck ? rehearsal(cacheName, this.codecs.writer(settings)) : null;
		}
		return new CodecCopier(this.codecs.uncompressed(settings), refusals);
	}

	/**
	 * Returns a copier that copies nothing, but says of values that they could not live
	 * in memcached.
	 */
	private static EntryCopier rehearsal(String cacheName, ValueWriter writer) {
		Refusals found = Refusals.ofRehearsal(cacheName);
		return new EntryCopier() {

			@Override
			public Entry keep(Entry entry) {
				try {
					if (entry.get() != null) {
						writer.write(entry.get());
					}
				}
				catch (UnkeptValueException ex) {
					found.refuse(ex);
				}
				return entry;
			}

			@Override
			public Entry give(Entry kept) {
				return kept;
			}

		};
	}

	private LocalTier local(String cacheName, CacheSettings settings, Lifetimes lifetimes) {
		return (this.snapshots != null)
				? this.snapshots.tier(cacheName, settings.maxEntries(), lifetimes, settings.loading().refreshAhead(),
						this.codecs.snapshot(settings))
				: new LocalTier(settings.maxEntries(), lifetimes, settings.loading().refreshAhead(), null);
	}

	// What fails in the application's function must not fail the call that stores a value
	private @Nullable Duration timeToLive(String cacheName, Object key, @Nullable Object value) {
		if (this.ttlFunction == null) {
			return null;
		}
		try {
			return this.ttlFunction.timeToLive(cacheName, key, value);
		}
		catch (Throwable ex) {
			this.log.warn(cacheName, () -> "Cache '" + cacheName + "': the time to live of an entry is that of the "
					+ "settings, as " + this.ttlFunction + " failed", ex);
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
