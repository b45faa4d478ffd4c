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

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes charts as SVG.
 */
final class SvgFile {

	private static final String NAMESPACE = "http://www.w3.org/2000/svg";

	private SvgFile() {
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
