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

import dev.larder.benchmarks.suite.Effort;

/**
 * What the command line asks for. Immutable.
 *
 * @param effort how much time to take
 * @param suites the names of the suites to run; none to write the report alone
 * @param results the folder for results, which are kept from run to run
 * @param output the folder for the report
 */
record Options(Effort effort, List<String> suites, Path results, Path output) {

	Options {
		suites = List.copyOf(suites);
	}

	/**
	 * Reads a command line. Quick results and their report have folders of their own, so
	 * that they do not replace better ones.
	 * @param arguments the arguments
	 * @param known the names of all suites
	 * @return the options
	 * @throws IllegalArgumentException if there is an option or a suite that does not
	 * exist
	 */
	static Options parse(String[] arguments, List<String> known) {
		List<String> rest = new ArrayList<>(List.of(arguments));
		Effort effort = rest.remove("--quick") ? Effort.QUICK : Effort.FULL;
		boolean reportOnly = rest.remove("--report-only");
		Path results = take("--results", rest, effort.pick("benchmarks/target/results", "benchmarks/results"));
		Path output = take("--output", rest, effort.pick("benchmarks/target/report", "docs"));
		rest.forEach((suite) -> check(suite, known));
		List<String> suites = rest.isEmpty() ? known : rest;
		return new Options(effort, reportOnly ? List.of() : suites, results, output);
	}

	private static Path take(String option, List<String> arguments, String otherwise) {
		int index = arguments.indexOf(option);
		if (index < 0) {
			return Path.of(otherwise);
		}
		arguments.remove(index);
		if (index == arguments.size()) {
			throw new IllegalArgumentException(option + " needs a folder");
		}
		return Path.of(arguments.remove(index));
	}

	private static void check(String suite, List<String> known) {
		if (!known.contains(suite)) {
			throw new IllegalArgumentException((suite.startsWith("-") ? "unknown option " : "unknown suite ") + suite
					+ "; the suites are " + String.join(", ", known));
		}
	}

}
