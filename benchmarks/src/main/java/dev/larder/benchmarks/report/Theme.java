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

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/**
 * What all charts look like.
 */
final class Theme {

	/**
	 * Colours that people who cannot tell some colours apart can tell apart, of Okabe and
	 * Ito, "Color Universal Design" (2008), without black and yellow.
	 */
	private static final Color[] COLOURS = { new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73),
			new Color(0xCC79A7), new Color(0x56B4E9), new Color(0xD55E00), new Color(0x777777), new Color(0x332288) };

	private static final Color GRID = new Color(0xDDDDDD);

	private Theme() {
	}

	static void apply(AxesChartStyler styler) {
		styler.setSeriesColors(COLOURS);
		styler.setBaseFont(font(Font.PLAIN, 12));
		styler.setChartTitleFont(font(Font.BOLD, 14));
		styler.setChartTitleBoxVisible(false);
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setChartPadding(12);
		styler.setPlotBorderVisible(false);
		styler.setPlotContentSize(0.95);
		styler.setLegendFont(font(Font.PLAIN, 12));
		styler.setLegendBorderColor(Color.WHITE);
		styler.setLegendPosition(Styler.LegendPosition.OutsideS);
		styler.setLegendLayout(Styler.LegendLayout.Horizontal);
		styler.setAxisTitleFont(font(Font.PLAIN, 12));
		styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
		styler.setPlotGridLinesColor(GRID);
		styler.setPlotGridLinesStroke(new BasicStroke(1));
	}

	private static Font font(int style, int size) {
		return new Font(Font.SANS_SERIF, style, size);
	}

}
