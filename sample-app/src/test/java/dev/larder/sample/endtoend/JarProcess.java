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
package dev.larder.sample.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.util.Assert;

/** A packaged web application in a process of its own, on a port of its own. */
final class JarProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private final Process process;

	private final Path log;

	private final int port;

	private JarProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		try {
			this.port = awaitPort();
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Starts an application and waits until it accepts requests.
	 * @param property the system property that names its jar
	 * @param directory where its log goes
	 * @param arguments its command line
	 * @return the running application
	 */
	static JarProcess start(String property, Path directory, List<String> arguments) {
		return start(Path.of(System.getProperty("java.home")), jar(property), List.of(), directory, arguments);
	}

	/**
	 * Starts an application and waits until it accepts requests.
	 * @param javaHome the virtual machine
	 * @param jar the application's jar
	 * @param options of the virtual machine
	 * @param directory where its log goes
	 * @param arguments its command line
	 * @return the running application
	 */
	static JarProcess start(Path javaHome, Path jar, List<String> options, Path directory, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(javaHome.resolve("bin/java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-Dh2.bindAddress=127.0.0.1"));
		command.addAll(options);
		command.addAll(List.of("-jar", jar.toString(), "--server.port=0"));
		command.addAll(arguments);
		try {
			Path log = Files.createTempFile(directory, jar.getFileName().toString(), ".log");
			return new JarProcess(
					new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + command, ex);
		}
	}

	/**
	 * Returns the jar that a system property names.
	 */
	static Path jar(String property) {
		String jar = System.getProperty(property);
		Assert.state(jar != null && Files.isRegularFile(Path.of(jar)), () -> "There is no packaged application '" + jar
				+ "'; run mvn verify for all modules, or set -D" + property + "=...");
		return Path.of(jar);
	}

	/** Returns where the application is, without a slash at the end. */
	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends the process at once, with SIGKILL. */
	void kill() {
		this.process.destroyForcibly();
		close();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private int awaitPort() {
		try {
			Awaitility.await().atMost(START_TIMEOUT).until(() -> !this.process.isAlive() || PORT.matcher(log()).find());
		}
		catch (ConditionTimeoutException ex) {
			throw new IllegalStateException("The application has not started in time:\n" + log(), ex);
		}
		Matcher matcher = PORT.matcher(log());
		Assert.state(matcher.find(), () -> "The application has ended:\n" + log());
		return Integer.parseInt(matcher.group(1));
	}

}
