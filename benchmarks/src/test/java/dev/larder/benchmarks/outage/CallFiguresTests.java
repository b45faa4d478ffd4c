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
 * Tests for {@link Calls.Figures}.
 */
class CallFiguresTests {

	@Test
	void callsCountByHowTheyEnded() {
		Calls.Figures figures = figures(call(0, 1, Calls.Result.SUCCESS), call(1, 2, Calls.Result.MISS),
				call(2, 3, Calls.Result.MISS), call(3, 4, Calls.Result.EXCEPTION));
		assertThat(figures.successes()).isEqualTo(1);
		assertThat(figures.misses()).isEqualTo(2);
		assertThat(figures.exceptions()).isEqualTo(1);
		assertThat(figures.underWay()).isZero();
	}

	@Test
	void callThatReachesBeyondTheEndCountsWithItsPart() {
		Calls.Figures figures = figures(call(900, 5000, Calls.Result.EXCEPTION));
		assertThat(figures.exceptions()).isZero();
		assertThat(figures.underWay()).isEqualTo(1);
		assertThat(figures.maxNanos()).isCloseTo(millis(100), within(millis(1)));
	}

	@Test
	void callFromBeforeCountsWithItsPart() {
		Calls.Figures figures = figures(call(-4000, 100, Calls.Result.MISS));
		assertThat(figures.misses()).isEqualTo(1);
		assertThat(figures.maxNanos()).isCloseTo(millis(100), within(millis(1)));
	}

	@Test
	void callThatHangsAllTheTimeIsUnderWay() {
		assertThat(figures(call(-100, 1100, Calls.Result.UNDER_WAY)).underWay()).isEqualTo(1);
	}

	@Test
	void longCallStandsForThoseThatCouldNotBegin() {
		Calls.Figures figures = figures(call(0, 1000, Calls.Result.UNDER_WAY));
		assertThat(figures.medianNanos()).isCloseTo(millis(500), within(millis(5)));
		assertThat(figures.p99Nanos()).isCloseTo(millis(990), within(millis(5)));
	}

	@Test
	void withoutCallsAllIsZero() {
		assertThat(figures()).isEqualTo(new Calls.Figures(0, 0, 0, 0, 0, 0, 0));
	}

	private static Calls.Figures figures(Calls.Call... calls) {
		return Calls.Figures.of(List.of(calls), 0, millis(1000), millis(1));
	}

	private static Calls.Call call(long startMillis, long endMillis, Calls.Result result) {
		return new Calls.Call(millis(startMillis), millis(endMillis), result);
	}

	private static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
