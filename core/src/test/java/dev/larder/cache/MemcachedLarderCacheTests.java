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

import dev.larder.internal.memcached.RemoteStore;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderCache} in memcached.
 */
@ServerTest
class MemcachedLarderCacheTests extends AbstractNullCachingCacheTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	@BeforeEach
	void start() {
		this.instance = TestInstance.of(memcached.servers());
	}

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@Override
	LarderCacheManager cacheManager() {
		return this.instance.cacheManager();
	}

	@Test
	void nativeCacheIsTheTier() {
		assertThat(cache().getNativeCache()).isInstanceOf(RemoteStore.class);
	}

	@Test
	void timeToLiveOfAnEntryComesBeforeThatOfTheCache() {
		cache().put("forever", "value");
		cache().put("key", "value");
		assertThat(exptime("test:products:forever")).isEqualTo(-1);
		assertThat(exptime("test:products:key")).isBetween(3000L, 3700L);
	}

	@Test
	void nothingIsFoundLocally() {
		cache().put("key", "value");
		assertThat(cache().getLocal("key")).isNull();
		assertThat(cache().getStatistics()).returns(0L, CacheStatistics::hits).returns(0L, CacheStatistics::misses);
	}

	private static long exptime(String key) {
		return Long.parseLong(memcached.server().command("mg " + key + " t").substring("HD t".length()));
	}

}
