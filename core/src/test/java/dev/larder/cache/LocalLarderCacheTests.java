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

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Cache;
import dev.larder.internal.entry.Entry;
import dev.larder.load.LoadSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderCache} in local memory.
 */
class LocalLarderCacheTests extends AbstractNullCachingCacheTests {

	private final LarderCacheManager cacheManager = LarderCacheManager.builder().build();

	@Override
	LarderCacheManager cacheManager() {
		return this.cacheManager;
	}

	// Between the storing and the news of it that makes the load invalid
	@Test
	@SuppressWarnings("unchecked")
	void loadDoesNotReplaceWhatWasStoredMeanwhile() {
		AtomicReference<LarderCache> cache = new AtomicReference<>();
		LarderCacheManager manager = LarderCacheManager.builder().ttlFunction((name, key, value) -> {
			if ("loaded".equals(value)) {
				Cache<Object, Entry> entries = (Cache<Object, Entry>) cache.get().getNativeCache();
				entries.put("key", Objects.requireNonNull(entries.getIfPresent("other")));
			}
			return null;
		}).build();
		manager.getCache("products");
		cache.set(manager.getLarderCache("products"));
		cache.get().put("other", "put");
		assertThat(cache.get().<String>get("key", () -> "loaded")).isEqualTo("loaded");
		assertThat(cache.get().get("key", String.class)).isEqualTo("put");
	}

	@Test
	void nativeCacheIsCaffeines() {
		assertThat(cache().getNativeCache()).isInstanceOf(Cache.class);
	}

	@Test
	void invalidateSaysWhetherThereWereEntries() {
		cache().put("key", "value");
		assertThat(cache().invalidate()).isTrue();
	}

	@Test
	void retrieveOfAMissIsKnownAtOnce() {
		assertThat(cache().retrieve("key")).isNull();
	}

	@Test
	void hitReturnsTheSameObjectWithoutCopying() {
		Object value = new Object();
		cache().put("key", value);
		assertThat(cache().get("key", Object.class)).isSameAs(value);
	}

	@Test
	void sizeIsCounted() {
		cache().put("key", "value");
		assertThat(cache().getStatistics().size()).isEqualTo(1);
	}

	@Test
	void cacheHoldsNoMoreThanItsMaximum() {
		LarderCacheManager manager = LarderCacheManager.builder()
			.withCacheConfiguration("small", CacheSettings.defaults().withMaxEntries(10))
			.build();
		LarderCache small = manager.getLarderCache("small");
		assertThat(small).isNotNull();
		for (int i = 0; i < 1000; i++) {
			small.put(i, i);
		}
		((Cache<?, ?>) small.getNativeCache()).cleanUp();
		assertThat(small.getStatistics().size()).isEqualTo(10);
		assertThat(small.getStatistics().evictions()).isEqualTo(990);
	}

	@Test
	void nullIsNotCachedWithoutATimeToLiveForIt() {
		LarderCacheManager manager = LarderCacheManager.builder()
			.withCacheConfiguration("strict", CacheSettings.defaults().withNullTimeToLive(Duration.ZERO))
			.build();
		LarderCache strict = manager.getLarderCache("strict");
		assertThat(strict).isNotNull();
		strict.put("key", "value");
		strict.put("key", null);
		assertThat(strict.get("key")).isNull();
		assertThat(strict.<String>get("key", () -> null)).isNull();
		assertThat(strict.get("key")).isNull();
		assertThat(strict.putIfAbsent("key", null)).isNull();
		assertThat(strict.get("key")).isNull();
	}

	@Test
	void localEntryIsFoundAndCountsAsAHit() {
		cache().put("key", "value");
		assertThat(cache().getLocal("key")).isSameAs(cache().get("key"));
		assertThat(cache().getStatistics().hits()).isEqualTo(2);
	}

	@Test
	void localEntryThatIsMissingCountsAsNothing() {
		assertThat(cache().getLocal("key")).isNull();
		assertThat(cache().getStatistics().misses()).isZero();
	}

	@Test
	void nothingIsFoundLocallyInACacheThatRefreshesAhead() {
		LarderCacheManager manager = LarderCacheManager.builder()
			.withCacheConfiguration("ahead",
					CacheSettings.defaults().withLoading(LoadSettings.defaults().withRefreshAhead(true)))
			.build();
		LarderCache ahead = manager.getLarderCache("ahead");
		assertThat(ahead).isNotNull();
		ahead.put("key", "value");
		assertThat(ahead.getLocal("key")).isNull();
	}

}
