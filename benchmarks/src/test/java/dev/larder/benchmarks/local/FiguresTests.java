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
package dev.larder.benchmarks.local;

import dev.larder.benchmarks.measure.Quartiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Figures}.
 */
class FiguresTests {

	private static final Measurement ONE = Measurement.hit(CacheSubject.LARDER_LOCAL);

	private static final Measurement OTHER = Measurement.hit(CacheSubject.SPRING_CAFFEINE);

	private final Figures figures = new Figures();

	@Test
	void whatTakesHalfTheTimeIsTwiceAsFast() {
		this.figures.add(ONE, new Figure(20, 0));
		this.figures.add(OTHER, new Figure(40, 16));
		assertThat(this.figures.speed(ONE, OTHER)).isEqualTo(new Quartiles(2, 2, 2));
		assertThat(this.figures.bytes(OTHER).median()).isEqualTo(16);
	}

	@Test
	void speedsAreOfTheSameRound() {
		this.figures.add(ONE, new Figure(10, 0));
		this.figures.add(OTHER, new Figure(10, 0));
		this.figures.add(OTHER, new Figure(300, 0));
		this.figures.add(ONE, new Figure(100, 0));
		assertThat(this.figures.speed(ONE, OTHER)).isEqualTo(new Quartiles(1.5, 2, 2.5));
	}

	@Test
	void hitAndMissOfACacheAreDifferent() {
		this.figures.add(ONE, new Figure(10, 0));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.figures.nanos(Measurement.miss(CacheSubject.LARDER_LOCAL)))
			.withMessageContaining("Larder local");
	}

}
