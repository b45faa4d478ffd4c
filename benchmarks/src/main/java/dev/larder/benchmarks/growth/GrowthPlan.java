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
package dev.larder.benchmarks.growth;

import java.time.Duration;
import java.util.List;

import dev.larder.benchmarks.suite.Effort;

/**
 * What is measured. Immutable.
 *
 * @param rounds how many rounds of a contest count
 * @param slice how long each contender works in a round
 * @param entries how many entries a local cache has
 * @param tieredEntries with how many at most the tiered cache takes part
 * @param sizes how large values are, in bytes
 * @param nodes how many memcached servers there are
 */
record GrowthPlan(int rounds, Duration slice, List<Integer> entries, int tieredEntries, List<Integer> sizes,
		List<Integer> nodes) {

	GrowthPlan {
		entries = List.copyOf(entries);
		sizes = List.copyOf(sizes);
		nodes = List.copyOf(nodes);
	}

	static GrowthPlan of(Effort effort) {
		return effort.pick(
				new GrowthPlan(3, Duration.ofMillis(80), List.of(1_000, 100_000), 1_000, List.of(100, 10_000, 700_000),
						List.of(1, 4)),
				new GrowthPlan(8, Duration.ofMillis(250), List.of(1_000, 10_000, 100_000, 1_000_000), 100_000,
						List.of(10, 100, 1_000, 10_000, 100_000, 700_000), List.of(1, 2, 4, 8)));
	}

}
