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

import dev.larder.benchmarks.result.LineChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * Draws charts with lines.
 */
final class LineCharts {

	private static final int WIDTH = 860;

	private static final int HEIGHT = 440;

	private static final String NUMBERS = "#,##0.##";

	private LineCharts() {
	}

	static XYChart draw(LineChart description) {
		XYChart chart = new XYChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(description.title())
			.xAxisTitle(description.horizontal())
			.yAxisTitle(description.vertical())
			.build();
		Theme.apply(chart.getStyler());
		chart.getStyler().setXAxisLogarithmic(description.horizontalLogarithmic());
		chart.getStyler().setYAxisLogarithmic(description.verticalLogarithmic());
		chart.getStyler().setXAxisDecimalPattern(NUMBERS);
		chart.getStyler().setYAxisDecimalPattern(NUMBERS);
		if (!description.verticalLogarithmic()) {
			chart.getStyler().setYAxisMin(0.0);
		}
		chart.getStyler().setMarkerSize(7);
		description.series().forEach((series) -> chart.addSeries(series.name(), series.x(), series.y()));
		return chart;
	}

}
