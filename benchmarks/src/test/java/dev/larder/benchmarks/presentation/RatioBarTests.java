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
import java.util.Map;

import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.result.Bar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RatioBar}.
 */
class RatioBarTests {

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
		Comparison comparison = Comparison.with("other")
			.and("1 thread", SomeComparison.scores(Map.of("own", new Score(List.of(throughputs), 2, 12_340, 567_800),
					"raw", new Score(List.of(1.0, 1.0, 1.0, 1.0, 1.0), 0, 12_340, 567_800))));
		return new RatioBar(comparison, "own", "raw", 0.95).bar("hit", "1 thread");
	}

}
