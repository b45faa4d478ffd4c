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
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import dev.larder.cache.CacheInspector.KeyList;
import dev.larder.cache.CacheInspector.KeyOrder;
import dev.larder.cache.CacheInspector.KeyReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the lists of {@link CacheInspector} in the order of use.
 */
class HottestKeyTests {

	private static final int MAX_ENTRIES = 1000;

	private final LarderCacheManager manager = LarderCacheManager.builder()
		.withCacheConfiguration("cities", CacheSettings.defaults().withMaxEntries(MAX_ENTRIES))
		.build();

	private final LarderCache cache = Objects.requireNonNull(this.manager.getLarderCache("cities"));

	private final CacheInspector inspector = this.cache.inspector();

	@AfterEach
	void close() {
		this.manager.close();
	}

	private void fill(int entries) {
		for (int i = 0; i < entries; i++) {
			this.cache.put("key-" + i, i);
		}
		caffeine().cleanUp();
	}

	private void readOften(String... keys) {
		for (int i = 0; i < 50; i++) {
			for (String key : keys) {
				this.cache.get(key);
			}
			caffeine().cleanUp();
		}
	}

	private Cache<?, ?> caffeine() {
		return (Cache<?, ?>) this.cache.getNativeCache();
	}

	private static List<String> texts(KeyList list) {
		return list.keys().stream().map(KeyReport::text).toList();
	}

	@Test
	void keysInUseComeFirst() {
		fill(600);
		readOften("key-7", "key-300", "key-599");
		KeyList list = this.inspector.hottest(3);
		assertThat(texts(list)).containsExactlyInAnyOrder("key-7", "key-300", "key-599");
		assertThat(list.order()).isEqualTo(KeyOrder.USE);
		assertThat(list.complete()).isFalse();
	}

	@Test
	void cacheThatIsLessThanHalfFullSaysThatItTakesNoNoteOfReads() {
		fill(100);
		readOften("key-7");
		KeyList list = this.inspector.hottest(100);
		assertThat(list.order()).isEqualTo(KeyOrder.ANY);
		assertThat(texts(list)).hasSize(100);
		assertThat(list.complete()).isTrue();
	}

	@Test
	void lookingDoesNotChangeTheOrder() {
		fill(600);
		readOften("key-7");
		List<String> before = texts(this.inspector.hottest(100));
		before.forEach(this.inspector::lookUp);
		assertThat(texts(this.inspector.hottest(100))).isEqualTo(before);
	}

	@Test
	void whatWasClearedIsNotListed() {
		fill(600);
		this.cache.clear();
		this.cache.put("new", 1);
		assertThat(texts(this.inspector.hottest(10))).containsExactly("new");
	}

	@Test
	void listIsBounded() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.inspector.hottest(101));
		assertThatIllegalArgumentException().isThrownBy(() -> this.inspector.hottest(0));
	}

}
