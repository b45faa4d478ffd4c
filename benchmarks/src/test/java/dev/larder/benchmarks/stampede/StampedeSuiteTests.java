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

package dev.larder.benchmarks.stampede;

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.report.Bar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link StampedeSuite}.
 */
class StampedeSuiteTests {

	@Test
	void textOfAnOutcomeCanBeReadAgain() {
		StampedeSuite.Outcome outcome = outcome(3, 1, 210.25);
		assertThat(StampedeSuite.Outcome.parse(List.of(outcome.toString().split(" ")))).isEqualTo(outcome);
	}

	@Test
	void textWithMissingPartsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> StampedeSuite.Outcome.parse(List.of("3", "1")));
	}

	@Test
	void togetherAllLoadsCountAndTheLastCaller() {
		assertThat(outcome(1, 2, 300).and(outcome(4, 0, 200))).isEqualTo(outcome(5, 2, 300));
	}

	@Test
	void oneLoadInTimeMeetsTheBars() {
		assertThat(bars(outcome(1, 0, 220), outcome(16, 0, 210))).extracting(Bar::holds).containsExactly(true, true);
	}

	@Test
	void secondLoadMissesTheBar() {
		assertThat(bars(outcome(2, 0, 220), outcome(16, 0, 210))).extracting(Bar::holds).containsExactly(false, true);
	}

	@Test
	void exceptionMissesTheBar() {
		assertThat(bars(outcome(1, 1, 220), outcome(16, 0, 210))).extracting(Bar::holds).containsExactly(false, true);
	}

	@Test
	void loadsThatWaitForEachOtherMissTheBar() {
		assertThat(bars(outcome(1, 0, 220), outcome(16, 0, 410))).extracting(Bar::holds).containsExactly(true, false);
	}

	private static List<Bar> bars(StampedeSuite.Outcome oneKey, StampedeSuite.Outcome manyKeys) {
		return StampedeSuite
			.report(Map.of(Peer.LARDER_MEMCACHED,
					new StampedeSuite.Outcomes(List.of(oneKey), List.of(outcome(1, 0, 200)), List.of(manyKeys))))
			.bars();
	}

	private static StampedeSuite.Outcome outcome(int loads, int failures, double millis) {
		return new StampedeSuite.Outcome(loads, failures, millis);
	}

}
