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

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.result.LineChart;

/**
 * A chart with a line for each contender: its cost by what grows.
 *
 * @param growth what is shown
 */
record GrowthChart(Growth growth) {

	LineChart chart(String file, String title, String operation) {
		return new LineChart(file, title, this.growth.quantity(), this.growth.cost().unit() + " per " + operation, true,
				true, this.growth.comparison().contenders().stream().map(this::series).toList());
	}

	private LineChart.Series series(String contender) {
		List<Double> x = new ArrayList<>();
		List<Double> y = new ArrayList<>();
		List<String> settings = List.copyOf(this.growth.comparison().settings().keySet());
		for (int i = 0; i < settings.size(); i++) {
			Score score = this.growth.comparison().score(contender, settings.get(i));
			// There is no place for infinity, nor for what has never worked
			if (score != null && score.throughput().median() > 0) {
				x.add(this.growth.values().get(i));
				y.add(this.growth.cost().of(score));
			}
		}
		return new LineChart.Series(contender, x, y);
	}

}
