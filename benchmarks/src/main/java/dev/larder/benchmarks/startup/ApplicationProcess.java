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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

/**
 * A JVM that runs an application, and when it printed what. Ended by {@link #close()}.
 * Not thread-safe.
 */
final class ApplicationProcess implements AutoCloseable {

	/**
	 * The same for all, so that the size of the machine does not show in the memory.
	 */
	private static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-XX:+UseG1GC");

	private static final long START_SECONDS = 120;

	private static final long STOP_SECONDS = 20;

	private final Process process;

	private final long started;

	private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

	private final List<String> log = new ArrayList<>();

	private ApplicationProcess(Process process, long started) {
		this.process = process;
		this.started = started;
	}

	/**
	 * Starts a JVM.
	 * @param arguments what comes after its options on the command line
	 * @return the process, to be closed by the caller
	 * @throws IOException if it cannot be started
	 */
	static ApplicationProcess start(List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM_OPTIONS);
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		long started = System.nanoTime();
		ApplicationProcess process = new ApplicationProcess(builder.start(), started);
		Thread reader = new Thread(process::read, "output of " + process.process.pid());
		reader.setDaemon(true);
		reader.start();
		return process;
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader()) {
			for (String text = output.readLine(); text != null; text = output.readLine()) {
				this.lines.add(new Line(text, (System.nanoTime() - this.started) / 1e6));
			}
		}
		catch (IOException ex) {
			this.lines.add(new Line("The output ends: " + ex.getMessage(), 0));
		}
	}

	/**
	 * Waits for a line.
	 * @param part what is in the line
	 * @return the line
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	Line await(String part) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
		while (System.nanoTime() < deadline) {
			Line line = this.lines.poll(1, TimeUnit.SECONDS);
			if (line == null) {
				Assert.state(this.process.isAlive(),
						() -> "The application has ended:\n" + String.join("\n", this.log));
				continue;
			}
			this.log.add(line.text());
			if (line.text().contains(part)) {
				return line;
			}
		}
		throw new IllegalStateException(
				"'" + part + "' was not printed in " + START_SECONDS + " s, but:\n" + String.join("\n", this.log));
	}

	/**
	 * Returns the processor time used so far, in milliseconds, or not a number where the
	 * system does not tell.
	 */
	double cpu() {
		return this.process.info().totalCpuDuration().map((time) -> time.toNanos() / 1e6).orElse(Double.NaN);
	}

	Footprint footprint() throws IOException {
		return FootprintProbe.of(this.process.pid());
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
