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

import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderCache} in memcached with local copies.
 */
@ServerTest
class TieredLarderCacheTests extends AbstractNullCachingCacheTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	@BeforeEach
	void start() {
		this.instance = TestInstance.of(memcached.servers(), (settings) -> settings.withMode(CacheMode.TIERED));
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
	void nativeCacheIsCaffeines() {
		assertThat(cache().getNativeCache()).isInstanceOf(Cache.class);
	}

	@Test
	void secondReadIsAnsweredFromTheCopy() {
		cache().put("key", "value");
		assertThat(cache().get("key")).isNotNull().isSameAs(cache().get("key"));
	}

	@Test
	void readsThatFoundACopyAreCounted() {
		cache().put("key", "value");
		cache().get("key");
		cache().get("key");
		assertThat(cache().getStatistics()).returns(2L, CacheStatistics::hits).returns(1L, CacheStatistics::localHits);
	}

	@Test
	void numberOfCopiesIsKnown() {
		cache().put("key", "value");
		cache().get("key");
		assertThat(cache().getStatistics().size()).isEqualTo(1);
	}

	@Test
	void valueThatWasLoadedIsCopied() {
		Object loaded = cache().get("key", () -> "value");
		assertThat(cache().get("key").get()).isSameAs(loaded);
		assertThat(cache().getStatistics().localHits()).isEqualTo(1);
	}

	@Test
	void batchIsAnsweredFromCopies() {
		cache().put("one", 1);
		cache().put("two", 2);
		cache().getAll(List.of("one", "two"));
		cache().getAll(List.of("one", "two"));
		assertThat(cache().getStatistics().localHits()).isEqualTo(2);
	}

	@Test
	void copyIsFoundLocally() {
		cache().put("key", "value");
		cache().get("key");
		assertThat(cache().getLocal("key")).isSameAs(cache().get("key"));
		assertThat(cache().getStatistics().localHits()).isEqualTo(2);
	}

	@Test
	void whatIsInMemcachedAloneIsNotFoundLocally() {
		cache().put("key", "value");
		assertThat(cache().getLocal("key")).isNull();
		assertThat(cache().getStatistics()).returns(0L, CacheStatistics::hits).returns(0L, CacheStatistics::misses);
	}

}
