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

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Scored;
import dev.larder.benchmarks.report.Block;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Growth}.
 */
class GrowthTests {

	private final Growth growth = Growth.inNanos("entries", 1000, "raw");

	GrowthTests() {
		this.growth.add(10, "ten", Map.of("raw", Scored.score(20_000, 0), "own", Scored.score(10_000, 1)));
		this.growth.add(100, "hundred", Map.of("raw", Scored.score(5_000, 2)));
	}

	@Test
	void tableHasARowForEachValue() {
		Block.Table table = this.growth.table();
		assertThat(table.header()).containsExactly("entries", "raw, ns", "own, ns", "failures");
		assertThat(table.rows()).containsExactly(List.of("ten", "50.0", "100, 0.50x [0.50, 0.50]", "1"),
				List.of("hundred", "200", "–", "2"));
	}

	@Test
	void linesEndWhereAContenderDidNotTakePart() {
		Block.LineChart chart = this.growth.chart("file", "title", "hit");
		assertThat(chart.vertical()).isEqualTo("ns per hit");
		assertThat(chart.series()).containsExactly(new Block.Line("raw", List.of(10.0, 100.0), List.of(50.0, 200.0)),
				new Block.Line("own", List.of(10.0), List.of(100.0)));
	}

	@Test
	void whatNeverWorkedIsNotDrawn() {
		Growth broken = Growth.inMicros("bytes", 1, "raw");
		broken.add(10, "ten", Map.of("raw", Scored.score(0, 9)));
		assertThat(broken.chart("file", "title", "put").series().get(0).x()).isEmpty();
	}

	@Test
	void costOfSeveralThreadsIsThatOfOne() {
		assertThat(Growth.inMicros("servers", 8, "raw").cost(Scored.score(8_000, 0))).isEqualTo(1000);
	}

}
