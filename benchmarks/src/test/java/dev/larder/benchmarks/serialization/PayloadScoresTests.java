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
package dev.larder.benchmarks.serialization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.payload.Payload;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PayloadScores}.
 */
class PayloadScoresTests {

	private static final List<String> NAMES = List.of(Codecs.JSON, Codecs.JDK);

	@Test
	void timesAreOfOneValueAndRatiosOfThroughputs() {
		// 31,250 batches of 32 values a second are a value a microsecond
		Scores encoding = scores(62_500, 31_250, 0);
		PayloadScores scores = new PayloadScores(Payload.POJO, NAMES, List.of(105.4, 160.0), encoding,
				scores(31_250, 125_000, 0));
		assertThat(scores.table().rows()).containsExactly(
				List.of(Codecs.JSON, "105", "0.50", "2.00x [2.00, 2.00]", "1.00", "0.25x [0.25, 0.25]"),
				List.of(Codecs.JDK, "160", "1.00", "1", "0.25", "1"));
	}

	@Test
	void aSerializerThatFailsHasNoFigures() {
		assertThatIllegalStateException()
			.isThrownBy(
					() -> new PayloadScores(Payload.POJO, NAMES, List.of(1.0, 1.0), scores(1, 1, 0), scores(1, 1, 3)))
			.withMessageContaining(Codecs.JSON);
	}

	@Test
	void chartsHaveASeriesForEachKindOfValue() {
		PayloadScores scores = new PayloadScores(Payload.LIST, NAMES, List.of(1.0, 1.0), scores(20, 10, 0),
				scores(10, 20, 0));
		SerializationCharts charts = new SerializationCharts(List.of(scores));
		assertThat(charts.encoding().series()).singleElement()
			.satisfies((series) -> assertThat(series.values()).containsExactly(2.0, 1.0));
		assertThat(charts.decoding().series()).singleElement()
			.satisfies((series) -> assertThat(series.values()).containsExactly(0.5, 1.0));
	}

	private static Scores scores(double json, double jdk, long failures) {
		Map<String, Score> scores = new LinkedHashMap<>();
		scores.put(Codecs.JSON, new Score(List.of(json), failures, 0, 0));
		scores.put(Codecs.JDK, new Score(List.of(jdk), 0, 0, 0));
		return new Scores(scores);
	}

}
