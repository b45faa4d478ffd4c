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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.result.LineChart;
import dev.larder.benchmarks.result.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Growth}, {@link GrowthTable}, {@link GrowthChart} and {@link Cost}.
 */
class GrowthTests {

	private final Growth growth = Growth.of("entries", Cost.nanos(1, 1000), "raw")
		.and(10, "ten", scores(Map.of("raw", score(20_000, 0), "own", score(10_000, 1))))
		.and(100, "hundred", scores(Map.of("raw", score(5_000, 2))));

	@Test
	void tableHasARowForEachValue() {
		Table table = new GrowthTable(this.growth).table();
		assertThat(table.header()).containsExactly("entries", "raw, ns", "own, ns", "failures");
		assertThat(table.rows()).containsExactly(List.of("ten", "50.0", "100, 0.50x [0.50, 0.50]", "1"),
				List.of("hundred", "200", "–", "2"));
	}

	@Test
	void linesEndWhereAContenderDidNotTakePart() {
		LineChart chart = new GrowthChart(this.growth).chart("file", "title", "hit");
		assertThat(chart.vertical()).isEqualTo("ns per hit");
		assertThat(chart.series()).containsExactly(
				new LineChart.Series("raw", List.of(10.0, 100.0), List.of(50.0, 200.0)),
				new LineChart.Series("own", List.of(10.0), List.of(100.0)));
	}

	@Test
	void whatNeverWorkedIsNotDrawn() {
		Growth broken = Growth.of("bytes", Cost.micros(1), "raw").and(10, "ten", scores(Map.of("raw", score(0, 9))));
		assertThat(new GrowthChart(broken).chart("file", "title", "put").series().get(0).x()).isEmpty();
	}

	@Test
	void costOfSeveralThreadsIsThatOfOne() {
		assertThat(Cost.micros(8).of(score(8_000, 0))).isEqualTo(1000);
	}

	private static Scores scores(Map<String, Score> scores) {
		return new Scores(new LinkedHashMap<>(scores));
	}

	private static Score score(double throughput, long failures) {
		return new Score(List.of(throughput), failures, 1, 1);
	}

}
