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
package dev.larder.benchmarks.local;

import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cycle}.
 */
class CycleTests {

	private final Cycle<String> cycle = Cycle.of((number) -> "key-" + number);

	@Test
	void allKeysComeBeforeTheFirstComesAgain() {
		Set<String> keys = new LinkedHashSet<>();
		while (keys.add(this.cycle.next())) {
			assertThat(keys).hasSizeLessThanOrEqualTo(1000);
		}
		assertThat(keys).hasSize(1000).startsWith("key-0", "key-1");
		assertThat(this.cycle.next()).isEqualTo("key-1");
	}

	@Test
	void allMatchStopsAtNothingButADifference() {
		assertThat(this.cycle.allMatch((number, key) -> key.equals("key-" + number))).isTrue();
		assertThat(this.cycle.allMatch((number, key) -> number < 999)).isFalse();
	}

}
