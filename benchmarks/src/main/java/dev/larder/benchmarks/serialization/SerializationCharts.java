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

import java.util.List;
import java.util.function.Function;

import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.result.BarChart;

/**
 * Charts of all kinds of values.
 *
 * @param scores what was found out about each kind
 */
record SerializationCharts(List<PayloadScores> scores) {

	BarChart encoding() {
		return chart("serialization-write", "Writing values", PayloadScores::encoding);
	}

	BarChart decoding() {
		return chart("serialization-read", "Reading values", PayloadScores::decoding);
	}

	private BarChart chart(String file, String title, Function<PayloadScores, Scores> work) {
		List<String> names = this.scores.get(0).names();
		return new BarChart(file, title, "times as fast as " + Codecs.JDK, names,
				this.scores.stream()
					.map((each) -> new BarChart.Series(each.payload().label(),
							names.stream().map((name) -> work.apply(each).ratio(name, Codecs.JDK).median()).toList()))
					.toList());
	}

}
