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

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache.ValueWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a Spring {@link org.springframework.cache.Cache} has to do that holds {@code null}
 * as well.
 */
abstract class AbstractNullCachingCacheTests extends AbstractLarderCacheTests {

	@Test
	void nullIsCached() {
		cache().put("key", "value");
		cache().put("key", null);
		assertThat(cache().get("key")).isNotNull();
		assertThat(valueOf("key")).isNull();
		assertThat(cache().get("key", String.class)).isNull();
	}

	@Test
	void foreignInstanceOfSpringsNullMarkerReadsAsNull() throws Exception {
		cache().put("key", freshNullValue());
		assertThat(cache().get("key")).isNotNull();
		assertThat(valueOf("key")).isNull();
	}

	@Test
	void cachedNullIsOfAnyType() {
		cache().put("key", null);
		assertThat(cache().get("key", Integer.class)).isNull();
	}

	@Test
	void putIfAbsentSeesCachedNullAsPresent() {
		cache().put("key", null);
		ValueWrapper present = cache().putIfAbsent("key", "value");
		assertThat(present).isNotNull();
		assertThat(present.get()).isNull();
	}

	@Test
	void loadedNullIsReturnedAndStored() {
		assertThat(cache().<String>get("key", () -> null)).isNull();
		assertThat(cache().get("key")).isNotNull();
		assertThat(valueOf("key")).isNull();
	}

	@Test
	void loaderIsNotCalledOnACachedNull() {
		cache().put("key", null);
		assertThat(cache().<String>get("key", failing())).isNull();
	}

	@Test
	void retrieveOfACachedNullGivesAWrapper() {
		cache().put("key", null);
		assertThat(retrieved("key").get()).isNull();
	}

	@Test
	void retrieveWithLoaderStoresNull() {
		assertThat(cache().retrieve("key", () -> CompletableFuture.completedFuture(null)).join()).isNull();
		assertThat(cache().get("key")).isNotNull();
	}

	@Test
	void clearRemovesNulls() {
		cache().put("key", null);
		cache().clear();
		assertThat(cache().get("key")).isNull();
	}

	private static Serializable freshNullValue() throws ReflectiveOperationException {
		Constructor<?> constructor = Class.forName("org.springframework.cache.support.NullValue")
			.getDeclaredConstructor();
		constructor.setAccessible(true);
		return (Serializable) constructor.newInstance();
	}

}
