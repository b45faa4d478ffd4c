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

package dev.larder.admin.hotkeys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrequentKeys}.
 */
class FrequentKeysTests {

	@Test
	void fewKeysAreCountedExactly() {
		FrequentKeys keys = new FrequentKeys(10);
		keys.add("a", true);
		keys.add("b", false);
		keys.add("a", false);
		assertThat(keys.top(10, (key) -> true)).containsExactly(new FrequentKeys.Count("a", 2, 1, 0),
				new FrequentKeys.Count("b", 1, 1, 0));
		assertThat(keys.reads()).isEqualTo(3);
		assertThat(keys.misses()).isEqualTo(2);
	}

	@Test
	void keysThatNobodyWantsLeaveTheirPlacesToOthers() {
		FrequentKeys keys = new FrequentKeys(10);
		for (String key : List.of("own", "own", "a", "a", "own", "b")) {
			keys.add(key, true);
		}
		assertThat(keys.top(2, (key) -> !key.equals("own"))).extracting(FrequentKeys.Count::key)
			.containsExactly("a", "b");
	}

	@Test
	void countsOfManyKeysAreWithinTheirErrorBounds() {
		FrequentKeys keys = new FrequentKeys(50);
		Random random = new Random(42);
		Map<String, Long> exact = new HashMap<>();
		for (int i = 0; i < 100_000; i++) {
			// Few keys often, many rarely
			String key = "k" + (int) Math.pow(2000, random.nextDouble());
			exact.merge(key, 1L, Long::sum);
			keys.add(key, true);
		}
		assertThat(keys.top(100, (key) -> true)).hasSize(50).allSatisfy((count) -> {
			long truth = exact.get(count.key());
			assertThat(count.gets()).isGreaterThanOrEqualTo(truth);
			assertThat(count.gets() - count.error()).isLessThanOrEqualTo(truth);
		});
		assertThat(keys.top(5, (key) -> true)).extracting(FrequentKeys.Count::key).contains("k1", "k2", "k3");
	}

}
