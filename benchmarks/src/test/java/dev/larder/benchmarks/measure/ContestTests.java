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
package dev.larder.benchmarks.measure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Contest}.
 */
class ContestTests {

	private static final Duration SLICE = Duration.ofMillis(1);

	@Test
	void everyRoundThatCountsHasAThroughput() throws Exception {
		Scores scores = new Contest(1, 3, SLICE).run(List.of(new Contender("idle", (thread, iteration) -> {
		})));
		assertThat(scores.of("idle").throughputs()).hasSize(3).allMatch((throughput) -> throughput > 0);
	}

	@Test
	void scoresKeepTheOrderOfTheContenders() throws Exception {
		List<Contender> contenders = List.of(idle("b"), idle("c"), idle("a"));
		assertThat(new Contest(1, 1, SLICE).run(contenders).byName()).containsOnlyKeys("b", "c", "a")
			.satisfies((byName) -> assertThat(byName.keySet()).containsExactly("b", "c", "a"));
	}

	@Test
	void everyThreadWorks() throws Exception {
		Set<Integer> threads = ConcurrentHashMap.newKeySet();
		new Contest(4, 1, SLICE).run(List.of(new Contender("any", (thread, iteration) -> threads.add(thread))));
		assertThat(threads).containsExactlyInAnyOrder(0, 1, 2, 3);
	}

	@Test
	void failuresAreCountedAndAreNoThroughput() throws Exception {
		Score score = new Contest(1, 1, SLICE).run(List.of(new Contender("broken", (thread, iteration) -> {
			throw new IllegalStateException();
		}))).of("broken");
		assertThat(score.failures()).isPositive();
		assertThat(score.throughput().median()).isZero();
	}

	private static Contender idle(String name) {
		return new Contender(name, (thread, iteration) -> {
		});
	}

}
