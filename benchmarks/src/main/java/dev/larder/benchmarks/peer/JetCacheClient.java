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

package dev.larder.benchmarks.peer;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheResult;
import com.alicp.jetcache.MultiLevelCacheBuilder;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.redis.lettuce.RedisLettuceCacheBuilder;
import com.alicp.jetcache.support.JavaValueDecoder;
import com.alicp.jetcache.support.JavaValueEncoder;
import io.lettuce.core.RedisClient;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * JetCache, set up by its builders. Values are written as the JDK does.
 */
public final class JetCacheClient implements Client {

	private static final int LOCAL_ENTRIES = 1_000_000;

	private final Cache<String, Object> cache;

	private final Runnable end;

	private JetCacheClient(Cache<String, Object> cache, Runnable end) {
		this.cache = cache;
		this.end = end;
	}

	/**
	 * Opens a cache in local memory.
	 * @param entries how many entries it holds
	 * @return the cache
	 */
	public static Client caffeine(int entries) {
		return new JetCacheClient(local(entries), () -> {
		});
	}

	static Client redis(Addresses servers, boolean cachePenetrateProtect) {
		RedisClient client = RedisClient.create("redis://" + servers.redis());
		return new JetCacheClient(remote(client, cachePenetrateProtect), client::shutdown);
	}

	static Client both(Addresses servers) {
		RedisClient client = RedisClient.create("redis://" + servers.redis());
		Cache<String, Object> both = MultiLevelCacheBuilder.createMultiLevelCacheBuilder()
			.addCache(local(LOCAL_ENTRIES), remote(client, false))
			.expireAfterWrite(1, TimeUnit.HOURS)
			.buildCache();
		return new JetCacheClient(both, client::shutdown);
	}

	private static Cache<String, Object> local(int entries) {
		return CaffeineCacheBuilder.createCaffeineCacheBuilder()
			.limit(entries)
			.expireAfterWrite(1, TimeUnit.HOURS)
			.keyConvertor(Function.identity())
			.buildCache();
	}

	private static Cache<String, Object> remote(RedisClient client, boolean cachePenetrateProtect) {
		return RedisLettuceCacheBuilder.createRedisLettuceCacheBuilder()
			.redisClient(client)
			.keyPrefix(SpringClient.CACHE + ":")
			.keyConvertor(Function.identity())
			.valueEncoder(JavaValueEncoder.INSTANCE)
			.valueDecoder(JavaValueDecoder.INSTANCE)
			.expireAfterWrite(1, TimeUnit.HOURS)
			.cachePenetrateProtect(cachePenetrateProtect)
			.buildCache();
	}

	@Override
	public @Nullable Object get(String key) {
		return this.cache.get(key);
	}

	@Override
	public void put(String key, Object value) {
		await(this.cache.PUT(key, value));
	}

	@Override
	public void evict(String key) {
		await(this.cache.REMOVE(key));
	}

	private static void await(CacheResult result) {
		Assert.state(result.isSuccess(), () -> "JetCache could not change an entry: " + result.getMessage());
	}

	@Override
	public Object load(String key, Callable<Object> loader) {
		return this.cache.computeIfAbsent(key, (missing) -> {
			try {
				return loader.call();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	@Override
	public Map<String, ?> getAll(Collection<String> keys) {
		return this.cache.getAll(new HashSet<>(keys));
	}

	@Override
	public void close() {
		this.cache.close();
		this.end.run();
	}

}
