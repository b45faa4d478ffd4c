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

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.result.BarChart;
import org.jspecify.annotations.Nullable;

/**
 * A chart of throughputs as multiples of the reference's: a group of bars for each
 * contender that took part in all settings, a bar for each setting.
 *
 * @param comparison what is shown
 */
public record RatioChart(Comparison comparison) {

	/**
	 * Returns the chart.
	 * @param file the name of its file, without the ending
	 * @param title what it shows
	 * @return the chart
	 */
	public BarChart chart(String file, String title) {
		List<String> names = this.comparison.contendersInAllSettings();
		List<BarChart.Series> series = this.comparison.settings()
			.keySet()
			.stream()
			.map((setting) -> new BarChart.Series(setting,
					names.stream().map((name) -> median(this.comparison.ratio(name, setting))).toList()))
			.toList();
		return new BarChart(file, title, "throughput, as a multiple of " + this.comparison.reference(), names, series);
	}

	private static double median(@Nullable Quartiles ratio) {
		return (ratio != null) ? ratio.median() : 0;
	}

}
