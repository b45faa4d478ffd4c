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

package dev.larder.benchmarks.roundtrip;

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Traffic;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.report.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RoundTripSuite}.
 */
class RoundTripSuiteTests {

	private final List<Block> blocks = RoundTripSuite
		.report(Map.of(Peer.RAW_SOCKET,
				Map.of(RoundTripSuite.Operation.HIT, new Traffic(Map.of("get", 1.001, "set", 0.02), 23.4, 1577.0),
						RoundTripSuite.Operation.PUT, new Traffic(Map.of("get", 2.0, "set", 1.5), 100, -0.3))),
				300)
		.blocks();

	@Test
	void whatAPeerCannotDoIsAGap() {
		assertThat(row(0)).containsExactly("socket, raw", "1", "–", "3.50", "–", "–", "–");
	}

	@Test
	void kindsLeaveOutWhatHardlyHappens() {
		assertThat(row(1)).containsExactly("socket, raw", "get", "–", "2 get, 1.50 set", "–", "–", "–");
	}

	@Test
	void bytesAreWholeAndNotNegative() {
		assertThat(row(2)).containsExactly("socket, raw", "23 / 1,577", "–", "100 / 0", "–", "–", "–");
	}

	@Test
	void chartHasABarForEachOperation() {
		assertThat(this.blocks).filteredOn(Block.BarChart.class::isInstance)
			.singleElement()
			.isInstanceOfSatisfying(Block.BarChart.class, (chart) -> {
				assertThat(chart.names()).containsExactly("socket, raw");
				assertThat(chart.series().get(1)).isEqualTo(new Block.Bars("put", List.of(3.5)));
			});
	}

	@ParameterizedTest
	@CsvSource({ "0.97, 1", "1.04, 1", "1.06, 1.06", "-0.01, 0", "6.999, 7" })
	void countsAreWholeWhereTheyNearlyAre(double value, String text) {
		assertThat(RoundTripSuite.count(value)).isEqualTo(text);
	}

	private List<String> row(int table) {
		return this.blocks.stream()
			.filter(Block.Table.class::isInstance)
			.map(Block.Table.class::cast)
			.toList()
			.get(table)
			.rows()
			.get(0);
	}

}
