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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Comparison}.
 */
class ComparisonTests {

	@Test
	void referenceComesFirst() {
		assertThat(Scored.against("slow").contenders()).containsExactly("slow", "fast");
		assertThat(Scored.against("fast").contenders()).containsExactly("fast", "slow");
	}

	@Test
	void ratioIsOfThroughputs() {
		assertThat(Scored.against("slow").ratio("fast", "1 thread")).isEqualTo(new Quartiles(2, 2, 2));
	}

	@Test
	void thereIsNoRatioToWhatDidNotTakePart() {
		assertThat(Scored.against("slow").ratio("fast", "8 threads")).isNull();
	}

	@Test
	void anotherReferenceTurnsRatiosRound() {
		assertThat(Scored.against("slow").against("fast").ratio("slow", "1 thread"))
			.isEqualTo(new Quartiles(0.5, 0.5, 0.5));
	}

	@Test
	void settingsKeepTheirOrder() {
		Map<String, Map<String, Score>> settings = new LinkedHashMap<>();
		settings.put("z", Map.of());
		settings.put("b", Map.of());
		assertThat(new Comparison("a", settings).settings().keySet()).containsExactly("z", "b");
	}

	@Test
	void unknownSettingIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> Scored.against("slow").score("slow", "none"))
			.withMessageContaining("none");
	}

	@Test
	void ratiosHaveOperationsPerSecondOfTheReferenceAloneAndGaps() {
		Block.Table table = Scored.against("fast").ratios("peer");
		assertThat(table.header()).containsExactly("peer", "1 thread", "8 threads");
		assertThat(table.rows()).containsExactly(List.of("fast", "1 (2,000 ops/s)", "1 (5,000 ops/s)"),
				List.of("slow", "0.50x [0.50, 0.50]", "–"));
	}

	@Test
	void latenciesArePercentilesWithTheSumOfFailures() {
		assertThat(Scored.against("fast").latencies("peer").rows())
			.containsExactly(List.of("fast", "12 / 568", "12 / 568", "7"), List.of("slow", "12 / 568", "–", "0"));
	}

	@Test
	void chartHasMediansOfThoseWhoTookPartInAllSettings() {
		Block.BarChart chart = Scored.against("fast").chart("file", "title");
		assertThat(chart.names()).containsExactly("fast");
		assertThat(chart.series()).containsExactly(new Block.Bars("1 thread", List.of(1.0)),
				new Block.Bars("8 threads", List.of(1.0)));
	}

	@Test
	void barThatIsClearlyMetNeedsNoRemark() {
		assertThat(bar(2.0, 2.0, 2.0, 2.0, 2.0))
			.isEqualTo(new Bar("hit", "at least 0.95x raw", "2.00x [2.00, 2.00]", true, null));
	}

	@Test
	void medianDecides() {
		Bar bar = bar(0.5, 0.6, 0.95, 1.2, 1.3);
		assertThat(bar.holds()).isTrue();
		assertThat(bar.remark()).contains("below");
	}

	@Test
	void missedBarWithinTheQuartilesIsCalledSo() {
		Bar bar = bar(0.5, 0.6, 0.9, 1.2, 1.3);
		assertThat(bar.holds()).isFalse();
		assertThat(bar.remark()).startsWith("More than a quarter").contains("12 / 568 µs", "2 operations failed");
	}

	@Test
	void barThatIsClearlyMissedIsCalledSo() {
		assertThat(bar(0.5, 0.5, 0.5, 0.5, 0.5).remark()).startsWith("Fewer than a quarter");
	}

	private static Bar bar(Double... throughputs) {
		Score own = new Score(List.of(throughputs), 2, 12_340, 567_800);
		Score raw = new Score(List.of(1.0, 1.0, 1.0, 1.0, 1.0), 0, 12_340, 567_800);
		return new Comparison("raw", Map.of("1 thread", Map.of("own", own, "raw", raw))).bar("hit", "own", "1 thread",
				0.95);
	}

}
