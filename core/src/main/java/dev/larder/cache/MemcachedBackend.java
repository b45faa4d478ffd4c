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

import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.larder.internal.coherence.Coherence;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Refusals;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.local.NearTier;
import dev.larder.internal.local.SteadyClock;
import dev.larder.internal.memcached.ChangeListener;
import dev.larder.internal.memcached.Generations;
import dev.larder.internal.memcached.LeaseSettings;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedTier;
import dev.larder.internal.memcached.ValueSettings;
import dev.larder.internal.store.CodecCopier;
import dev.larder.internal.store.MemcachedTiers;
import dev.larder.internal.store.TieredTiers;
import dev.larder.internal.store.Tiers;
import dev.larder.load.LoadSettings;

import org.springframework.util.Assert;

/**
 * The memcached that the caches of a manager live in.
 *
 * @param cluster the servers
 * @param generations the generations of the caches
 * @param coherence polls the generations, and keeps copies in this process up to date
 * @param keyPrefix what sets the keys of the application apart from those of others
 * @param values says how the values of a cache with given settings are written and read
 * @param executor runs what follows an asynchronous operation, which may be the
 * application's code
 */
public record MemcachedBackend(MemcachedCluster cluster, Generations generations, Coherence coherence, String keyPrefix,
		Function<CacheSettings, ValueSettings> values, Executor executor) {

	public MemcachedBackend {
		Assert.notNull(cluster, "'cluster' must not be null");
		Assert.notNull(generations, "'generations' must not be null");
		Assert.notNull(coherence, "'coherence' must not be null");
		Assert.hasText(keyPrefix, "'keyPrefix' must not be empty");
		Assert.notNull(values, "'values' must not be null");
		Assert.notNull(executor, "'executor' must not be null");
	}

	/**
	 * Creates the tiers of a cache whose entries live in memcached alone.
	 */
	Tiers memcachedTiers(String cacheName, CacheSettings settings, Lifetimes lifetimes, Refusals refusals,
			LarderThreads threads) {
		return new MemcachedTiers(
				tier(cacheName, settings, lifetimes, this.values.apply(settings), ChangeListener.NONE, refusals),
				settings.loading(), threads);
	}

	/**
	 * Creates the tiers of a cache whose entries have copies in this process.
	 */
	Tiers tieredTiers(String cacheName, CacheSettings settings, Lifetimes lifetimes, Refusals refusals,
			LarderThreads threads) {
		ValueSettings values = this.values.apply(settings);
		NearTier near = new NearTier(settings.maxEntries(), settings.localTimeToLive(), new SteadyClock(), lifetimes,
				settings.copyOnRead() ? new CodecCopier(values.codec(), refusals) : null);
		return new TieredTiers(near,
				tier(cacheName, settings, lifetimes, values, this.coherence.changeListener(), refusals), this.coherence,
				settings.loading(), settings.copyOnRead(), threads);
	}

	private MemcachedTier tier(String cacheName, CacheSettings settings, Lifetimes lifetimes, ValueSettings values,
			ChangeListener listener, Refusals refusals) {
		LoadSettings loading = settings.loading();
		LeaseSettings leases = new LeaseSettings(loading.clusterLease(), loading.leaseTime())
			.within(loading.loadTimeout());
		return new MemcachedTier(cacheName, this.cluster, this.generations, new KeyEncoder(this.keyPrefix, cacheName),
				values, lifetimes, leases, this.executor, listener, refusals);
	}

}
