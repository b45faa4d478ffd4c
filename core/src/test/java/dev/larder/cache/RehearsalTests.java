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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is found in development of values that are changed while they are
 * cached: {@link Rehearsal}.
 */
class RehearsalTests {

	private final LarderCacheManager cacheManager = LarderCacheManager.builder().portabilityCheck().build();

	private final LarderCache cache = cache(this.cacheManager);

	@AfterEach
	void close() {
		this.cacheManager.close();
	}

	@Test
	void valueThatAReaderChangedIsFound() {
		List<String> value = new ArrayList<>(List.of("spoon"));
		this.cache.put("key", value);
		value.add("fork");
		assertThat(this.cache.get("key").get()).isSameAs(value);
		assertThat(this.cacheManager.getAdvice()).singleElement()
			.asString()
			.contains("'products'")
			.contains("java.util.ArrayList")
			.contains("copy-on-read");
	}

	@Test
	void valueThatNobodyChangedIsNot() {
		this.cache.put("key", new ArrayList<>(List.of("spoon")));
		this.cache.get("key");
		this.cache.get("key");
		assertThat(this.cacheManager.getAdvice()).isEmpty();
	}

	@Test
	void valueThatWasChangedBeforeItWasStoredAgainIsNot() {
		List<String> value = new ArrayList<>(List.of("spoon"));
		this.cache.put("key", value);
		value.add("fork");
		this.cache.put("key", value);
		this.cache.get("key");
		assertThat(this.cacheManager.getAdvice()).isEmpty();
	}

	@Test
	void withoutTheCheckNothingIsLookedFor() {
		try (LarderCacheManager plain = LarderCacheManager.builder().build()) {
			List<String> value = new ArrayList<>(List.of("spoon"));
			LarderCache cache = cache(plain);
			cache.put("key", value);
			value.add("fork");
			cache.get("key");
			assertThat(plain.getAdvice()).isEmpty();
		}
	}

	private static LarderCache cache(LarderCacheManager cacheManager) {
		cacheManager.getCache("products");
		LarderCache cache = cacheManager.getLarderCache("products");
		assertThat(cache).isNotNull();
		return cache;
	}

}
