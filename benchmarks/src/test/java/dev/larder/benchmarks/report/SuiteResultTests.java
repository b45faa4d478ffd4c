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

package dev.larder.benchmarks.report;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SuiteResult}.
 */
class SuiteResultTests {

	private final Block.BarChart chart = new Block.BarChart("weight", "Weight", "g", List.of(), List.of());

	@Test
	void partsStandWhereTheWordsWantThem() {
		SuiteResult result = SuiteResult.of(SuiteResultTests.class, List.of(),
				Map.of("count", 2, "slices", List.of(List.of("thin", "3"), List.of("thick", "9")), "chart", this.chart,
						"charts", List.of(this.chart, this.chart), "nothing", List.of()));
		assertThat(result.title()).isEqualTo("Bread");
		assertThat(result.blocks()).containsExactly(new Block.Heading("The 2 slices"),
				new Block.Text("There are 2 of them, as *many* as there have to be."),
				new Block.Table(List.of("", "mm"), List.of(List.of("thin", "3"), List.of("thick", "9"))), this.chart,
				this.chart, this.chart);
	}

	@Test
	void partThatIsMissingIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SuiteResult.of(SuiteResultTests.class, List.of(), Map.of("count", 2)))
			.withMessageContaining("slices");
	}

}
