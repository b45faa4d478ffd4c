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

package dev.larder.admin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link TimeAverages} and {@link Series}.
 */
class TimeAveragesTests {

	private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

	private final TimeAverages averages = new TimeAverages(Duration.ofMinutes(1));

	private static Point point(double from, double to, Map<Figure, Double> figures) {
		return new Point(START.plusMillis((long) (from * 1000)), START.plusMillis((long) (to * 1000)),
				Figures.of(figures));
	}

	private static Point hits(double from, double to, double hits) {
		return point(from, to, Map.of(Figure.HITS, hits));
	}

	private Double at(int minute) {
		Figures figures = this.averages.at(START.plusSeconds(minute * 60L));
		return (figures != null) ? figures.get(Figure.HITS) : null;
	}

	@Test
	void pointsCountByTheirTime() {
		this.averages.add(hits(0, 10, 6));
		this.averages.add(hits(10, 60, 12));
		assertThat(at(0)).isEqualTo(11);
	}

	@Test
	void pointCountsInEveryStepItOverlaps() {
		this.averages.add(hits(0, 45, 10));
		this.averages.add(hits(45, 75, 20));
		assertThat(at(0)).isEqualTo(12.5);
		assertThat(at(1)).isEqualTo(20);
	}

	@Test
	void gapsStayGaps() {
		this.averages.add(hits(0, 10, 6));
		this.averages.add(hits(130, 140, 6));
		assertThat(at(1)).isNull();
	}

	@Test
	void unknownTimeDoesNotCount() {
		this.averages.add(hits(0, 10, 6));
		this.averages.add(point(10, 60, Map.of(Figure.HITS, Double.NaN, Figure.ITEMS, 4.0)));
		assertThat(at(0)).isEqualTo(6);
		assertThat(this.averages.at(START).get(Figure.ITEMS)).isEqualTo(4);
	}

	@Test
	void stepWithNothingButUnknownsIsUnknown() {
		this.averages.add(hits(0, 10, Double.NaN));
		assertThat(this.averages.at(START)).isNull();
	}

	@Test
	void overallIsWeightedByTimeToo() {
		this.averages.add(hits(0, 30, 10));
		this.averages.add(hits(60, 120, 40));
		assertThat(this.averages.overall().get(Figure.HITS)).isCloseTo(30, within(1e-9));
		this.averages.forgetBefore(START.plusSeconds(90));
		assertThat(this.averages.overall().get(Figure.HITS)).isEqualTo(40);
		this.averages.forgetBefore(START.plusSeconds(121));
		assertThat(this.averages.isEmpty()).isTrue();
	}

	/**
	 * The interval jitters, so that a step may have two samples, and the next one none.
	 */
	@Test
	void jitterMakesNoGaps() {
		Series series = Series.of(List.of(hits(0.5, 10.2, 1), hits(10.2, 19.9, 1), hits(19.9, 30.7, 1)), START,
				START.plusSeconds(40), Duration.ofSeconds(10));
		assertThat(series.times()).hasSize(4);
		assertThat(series.figures()).extracting((figures) -> (figures != null) ? figures.get(Figure.HITS) : null)
			.containsExactly(1.0, 1.0, 1.0, 1.0);
	}

}
