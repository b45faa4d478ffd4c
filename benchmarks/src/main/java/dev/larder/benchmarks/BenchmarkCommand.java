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

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.report.Report;
import dev.larder.benchmarks.result.Measurement;

/**
 * Runs suites, each in a process of its own, and writes the report of all that have run
 * so far.
 */
public final class BenchmarkCommand {

	private final Options options;

	private BenchmarkCommand(Options options) {
		this.options = options;
	}

	/**
	 * Does what {@code bin/benchmark} is asked for.
	 * @param arguments its arguments
	 * @throws Exception if something that has to work does not
	 */
	public static void main(String[] arguments) throws Exception {
		Options options;
		try {
			options = Options.parse(arguments, Suites.names());
		}
		catch (IllegalArgumentException ex) {
			System.err.println("bin/benchmark: " + ex.getMessage());
			System.exit(2);
			return;
		}
		try {
			new BenchmarkCommand(options).run();
		}
		catch (IllegalStateException ex) {
			System.err.println("bin/benchmark: " + ex.getMessage());
			System.exit(1);
		}
	}

	private void run() throws IOException, InterruptedException {
		Files.createDirectories(this.options.results());
		for (String suite : this.options.suites()) {
			System.out.println("Suite " + suite);
			SuiteProcess.run(suite, this.options.effort(), result(suite));
		}
		List<Measurement> measurements = new ArrayList<>();
		for (String suite : Suites.names()) {
			ResultFile result = result(suite);
			if (result.exists()) {
				measurements.add(result.read());
			}
		}
		System.out.println("The report is " + new Report(this.options.output()).write(measurements));
	}

	private ResultFile result(String suite) {
		return new ResultFile(this.options.results().resolve(suite + ".json"));
	}

}
