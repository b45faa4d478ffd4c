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

/**
 * Creates the store that the mode of a cache asks for.
 */
final class ModeTiersFactory {

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(LarderCacheManager.class));

	private final @Nullable MemcachedBackend memcached;

	private final @Nullable LocalSnapshots snapshots;

	private final @Nullable TtlFunction ttlFunction;

	private final CacheCodecs codecs;

	private final boolean rehearsing;

	private final SteadyClock steadyClock = new SteadyClock();

	/**
	 * Creates a factory.
	 * @param memcached the servers, or {@code null} if there are none
	 * @param snapshots keeps local entries over a restart, or {@code null}
	 * @param ttlFunction decides how long single entries live, or {@code null}
	 * @param codecs says how keys and values are written
	 * @param rehearsing whether local caches try if values could live in memcached
	 */
	ModeTiersFactory(@Nullable MemcachedBackend memcached, @Nullable LocalSnapshots snapshots,
			@Nullable TtlFunction ttlFunction, CacheCodecs codecs, boolean rehearsing) {
		this.memcached = memcached;
		this.snapshots = snapshots;
		this.ttlFunction = ttlFunction;
		this.codecs = codecs;
		this.rehearsing = rehearsing;
	}

	/**
	 * Creates the store of a cache.
	 * @param cacheName the name of the cache
	 * @param settings how it behaves
	 * @param refusals told of the keys and values that the cache cannot take
	 * @return a new store
	 */
	CacheStore create(String cacheName, CacheSettings settings, Refusals refusals) {
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
			return this.rehearsing ? rehearsal(cacheName, this.codecs.writer(settings)) : null;
		}
		return new CodecCopier(
				new EnvelopeCodec(this.codecs.writer(settings), List.of(), CompressionSettings.NONE, Integer.MAX_VALUE),
				refusals);
	}

	/**
	 * Returns what copies nothing, but says of values that they could not live in
	 * memcached.
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

}
