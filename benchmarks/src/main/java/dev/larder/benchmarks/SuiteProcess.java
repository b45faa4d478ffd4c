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
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.larder.benchmarks.environment.EnvironmentProbe;
import dev.larder.benchmarks.result.Environment;
import dev.larder.benchmarks.result.Measurement;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;

/**
 * A process that runs one suite.
 */
final class SuiteProcess {

	private static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx2g", "-XX:+UseG1GC");

	/**
	 * What the suites' own system properties start with.
	 */
	private static final String PROPERTY_PREFIX = "larder.benchmarks.";

	private SuiteProcess() {
	}

	/**
	 * Runs a suite in a new process, and waits for it.
	 * @param suite the name of the suite
	 * @param effort how much time to take
	 * @param result where the result goes
	 * @throws IOException if the process cannot be started
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	static void run(String suite, Effort effort, ResultFile result) throws IOException, InterruptedException {
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
				effort.name(), result.path().toString()));
		Process process = new ProcessBuilder(command).inheritIO().start();
		Thread end = new Thread(process::destroy);
		Runtime.getRuntime().addShutdownHook(end);
		int status = process.waitFor();
		Runtime.getRuntime().removeShutdownHook(end);
		if (status != 0) {
			throw new IllegalStateException("The suite '" + suite + "' has failed with status " + status);
		}
	}

	/**
	 * Runs a suite in this process.
	 * @param arguments the name of the suite, the effort, and the file for the result
	 * @throws Exception if something that has to work does not
	 */
	public static void main(String[] arguments) throws Exception {
		Effort effort = Effort.valueOf(arguments[1]);
		Environment environment = EnvironmentProbe.probe();
		LocalDate today = LocalDate.now(ZoneId.systemDefault());
		long started = System.nanoTime();
		SuiteResult result = Suites.named(arguments[0]).run(effort, Progress.printing(System.out));
		long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
		new ResultFile(Path.of(arguments[2]))
			.write(new Measurement(today, seconds, effort == Effort.QUICK, environment, result));
		// Whatever threads a peer has left behind
		System.exit(0);
	}

}
