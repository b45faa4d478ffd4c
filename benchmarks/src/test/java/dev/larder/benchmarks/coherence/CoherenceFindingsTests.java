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

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Traffic;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.SuiteResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CoherenceFindings}.
 */
class CoherenceFindingsTests {

	private static final Traffic TRAFFIC = new Traffic(Map.of("get", 20.0), 400, 800);

	@Test
	void slowestNumberOfInstancesDecides() {
		assertThat(report(399).bars()).singleElement().satisfies((bar) -> {
			assertThat(bar.holds()).isTrue();
			assertThat(bar.measured()).isEqualTo("at most 399 ms with up to 4 instances");
		});
		assertThat(report(401).bars()).singleElement().satisfies((bar) -> {
			assertThat(bar.holds()).isFalse();
			assertThat(bar.remark()).contains("12 ms");
		});
	}

	@Test
	void idleCostIsThatOfOneInstance() {
		Block.Table idle = report(200).blocks()
			.stream()
			.filter(Block.Table.class::isInstance)
			.map(Block.Table.class::cast)
			.reduce((first, last) -> last)
			.orElseThrow();
		assertThat(idle.rows()).last().isEqualTo(List.of("tiered", "4", "1", "5.0", "100", "200", "600", "0.30"));
	}

	private static SuiteResult report(double p99Millis) {
		return new CoherenceFindings(
				List.of(new LagWatch.Lag(2, 100, 110, p99Millis, 500, 2), new LagWatch.Lag(4, 100, 110, 150, 500, 12)),
				List.of(new CoherenceFindings.IdleCost(4, 1, TRAFFIC, 600)), List.of(), List.of(),
				List.of(new CoherenceFindings.WriteCost("tiered", TRAFFIC, TRAFFIC)), new Quartiles(0.9, 0.95, 1))
			.report();
	}

}
