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

package dev.larder.admin.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyOwner}.
 */
class KeyOwnerTests {

	private static Map<String, List<String>> caches(String... applications) {
		Map<String, List<String>> caches = new LinkedHashMap<>();
		for (String application : applications) {
			caches.put(application, List.of("cities", "a:b"));
		}
		return caches;
	}

	@Test
	void keyIsWhatFollowsTheCache() {
		assertThat(KeyOwner.of("atlas:cities:long~1", caches("atlas")))
			.containsExactly(new KeyOwner("atlas", "cities", "long~1"));
		assertThat(KeyOwner.of("x:a:b:cities:1", caches("atlas"))).contains(new KeyOwner("atlas", "a:b", "cities:1"));
	}

	@Test
	void applicationOfThePrefixComesFirst() {
		assertThat(KeyOwner.of("atlas:cities:1", caches("shop", "atlas"))).extracting(KeyOwner::application)
			.containsExactly("atlas", "shop");
	}

	@Test
	void keyOfNoCacheIsNone() {
		assertThat(KeyOwner.of("cities:1", caches("atlas"))).isEmpty();
		assertThat(KeyOwner.of(":cities:1", caches("atlas"))).isEmpty();
		assertThat(KeyOwner.of("atlas:towns:1", caches("atlas"))).isEmpty();
	}

	@Test
	void onlyAFewAreNamed() {
		assertThat(KeyOwner.of("p:cities:1", caches("a", "b", "c", "d"))).hasSize(3);
	}

}
