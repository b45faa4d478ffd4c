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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Quartiles}.
 */
class QuartilesTests {

	@Test
	void figuresNeedNotBeSorted() {
		assertThat(Quartiles.of(List.of(5.0, 1.0, 3.0, 2.0, 4.0))).isEqualTo(new Quartiles(2, 3, 4));
	}

	@Test
	void betweenNeighboursIsInterpolated() {
		assertThat(Quartiles.of(List.of(1.0, 2.0))).isEqualTo(new Quartiles(1.25, 1.5, 1.75));
	}

	@Test
	void oneFigureIsAllQuartiles() {
		assertThat(Quartiles.of(List.of(7.0))).isEqualTo(new Quartiles(7, 7, 7));
	}

	@Test
	void ratiosAreOfFiguresOfTheSameRound() {
		assertThat(Quartiles.ofRatios(List.of(1.0, 20.0, 300.0), List.of(1.0, 10.0, 100.0)))
			.isEqualTo(new Quartiles(1.5, 2, 2.5));
	}

	@Test
	void ratiosNeedAsManyReferences() {
		assertThatIllegalArgumentException().isThrownBy(() -> Quartiles.ofRatios(List.of(1.0), List.of(1.0, 2.0)));
	}

	@Test
	void largeFactorsHaveNoDecimals() {
		assertThat(new Quartiles(0.5, 12.34, 123.4).asFactor()).isEqualTo("12.3x [0.50, 123]");
	}

	@Test
	void differencesHaveASignAndAreOfTheSameRound() {
		Quartiles differences = Quartiles.ofDifferences(List.of(1100.0, 3300.0, 2200.0),
				List.of(1000.0, 3000.0, 2000.0));
		assertThat(differences).isEqualTo(new Quartiles(150, 200, 250));
		assertThat(differences.asDifference()).isEqualTo("+200 [150, 250]");
		assertThat(Quartiles.of(List.of(Double.NaN)).asDifference()).isEqualTo("not known");
	}

}
