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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.report.Measurement;
import dev.larder.benchmarks.report.Report;

import org.springframework.util.Assert;

/**
 * Measures what {@code bin/benchmark} was asked for, each suite in a process of its own,
 * and writes the report of that and of what was measured before.
 */
public final class BenchmarkCommand {

	private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx2g", "-XX:+UseG1GC");

	private static final String PROPERTY_PREFIX = "benchmarks.";

	private BenchmarkCommand() {
	}

	/**
	 * Runs the command.
	 * @param arguments see {@code bin/benchmark --help}
	 * @throws Exception if that fails for a reason that needs a stack trace
	 */
	public static void main(String[] arguments) throws Exception {
		try {
			run(Options.parse(arguments, List.copyOf(SuiteProcess.SUITES.keySet())));
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			System.err.println("bin/benchmark: " + ex.getMessage());
			System.exit((ex instanceof IllegalArgumentException) ? 2 : 1);
		}
	}

	private static void run(Options options) throws IOException, InterruptedException {
		Files.createDirectories(options.results());
		for (String suite : options.suites()) {
			System.out.println("Suite " + suite);
			measure(suite, options);
		}
		List<Measurement> measurements = new ArrayList<>();
		for (String suite : SuiteProcess.SUITES.keySet()) {
			if (Files.exists(options.result(suite))) {
				measurements.add(Measurement.read(options.result(suite)));
			}
		}
		System.out.println("The report is " + new Report(options.output()).write(measurements));
	}

	private static void measure(String suite, Options options) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM_OPTIONS);
		// What is set for this process is meant for the suites
		System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith(PROPERTY_PREFIX))
			.forEach((name) -> command.add("-D" + name + "=" + System.getProperty(name)));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), SuiteProcess.class.getName(), suite,
				options.quick() ? "QUICK" : "FULL", options.result(suite).toString()));
		Process process = new ProcessBuilder(command).inheritIO().start();
		Thread end = new Thread(process::destroy);
		Runtime.getRuntime().addShutdownHook(end);
		int status = process.waitFor();
		Runtime.getRuntime().removeShutdownHook(end);
		Assert.state(status == 0, () -> "The suite '" + suite + "' has failed with status " + status);
	}

}
