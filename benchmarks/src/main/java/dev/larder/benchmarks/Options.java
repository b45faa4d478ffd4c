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
import java.util.Arrays;
import java.util.Iterator;
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
	 * Reads a command line.
	 * @param arguments the arguments
	 * @param known the names of all suites
	 * @return the options
	 * @throws IllegalArgumentException if there is an option or a suite that does not
	 * exist
	 */
	static Options parse(String[] arguments, List<String> known) {
		Options options = new Options(Effort.FULL, known, Path.of("benchmarks/target/results"), Path.of("docs"));
		List<String> suites = new ArrayList<>();
		Iterator<String> rest = Arrays.asList(arguments).iterator();
		while (rest.hasNext()) {
			String argument = rest.next();
			switch (argument) {
				case "--quick" -> options = new Options(Effort.QUICK, options.suites, options.results, options.output);
				case "--report-only" ->
					options = new Options(options.effort, List.of(), options.results, options.output);
				case "--results" ->
					options = new Options(options.effort, options.suites, path(argument, rest), options.output);
				case "--output" ->
					options = new Options(options.effort, options.suites, options.results, path(argument, rest));
				default -> suites.add(suite(argument, known));
			}
		}
		return suites.isEmpty() ? options : new Options(options.effort, suites, options.results, options.output);
	}

	private static Path path(String option, Iterator<String> rest) {
		if (!rest.hasNext()) {
			throw new IllegalArgumentException(option + " needs a folder");
		}
		return Path.of(rest.next());
	}

	private static String suite(String argument, List<String> known) {
		if (!known.contains(argument)) {
			throw new IllegalArgumentException((argument.startsWith("-") ? "unknown option " : "unknown suite ")
					+ argument + "; the suites are " + String.join(", ", known));
		}
		return argument;
	}

}
