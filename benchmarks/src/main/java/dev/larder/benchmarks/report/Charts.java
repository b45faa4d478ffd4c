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
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Draws charts, and writes them as SVG.
 */
final class Charts {

	private static final int WIDTH = 860;

	private static final int LINES_HEIGHT = 440;

	private static final int BAR_HEIGHT = 18;

	private static final Color[] COLOURS = { new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73),
			new Color(0xCC79A7), new Color(0x56B4E9), new Color(0xD55E00), new Color(0x777777), new Color(0x332288) };

	private static final String NUMBERS = "#,##0.##";

	private static final String NAMESPACE = "http://www.w3.org/2000/svg";

	private Charts() {
	}

	static HorizontalBarChart draw(Block.BarChart description) {
		int names = description.names().size();
		HorizontalBarChart chart = new HorizontalBarChartBuilder().width(WIDTH)
			.height(130 + names * (description.series().size() * BAR_HEIGHT + 14))
			.title(description.title())
			.xAxisTitle(description.axis())
			.build();
		style(chart.getStyler());
		chart.getStyler().setLegendVisible(description.series().size() > 1);
		chart.getStyler().setAvailableSpaceFill(0.8);
		chart.getStyler().setLabelsVisible(true);
		chart.getStyler().setPlotGridHorizontalLinesVisible(false);
		// There is room for every name. XChart takes the hint of the other axis
		chart.getStyler().setXAxisTickMarkSpacingHint(BAR_HEIGHT);
		description.series().forEach((series) -> chart.addSeries(series.name(), series.values(), description.names()));
		return chart;
	}

	static XYChart draw(Block.LineChart description) {
		XYChart chart = new XYChartBuilder().width(WIDTH)
			.height(LINES_HEIGHT)
			.title(description.title())
			.xAxisTitle(description.horizontal())
			.yAxisTitle(description.vertical())
			.build();
		style(chart.getStyler());
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

	private static void style(AxesChartStyler styler) {
		Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
		styler.setSeriesColors(COLOURS);
		styler.setBaseFont(font);
		styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
		styler.setChartTitleBoxVisible(false);
		styler.setChartBackgroundColor(Color.WHITE);
		styler.setChartPadding(12);
		styler.setPlotBorderVisible(false);
		styler.setPlotContentSize(0.95);
		styler.setLegendFont(font);
		styler.setLegendBorderColor(Color.WHITE);
		styler.setLegendPosition(Styler.LegendPosition.OutsideS);
		styler.setLegendLayout(Styler.LegendLayout.Horizontal);
		styler.setAxisTitleFont(font);
		styler.setAxisTickLabelsFont(font);
		styler.setPlotGridLinesColor(new Color(0xDDDDDD));
		styler.setPlotGridLinesStroke(new BasicStroke(1));
	}

	static void write(Chart<?, ?> chart, Path file) throws IOException {
		Document document = emptyDocument();
		SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
		context.setComment(null);
		context.setPrecision(1);
		SVGGraphics2D graphics = new SVGGraphics2D(context, false);
		chart.paint(graphics, chart.getWidth(), chart.getHeight());
		Element root = graphics.getRoot();
		root.setAttributeNS(null, "width", String.valueOf(chart.getWidth()));
		root.setAttributeNS(null, "height", String.valueOf(chart.getHeight()));
		root.setAttributeNS(null, "viewBox", "0 0 " + chart.getWidth() + " " + chart.getHeight());
		// Text is drawn as outlines, which screen readers and searches do not see
		Element title = document.createElementNS(NAMESPACE, "title");
		title.setTextContent(chart.getTitle());
		root.insertBefore(title, root.getFirstChild());
		try (Writer writer = Files.newBufferedWriter(file)) {
			graphics.stream(root, writer, false, false);
		}
	}

	private static Document emptyDocument() {
		try {
			return DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.getDOMImplementation()
				.createDocument(NAMESPACE, "svg", null);
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
