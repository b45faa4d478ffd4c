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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.knowm.xchart.internal.chartpart.Chart;

/**
 * The page in Markdown, with its pictures beside it.
 */
public final class Report {

	private static final String INTRODUCTION = """
			# Performance

			Larder beside what one could use instead. This page and its pictures are written by `bin/benchmark`, which anyone can run.

			How to read it: the machine is small and noisy, so that absolute times mean little. What counts are ratios. Peers ran in turn, \
			in short slices and in random order, and a ratio is that of two slices of the same round; given are the median over the \
			rounds and, in brackets, the first and third quartile. A ratio of throughputs above 1 means faster than what it is compared \
			with. Differences that the quartiles span mean nothing.""";

	private static final String QUICK = "**Some of this was measured with `--quick`, to see that it works: its figures say little.**";

	private static final String IMAGES = "images";

	private final Path folder;

	public Report(Path folder) {
		this.folder = folder;
	}

	/**
	 * Writes the page and its pictures.
	 * @param measurements what to report, in this order
	 * @return the page
	 * @throws IOException if it cannot be written
	 */
	public Path write(List<Measurement> measurements) throws IOException {
		List<String> parts = new ArrayList<>(List.of(INTRODUCTION));
		if (measurements.stream().anyMatch(Measurement::quick)) {
			parts.add(QUICK);
		}
		if (!measurements.isEmpty()) {
			parts.add("## Bars");
			parts.add(bars(measurements));
			for (Measurement measurement : measurements) {
				parts.add("## " + measurement.result().title());
				for (Block block : measurement.result().blocks()) {
					parts.add(write(block));
				}
			}
			parts.add("## Where it was measured");
			parts.add(environment(measurements.get(measurements.size() - 1).environment()));
			parts.add(suites(measurements));
		}
		Path page = Files.createDirectories(this.folder).resolve("performance.md");
		return Files.writeString(page, String.join("\n\n", parts) + "\n");
	}

	private String write(Block block) throws IOException {
		if (block instanceof Block.Heading heading) {
			return "### " + heading.text();
		}
		if (block instanceof Block.Text text) {
			return text.markdown();
		}
		if (block instanceof Block.Table table) {
			return table("---:", table.header(), table.rows());
		}
		if (block instanceof Block.BarChart chart) {
			return image(chart.title(), chart.file(), Charts.draw(chart));
		}
		Block.LineChart chart = (Block.LineChart) block;
		return image(chart.title(), chart.file(), Charts.draw(chart));
	}

	private String image(String title, String name, Chart<?, ?> chart) throws IOException {
		String file = name + ".svg";
		Charts.write(chart, Files.createDirectories(this.folder.resolve(IMAGES)).resolve(file));
		return "![" + title + "](" + IMAGES + "/" + file + ")";
	}

	private static String bars(List<Measurement> measurements) {
		List<List<String>> rows = measurements.stream()
			.flatMap((measurement) -> measurement.result().bars().stream())
			.map((bar) -> List.of(bar.work(), bar.bound(), bar.measured(), bar.holds() ? "yes" : "**no**",
					Objects.requireNonNullElse(bar.remark(), "")))
			.toList();
		return table("---", List.of("work", "bar", "measured", "holds", "remark"), rows);
	}

	private static String environment(Environment environment) {
		return table("---", List.of("what", "which"),
				environment.facts()
					.entrySet()
					.stream()
					.map((fact) -> List.of(fact.getKey(), fact.getValue()))
					.toList());
	}

	private static String suites(List<Measurement> measurements) {
		return table("---", List.of("suite", "measured on", "effort", "took", "of"),
				measurements.stream()
					.map((measurement) -> List.of(measurement.result().title(), measurement.date().toString(),
							measurement.quick() ? "quick" : "full", measurement.seconds() + " s",
							measurement.environment().facts().getOrDefault("Larder", "")))
					.toList());
	}

	private static String table(String alignment, List<String> header, List<List<String>> rows) {
		StringBuilder text = new StringBuilder(line(header)).append("\n|---");
		text.append(("|" + alignment).repeat(header.size() - 1)).append('|');
		rows.forEach((row) -> text.append('\n').append(line(row)));
		return text.toString();
	}

	private static String line(List<String> cells) {
		return cells.stream()
			.map((cell) -> cell.replace("|", "\\|").replace("\n", " "))
			.collect(Collectors.joining(" | ", "| ", " |"));
	}

}
