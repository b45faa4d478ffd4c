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

import dev.larder.entry.KeyEncoder;
import dev.larder.entry.Lifetimes;
import dev.larder.memcached.Generations;
import dev.larder.memcached.MemcachedCluster;
import dev.larder.memcached.MemcachedTier;
import dev.larder.memcached.ValueSettings;

import org.springframework.util.Assert;

/**
 * The memcached that the caches of a manager live in.
 *
 * @param cluster the servers
 * @param generations the generations of the caches; whoever creates them has them polled
 * @param keyPrefix what sets the keys of the application apart from those of others
 * @param values says how the values of a cache with given settings are written and read
 * @param executor runs what follows an asynchronous operation, which may be the
 * application's code
 */
public record MemcachedBackend(MemcachedCluster cluster, Generations generations, String keyPrefix,
		Function<CacheSettings, ValueSettings> values, Executor executor) {

	public MemcachedBackend {
		Assert.notNull(cluster, "'cluster' must not be null");
		Assert.notNull(generations, "'generations' must not be null");
		Assert.hasText(keyPrefix, "'keyPrefix' must not be empty");
		Assert.notNull(values, "'values' must not be null");
		Assert.notNull(executor, "'executor' must not be null");
	}

	MemcachedTier tier(String cacheName, CacheSettings settings, Lifetimes lifetimes) {
		return new MemcachedTier(cacheName, this.cluster, this.generations, new KeyEncoder(this.keyPrefix, cacheName),
				this.values.apply(settings), lifetimes, settings.loading(), this.executor);
	}

}
