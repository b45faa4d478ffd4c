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

package dev.larder.benchmarks.coherence;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThreadTimes}.
 */
class ThreadTimesTests {

	@Test
	void timesOfAllThreadsAreAddedUp() {
		assertThat(new ThreadTimes(Map.of(1L, 15L, 2L, 27L)).since(new ThreadTimes(Map.of(1L, 10L, 2L, 20L))))
			.isEqualTo(12);
	}

	@Test
	void threadThatHasBegunSinceCountsWhole() {
		assertThat(new ThreadTimes(Map.of(1L, 15L)).since(new ThreadTimes(Map.of()))).isEqualTo(15);
	}

	@Test
	void threadThatHasEndedSinceDoesNotTakeAnythingAway() {
		assertThat(new ThreadTimes(Map.of(1L, 15L)).since(new ThreadTimes(Map.of(1L, 10L, 2L, 900L)))).isEqualTo(5);
	}

	@Test
	void threadsThatRunHaveTimes() {
		assertThat(ThreadTimes.now().nanos()).isNotEmpty().doesNotContainKey(Thread.currentThread().getId());
	}

}
