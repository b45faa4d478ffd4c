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
package dev.larder.benchmarks.coherence;

import java.util.List;

import dev.larder.benchmarks.peer.PeerContext;
import dev.larder.cache.LarderCache;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * An application with Larder, with clients and background threads of its own.
 */
final class LarderInstance implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private LarderInstance(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application.
	 * @param mode where its caches live
	 * @param keyPrefix what instances that share their entries have in common
	 * @param server the memcached server
	 * @return the application
	 */
	static LarderInstance open(String mode, String keyPrefix, String server) {
		return new LarderInstance(PeerContext.start(List.of("larder.mode=" + mode, "larder.key-prefix=" + keyPrefix,
				"larder.defaults.max-entries=1000000", "larder.memcached.servers=" + server)));
	}

	/**
	 * Returns a cache, which is created if it is not there.
	 */
	LarderCache cache(String name) {
		Cache cache = this.context.getBean(CacheManager.class).getCache(name);
		Assert.isInstanceOf(LarderCache.class, cache);
		return (LarderCache) cache;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
