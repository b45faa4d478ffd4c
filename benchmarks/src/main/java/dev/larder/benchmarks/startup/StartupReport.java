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
package dev.larder.benchmarks.startup;

import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Text;

/**
 * Says what was found out about starting applications.
 *
 * @param variants what Larder was tried with
 * @param small the starts of the small application
 * @param smallRounds in how many rounds
 * @param sample the starts of the sample application
 * @param sampleRounds in how many rounds
 */
record StartupReport(Variants variants, Starts small, int smallRounds, Starts sample, int sampleRounds) {

	private static final double BOUND = 150;

	SuiteResult result() {
		return SuiteResult.of("Starting an application")
			.with(bar(this.variants.memcachedAbsent(), "memcached"))
			.with(bar(this.variants.tieredAbsent(), "tiered"))
			.with(new Text("Each start is a JVM of its own with `-Xmx512m` and G1. The time is from just before the "
					+ "process is begun until it prints that it has started, seen from outside; the processor time is "
					+ "what all its threads have used by then, and depends less on what else the machine does. All rows start once a "
					+ "round, in random order; differences and ratios are to the first row in the same round, given as "
					+ "the median and the quartiles of all rounds. \"No server\" is a port where connections are "
					+ "refused. The bar counts as met if three of four rounds meet it."))
			.with(new Heading("A small application"))
			.with(new Text("No web server and no database, one bean with an `@Cacheable` method, which is called once "
					+ "after the start; in " + this.smallRounds
					+ " round(s). Without Larder means that its jar is not on " + "the class path at all."))
			.with(new StartsTable(this.small).times(true))
			.with(new StartsTable(this.small).needs())
			.with(chart())
			.with(new Heading("The sample application"))
			.with(new Text(
					"The city atlas with its web server, over a database in a file that already holds its 135,233 "
							+ "cities; in " + this.sampleRounds
							+ " round(s). So few starts of so much else show whether anything is "
							+ "badly wrong, not a difference of a tenth of a second. Its jar has Larder in any case."))
			.with(new StartsTable(this.sample).times(false))
			.with(new StartsTable(this.sample).needs());
	}

	private Bar bar(Variant variant, String mode) {
		Quartiles difference = this.small.difference(variant, Start::started);
		return new Bar("start of an application, " + mode + ", no memcached", "under 150 ms more than without Larder",
				StartsTable.asDifference(difference) + " ms", difference.upper() < BOUND,
				(isUnclear(difference) ? "the rounds differ too much to tell; " : "") + remark(variant));
	}

	private static boolean isUnclear(Quartiles difference) {
		return difference.lower() < BOUND && difference.upper() >= BOUND;
	}

	private String remark(Variant variant) {
		String remark = "processor time: " + StartsTable.asDifference(this.small.difference(variant, Start::cpu))
				+ " ms; the first cached call included: "
				+ StartsTable.asDifference(this.small.difference(variant, Start::answered)) + " ms";
		if (this.sample.variants().contains(variant)) {
			remark += "; the sample application, in " + this.sampleRounds + " round(s): "
					+ StartsTable.asDifference(this.sample.difference(variant, Start::started)) + " ms";
		}
		return remark;
	}

	private BarChart chart() {
		List<Variant> all = this.small.variants();
		return new BarChart("startup-small", "Starting a small application",
				"time as a multiple of " + this.small.reference().label(), all.stream().map(Variant::label).toList(),
				List.of(new BarChart.Series("start", medians(all, Start::started)),
						new BarChart.Series("start and first call", medians(all, Start::answered))));
	}

	private List<Double> medians(List<Variant> all, ToDoubleFunction<Start> figure) {
		return all.stream().map((variant) -> this.small.ratio(variant, figure).median()).toList();
	}

}
