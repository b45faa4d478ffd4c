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

import dev.larder.benchmarks.measure.Quartiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Comparison}.
 */
class ComparisonTests {

	@Test
	void referenceComesFirst() {
		assertThat(SomeComparison.against("slow").contenders()).containsExactly("slow", "fast");
		assertThat(SomeComparison.against("fast").contenders()).containsExactly("fast", "slow");
	}

	@Test
	void ratioIsOfThroughputs() {
		assertThat(SomeComparison.against("slow").ratio("fast", "1 thread")).isEqualTo(new Quartiles(2, 2, 2));
	}

	@Test
	void thereIsNoRatioToWhatDidNotTakePart() {
		assertThat(SomeComparison.against("slow").ratio("fast", "8 threads")).isNull();
	}

	@Test
	void anotherReferenceTurnsRatiosRound() {
		assertThat(SomeComparison.against("slow").against("fast").ratio("slow", "1 thread"))
			.isEqualTo(new Quartiles(0.5, 0.5, 0.5));
	}

	@Test
	void contendersInAllSettingsLeavesOthersOut() {
		assertThat(SomeComparison.against("fast").contendersInAllSettings()).isEqualTo(List.of("fast"));
	}

	@Test
	void settingsKeepTheirOrder() {
		Comparison comparison = Comparison.with("a")
			.and("z", SomeComparison.scores(Map.of()))
			.and("b", SomeComparison.scores(Map.of()));
		assertThat(comparison.settings().keySet()).containsExactly("z", "b");
	}

	@Test
	void unknownSettingIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> SomeComparison.complete().score("slow", "none"))
			.withMessageContaining("none");
	}

}
