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
package dev.larder.benchmarks.local;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.benchmarks.peer.PeerType;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * A cache of this process. In a process only one is opened, so that its functions are as
 * good as inlined.
 *
 * @param reader reads a value
 * @param writer stores a value
 * @param closer closes the cache
 */
record LocalCache(Function<String, @Nullable Object> reader, BiConsumer<String, Object> writer,
		Runnable closer) implements AutoCloseable {

	private static final int MAX_ENTRIES = 10_000;

	static LocalCache caffeine() {
		com.github.benmanes.caffeine.cache.Cache<String, Object> cache = Caffeine.newBuilder()
			.maximumSize(MAX_ENTRIES)
			.expireAfterWrite(1, TimeUnit.HOURS)
			.build();
		return new LocalCache(cache::getIfPresent, cache::put, () -> {
		});
	}

	/**
	 * Takes the cache of an application that is auto-configured.
	 * @param properties the properties of the application
	 */
	static LocalCache ofApplication(List<String> properties) {
		ConfigurableApplicationContext context = CachingApplication.start(properties);
		Cache cache = context.getBean(CacheManager.class).getCache(CachingApplication.CACHE);
		Assert.state(cache != null, "There is no cache");
		return new LocalCache((key) -> {
			Cache.ValueWrapper value = cache.get(key);
			return (value != null) ? value.get() : null;
		}, cache::put, context::close);
	}

	static LocalCache jetCacheCaffeine() {
		com.alicp.jetcache.Cache<String, Object> cache = CaffeineCacheBuilder.createCaffeineCacheBuilder()
			.limit(MAX_ENTRIES)
			.expireAfterWrite(1, TimeUnit.HOURS)
			.keyConvertor(Function.identity())
			.buildCache();
		return new LocalCache(cache::get, cache::put, cache::close);
	}

	static LocalCache jetCacheBoth(PeerServers servers) {
		Peer peer = PeerType.JETCACHE_BOTH.open(servers);
		return new LocalCache((key) -> read(peer, key), (key, value) -> write(peer, key, value), peer::close);
	}

	private static @Nullable Object read(Peer peer, String key) {
		try {
			return peer.get(key);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Peer peer, String key, Object value) {
		try {
			peer.put(key, value);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.closer.run();
	}

}
