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

import dev.larder.benchmarks.result.BarChart;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;

/**
 * Draws charts with bars.
 */
final class BarCharts {

	private static final int WIDTH = 860;

	private static final int FRAME_HEIGHT = 130;

	private static final int BAR_HEIGHT = 18;

	private static final int GAP = 14;

	private BarCharts() {
	}

	static HorizontalBarChart draw(BarChart description) {
		int bars = description.names().size() * description.series().size();
		HorizontalBarChart chart = new HorizontalBarChartBuilder().width(WIDTH)
			.height(FRAME_HEIGHT + bars * BAR_HEIGHT + description.names().size() * GAP)
			.title(description.title())
			.xAxisTitle(description.axis())
			.build();
		Theme.apply(chart.getStyler());
		chart.getStyler().setLegendVisible(description.series().size() > 1);
		chart.getStyler().setAvailableSpaceFill(0.8);
		chart.getStyler().setLabelsVisible(true);
		chart.getStyler().setPlotGridHorizontalLinesVisible(false);
		// Every name is shown, as there is room for it. XChart takes the hint of the
		// other
		// axis
		chart.getStyler().setXAxisTickMarkSpacingHint(BAR_HEIGHT);
		description.series().forEach((series) -> chart.addSeries(series.name(), series.values(), description.names()));
		return chart;
	}

}
