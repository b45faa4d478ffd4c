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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Block;
import dev.larder.benchmarks.result.LineChart;
import dev.larder.benchmarks.result.Measurement;

/**
 * Writes measurements as a Markdown file with pictures beside it.
 */
public final class Report {

	private static final String FILE = "performance.md";

	private static final String IMAGES = "images";

	private final Path folder;

	/**
	 * Creates a report.
	 * @param folder where it goes; is created if it does not exist
	 */
	public Report(Path folder) {
		this.folder = folder;
	}

	/**
	 * Writes the report, replacing any other, and the pictures.
	 * @param measurements what was measured, in this order
	 * @return the file
	 * @throws IOException if it cannot be written
	 */
	public Path write(List<Measurement> measurements) throws IOException {
		Path images = Files.createDirectories(this.folder.resolve(IMAGES));
		for (Block block : blocks(measurements).toList()) {
			if (block instanceof BarChart chart) {
				SvgFile.write(BarCharts.draw(chart), images.resolve(chart.file() + ".svg"));
			}
			else if (block instanceof LineChart chart) {
				SvgFile.write(LineCharts.draw(chart), images.resolve(chart.file() + ".svg"));
			}
		}
		Path file = this.folder.resolve(FILE);
		Files.writeString(file, new MarkdownDocument(IMAGES).text(measurements));
		return file;
	}

	private static Stream<Block> blocks(List<Measurement> measurements) {
		return measurements.stream().flatMap((measurement) -> measurement.result().blocks().stream());
	}

}
