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
package dev.larder.benchmarks.presentation;

import java.util.List;

import dev.larder.benchmarks.result.BarChart;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RatioTable}, {@link LatencyTable} and {@link RatioChart}.
 */
class ComparisonTablesTests {

	@Test
	void ratioTableHasOperationsPerSecondOfTheReferenceAlone() {
		assertThat(new RatioTable(SomeComparison.complete()).table("peer").rows())
			.containsExactly(List.of("slow", "1 (1,000 ops/s)"), List.of("fast", "2.00x [2.00, 2.00]"));
	}

	@Test
	void ratioTableHasAColumnForEachSettingAndGaps() {
		RatioTable table = new RatioTable(SomeComparison.against("fast"));
		assertThat(table.table("peer").header()).containsExactly("peer", "1 thread", "8 threads");
		assertThat(table.table("peer").rows().get(1)).containsExactly("slow", "0.50x [0.50, 0.50]", "–");
	}

	@Test
	void latencyTableHasPercentilesAndTheSumOfFailures() {
		assertThat(new LatencyTable(SomeComparison.against("fast")).table("peer").rows())
			.containsExactly(List.of("fast", "12 / 568", "12 / 568", "7"), List.of("slow", "12 / 568", "–", "0"));
	}

	@Test
	void chartHasMediansOfThoseWhoTookPartInAllSettings() {
		BarChart chart = new RatioChart(SomeComparison.against("fast")).chart("file", "title");
		assertThat(chart.names()).containsExactly("fast");
		assertThat(chart.series()).containsExactly(new BarChart.Series("1 thread", List.of(1.0)),
				new BarChart.Series("8 threads", List.of(1.0)));
	}

}
