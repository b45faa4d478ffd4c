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

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * A cache of Spring's kind, in an application of its own.
 */
class SpringPeer implements Peer {

	/**
	 * What {@link Cache} has methods for.
	 */
	static final Set<Ability> ABILITIES = Set.of(Ability.LOAD, Ability.CLEAR, Ability.OBJECTS);

	private final Cache cache;

	private final AutoCloseable owner;

	/**
	 * Creates a peer.
	 * @param cache the cache
	 * @param owner what has to be closed with it
	 */
	SpringPeer(Cache cache, AutoCloseable owner) {
		this.cache = cache;
		this.owner = owner;
	}

	static Peer caffeine(PeerServers servers) {
		return start(List.of("spring.cache.type=caffeine",
				"spring.cache.caffeine.spec=maximumSize=1000000,expireAfterWrite=1h"));
	}

	static Peer redis(PeerServers servers) {
		return start(redisProperties(servers));
	}

	static Peer immediateRedis(PeerServers servers) {
		return start(redisProperties(servers), ImmediateRedisConfiguration.class);
	}

	static Peer lockingRedis(PeerServers servers) {
		return start(redisProperties(servers), LockingRedisConfiguration.class);
	}

	private static List<String> redisProperties(PeerServers servers) {
		return List.of("spring.cache.type=redis", "spring.cache.redis.time-to-live=1h",
				"spring.data.redis.url=redis://" + servers.redis());
	}

	/**
	 * Starts an application and takes the cache from its cache manager.
	 * @param properties the properties of the application
	 * @param sources its configuration
	 * @return the peer
	 */
	static Peer start(List<String> properties, Class<?>... sources) {
		ConfigurableApplicationContext context = PeerContext.start(properties, sources);
		return new SpringPeer(cache(context), context);
	}

	/**
	 * Returns the cache of an application.
	 * @param context the application
	 * @return its cache
	 */
	static Cache cache(ConfigurableApplicationContext context) {
		Cache cache = context.getBean(CacheManager.class).getCache(PeerContext.CACHE);
		Assert.state(cache != null, "There is no cache");
		return cache;
	}

	@Override
	public @Nullable Object get(String key) {
		Cache.ValueWrapper value = this.cache.get(key);
		return (value != null) ? value.get() : null;
	}

	@Override
	public void put(String key, Object value) {
		this.cache.put(key, value);
	}

	@Override
	public void evict(String key) {
		this.cache.evict(key);
	}

	@Override
	public void clear() {
		this.cache.clear();
	}

	@Override
	public Object load(String key, Callable<Object> loader) {
		Object value = this.cache.get(key, loader);
		Assert.state(value != null, "A load has a value");
		return value;
	}

	@Override
	public void close() {
		try {
			this.owner.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
