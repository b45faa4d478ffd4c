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

import java.util.concurrent.ThreadLocalRandom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what a cache holds in this process if it is bounded by bytes.
 */
@ServerTest
class MaxWeightTests {

	private static final int MAX_WEIGHT = 200_000;

	private static final CacheSettings BY_WEIGHT = CacheSettings.defaults()
		.withCopyOnRead(true)
		.withMaxWeight(DataSize.ofBytes(MAX_WEIGHT));

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@ParameterizedTest
	@EnumSource(names = { "LOCAL", "TIERED" })
	void cacheHoldsNoMoreBytesThanItMay(CacheMode mode) {
		try (LarderCacheManager manager = manager(BY_WEIGHT.withMode(mode))) {
			LarderCache cache = cache(manager);
			for (int i = 0; i < 100; i++) {
				cache.put(i, bytes(10_000));
				cache.get(i);
			}
			CacheStatistics statistics = settled(cache);
			assertThat(statistics.weight()).isBetween(MAX_WEIGHT / 2L, (long) MAX_WEIGHT);
			assertThat(statistics.size()).isBetween(10L, 20L);
			assertThat(statistics.evictions()).isBetween(80L, 90L);
			// All values weigh about the same
			assertThat(statistics.evictedWeight()).isCloseTo(
					statistics.evictions() * statistics.weight() / statistics.size(), Percentage.withPercentage(5));
		}
	}

	@Test
	void entriesThatHoldNothingHaveAWeight() {
		try (LarderCacheManager manager = manager(BY_WEIGHT)) {
			LarderCache cache = cache(manager);
			for (int i = 0; i < 10_000; i++) {
				cache.put(i, null);
			}
			assertThat(settled(cache).size()).isBetween(1L, MAX_WEIGHT / 100L);
		}
	}

	@Test
	void removedEntryWeighsNothing() {
		try (LarderCacheManager manager = manager(BY_WEIGHT)) {
			LarderCache cache = cache(manager);
			cache.put("key", bytes(10_000));
			assertThat(settled(cache).weight()).isGreaterThan(10_000);
			cache.evict("key");
			assertThat(settled(cache).weight()).isZero();
			assertThat(cache.getStatistics().evictedWeight()).isZero();
		}
	}

	@Test
	void cacheThatIsBoundedByEntriesTellsNoWeight() {
		try (LarderCacheManager manager = manager(CacheSettings.defaults())) {
			assertThat(cache(manager).getStatistics().weight()).isNull();
			assertThat(cache(manager).getStatistics().evictedWeight()).isNull();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "LOCAL", "TIERED" })
	void objectsAreNotWeighed(CacheMode mode) {
		try (LarderCacheManager manager = manager(BY_WEIGHT.withMode(mode).withCopyOnRead(false))) {
			assertThatIllegalStateException().isThrownBy(() -> manager.getCache("products"))
				.withMessageContaining("'products'")
				.withMessageContaining("'copyOnRead'");
		}
	}

	// Caffeine evicts a moment later
	private static CacheStatistics settled(LarderCache cache) {
		((Cache<?, ?>) cache.getNativeCache()).cleanUp();
		return cache.getStatistics();
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		ThreadLocalRandom.current().nextBytes(bytes);
		return bytes;
	}

	private static LarderCacheManager manager(CacheSettings settings) {
		return LarderCacheManager.builder()
			.cacheDefaults(settings)
			.memcached(MemcachedSettings.servers(memcached.server().address()).withKeyPrefix("weights"))
			.build();
	}

	private static LarderCache cache(LarderCacheManager manager) {
		manager.getCache("products");
		LarderCache cache = manager.getLarderCache("products");
		assertThat(cache).isNotNull();
		return cache;
	}

}
