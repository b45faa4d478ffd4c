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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Contest}.
 */
class ContestTests {

	private static final Duration SLICE = Duration.ofMillis(1);

	private static final Contest.Work IDLE = (thread, iteration) -> {
	};

	@Test
	void everyRoundThatCountsHasAThroughput() throws Exception {
		assertThat(run(1, 3, IDLE).throughputs()).hasSize(3).allMatch((throughput) -> throughput > 0);
	}

	@Test
	void scoresKeepTheOrderOfTheContenders() throws Exception {
		Map<String, Contest.Work> contenders = new LinkedHashMap<>();
		List.of("b", "c", "a").forEach((name) -> contenders.put(name, IDLE));
		assertThat(new Contest(1, 1, SLICE).run(contenders).keySet()).containsExactly("b", "c", "a");
	}

	@Test
	void everyThreadWorks() throws Exception {
		Set<Integer> threads = ConcurrentHashMap.newKeySet();
		run(4, 1, (thread, iteration) -> threads.add(thread));
		assertThat(threads).containsExactlyInAnyOrder(0, 1, 2, 3);
	}

	@Test
	void failuresAreCountedAndAreNoThroughput() throws Exception {
		Score score = run(1, 1, (thread, iteration) -> {
			throw new IllegalStateException();
		});
		assertThat(score.failures()).isPositive();
		assertThat(score.throughput().median()).isZero();
	}

	private static Score run(int threads, int rounds, Contest.Work work) throws Exception {
		return new Contest(threads, rounds, SLICE).run(Map.of("one", work)).get("one");
	}

}
