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
package dev.larder.benchmarks.outage;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link CallFigures}.
 */
class CallFiguresTests {

	@Test
	void callsCountByHowTheyEnded() {
		CallFigures figures = figures(call(0, 1, CallResult.SUCCESS), call(1, 2, CallResult.MISS),
				call(2, 3, CallResult.MISS), call(3, 4, CallResult.EXCEPTION));
		assertThat(figures.successes()).isEqualTo(1);
		assertThat(figures.misses()).isEqualTo(2);
		assertThat(figures.exceptions()).isEqualTo(1);
		assertThat(figures.underWay()).isZero();
	}

	@Test
	void callThatReachesBeyondTheEndCountsWithItsPart() {
		CallFigures figures = figures(call(900, 5000, CallResult.EXCEPTION));
		assertThat(figures.exceptions()).isZero();
		assertThat(figures.underWay()).isEqualTo(1);
		assertThat(figures.maxNanos()).isCloseTo(millis(100), within(millis(1)));
	}

	@Test
	void callFromBeforeCountsWithItsPart() {
		CallFigures figures = figures(call(-4000, 100, CallResult.MISS));
		assertThat(figures.misses()).isEqualTo(1);
		assertThat(figures.maxNanos()).isCloseTo(millis(100), within(millis(1)));
	}

	@Test
	void callThatHangsAllTheTimeIsUnderWay() {
		assertThat(figures(call(-100, 1100, CallResult.UNDER_WAY)).underWay()).isEqualTo(1);
	}

	@Test
	void longCallStandsForThoseThatCouldNotBegin() {
		CallFigures figures = figures(call(0, 1000, CallResult.UNDER_WAY));
		assertThat(figures.medianNanos()).isCloseTo(millis(500), within(millis(5)));
		assertThat(figures.p99Nanos()).isCloseTo(millis(990), within(millis(5)));
	}

	@Test
	void withoutCallsAllIsZero() {
		assertThat(figures()).isEqualTo(new CallFigures(0, 0, 0, 0, 0, 0, 0));
	}

	private static CallFigures figures(Call... calls) {
		return CallFigures.of(List.of(calls), 0, millis(1000), millis(1));
	}

	private static Call call(long startMillis, long endMillis, CallResult result) {
		return new Call(millis(startMillis), millis(endMillis), result);
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
