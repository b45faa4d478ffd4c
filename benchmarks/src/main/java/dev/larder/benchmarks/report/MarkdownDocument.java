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

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Block;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.LineChart;
import dev.larder.benchmarks.result.Measurement;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.result.Text;

/**
 * Measurements as Markdown.
 */
final class MarkdownDocument {

	private static final String INTRODUCTION = """
			# Performance

			Larder beside what one could use instead. This page and its pictures are written by `bin/benchmark`, which anyone can run.

			How to read it: the machine is small and noisy, so that absolute times mean little. What counts are ratios. Peers ran in turn, \
			in short slices and in random order, and a ratio is that of two slices of the same round; given are the median over the \
			rounds and, in brackets, the first and third quartile. A ratio of throughputs above 1 means faster than what it is compared \
			with. Differences that the quartiles span mean nothing.
			""";

	private final String images;

	MarkdownDocument(String images) {
		this.images = images;
	}

	String text(List<Measurement> measurements) {
		List<String> parts = new ArrayList<>();
		parts.add(INTRODUCTION.strip());
		if (measurements.stream().anyMatch(Measurement::quick)) {
			parts.add("**Some of this was measured with `--quick`, to see that it works: its figures say little.**");
		}
		if (!measurements.isEmpty()) {
			parts.add("## Bars");
			parts.add(bars(measurements));
			measurements.forEach((measurement) -> parts.addAll(section(measurement)));
			parts.add("## Where it was measured");
			parts.add(environment(measurements.get(measurements.size() - 1)));
			parts.add(suites(measurements));
		}
		return String.join("\n\n", parts) + "\n";
	}

	private static String bars(List<Measurement> measurements) {
		List<List<String>> rows = new ArrayList<>();
		for (Measurement measurement : measurements) {
			for (Bar bar : measurement.result().bars()) {
				String remark = bar.remark();
				rows.add(List.of(bar.work(), bar.bound(), bar.measured(), bar.holds() ? "yes" : "**no**",
						(remark != null) ? remark : ""));
			}
		}
		return new MarkdownTable(List.of("work", "bar", "measured", "holds", "remark"), rows).withTextOnly().text();
	}

	private List<String> section(Measurement measurement) {
		List<String> parts = new ArrayList<>();
		parts.add("## " + measurement.result().title());
		measurement.result().blocks().forEach((block) -> parts.add(text(block)));
		return parts;
	}

	private String text(Block block) {
		if (block instanceof Heading heading) {
			return "### " + heading.text();
		}
		if (block instanceof Text text) {
			return text.markdown();
		}
		if (block instanceof Table table) {
			return new MarkdownTable(table.header(), table.rows()).text();
		}
		if (block instanceof BarChart chart) {
			return image(chart.title(), chart.file());
		}
		LineChart chart = (LineChart) block;
		return image(chart.title(), chart.file());
	}

	private String image(String title, String file) {
		return "![" + title + "](" + this.images + "/" + file + ".svg)";
	}

	private static String environment(Measurement measurement) {
		List<List<String>> rows = measurement.environment()
			.facts()
			.entrySet()
			.stream()
			.map((fact) -> List.of(fact.getKey(), fact.getValue()))
			.toList();
		return new MarkdownTable(List.of("what", "which"), rows).withTextOnly().text();
	}

	private static String suites(List<Measurement> measurements) {
		List<List<String>> rows = measurements.stream()
			.map((measurement) -> List.of(measurement.result().title(), measurement.date().toString(),
					measurement.quick() ? "quick" : "full", measurement.seconds() + " s",
					measurement.environment().facts().getOrDefault("Larder", "")))
			.toList();
		return new MarkdownTable(List.of("suite", "measured on", "effort", "took", "of"), rows).withTextOnly().text();
	}

}
