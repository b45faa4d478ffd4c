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

package dev.larder.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.Assert;

/**
 * What {@code bin/benchmark} was asked for.
 *
 * @param quick whether to measure only to see that it works
 * @param suites the suites to run, none to only write the report
 * @param results where results are kept
 * @param output where the report goes
 */
record Options(boolean quick, List<String> suites, Path results, Path output) {

	Options {
		suites = List.copyOf(suites);
	}

	static Options parse(String[] arguments, List<String> known) {
		List<String> rest = new ArrayList<>(List.of(arguments));
		boolean quick = rest.remove("--quick");
		boolean reportOnly = rest.remove("--report-only");
		Path results = take("--results", rest, quick ? "benchmarks/target/results" : "benchmarks/results");
		Path output = take("--output", rest, quick ? "benchmarks/target/report" : "docs");
		rest.forEach((suite) -> Assert.isTrue(known.contains(suite),
				() -> (suite.startsWith("-") ? "unknown option " : "unknown suite ") + suite + "; the suites are "
						+ String.join(", ", known)));
		List<String> suites = rest.isEmpty() ? known : rest;
		return new Options(quick, reportOnly ? List.of() : suites, results, output);
	}

	private static Path take(String option, List<String> arguments, String otherwise) {
		int index = arguments.indexOf(option);
		if (index < 0) {
			return Path.of(otherwise);
		}
		arguments.remove(index);
		Assert.isTrue(index < arguments.size(), () -> option + " needs a folder");
		return Path.of(arguments.remove(index));
	}

	Path result(String suite) {
		return this.results.resolve(suite + ".json");
	}

}
