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

package dev.larder.test.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A JVM that this process has started, and talks to in lines: commands go to its standard
 * input, answers come from its standard output. {@link ParentProcess} is the other end.
 */
public final class ChildProcess implements AutoCloseable {

	private static final long TIMEOUT_SECONDS = 120;

	private final Process process;

	private final long started;

	private final PrintStream commands;

	private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

	private final List<String> read = new ArrayList<>();

	private ChildProcess(Process process, long started) {
		this.process = process;
		this.started = started;
		this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
		Thread reader = new Thread(this::read, "output of " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts a class of this process's class path, without waiting for anything.
	 * @param main the class with the main method
	 * @param options options for the JVM
	 * @param arguments arguments for the main method
	 * @return the process
	 */
	public static ChildProcess start(Class<?> main, List<String> options, List<String> arguments) {
		List<String> all = new ArrayList<>(options);
		all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		all.addAll(arguments);
		return start(all);
	}

	/**
	 * Starts a JVM of this process's kind, without waiting for anything.
	 * @param arguments all that comes behind {@code java}
	 * @return the process
	 */
	public static ChildProcess start(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(arguments);
		try {
			long started = System.nanoTime();
			return new ChildProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(),
					started);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String text = reader.readLine(); text != null; text = reader.readLine()) {
				this.lines.add(new Line(text, millis()));
			}
		}
		catch (IOException ex) {
			// Killed
		}
	}

	/**
	 * Returns the time since just before the process was started.
	 * @return the milliseconds
	 */
	public double millis() {
		return (System.nanoTime() - this.started) / 1e6;
	}

	/**
	 * Sends a line.
	 * @param command the line, without its end
	 */
	public void send(String command) {
		this.commands.println(command);
	}

	/**
	 * Waits for the next answer.
	 * @param word what it has to begin with
	 * @return the other words
	 */
	public List<String> await(String word) {
		Line answer = next();
		Assert.state(answer != null, () -> "The process has not answered '" + word + "'");
		List<String> words = List.of(answer.text().split(" ", -1));
		Assert.state(word.equals(words.get(0)), () -> "The process has answered '" + answer.text() + "'");
		return words.subList(1, words.size());
	}

	/**
	 * Waits for a line among others that do not matter, such as those of a log.
	 * @param part what the line has in it
	 * @return the line
	 */
	public Line awaitAmongOthers(String part) {
		Line line = next();
		while (line != null && !line.text().contains(part)) {
			line = next();
		}
		Assert.state(line != null, () -> "'" + part + "' was not printed, but:\n" + String.join("\n", this.read));
		return line;
	}

	private @Nullable Line next() {
		try {
			Line line = null;
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
			while (line == null && System.nanoTime() < end) {
				// What a process has said before it ended is read soon after its end
				boolean alive = this.process.isAlive();
				line = this.lines.poll(1, TimeUnit.SECONDS);
				if (line == null && !alive) {
					break;
				}
			}
			if (line != null) {
				this.read.add(line.text());
			}
			return line;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public Process process() {
		return this.process;
	}

	/**
	 * Ends the process as its operator would, with SIGTERM.
	 */
	public void stop() {
		this.process.destroy();
		awaitEnd();
	}

	/**
	 * Ends the process at once, with SIGKILL.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd();
	}

	private void awaitEnd() {
		try {
			Assert.state(this.process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "The process did not end");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

	/**
	 * A line that a process has printed.
	 *
	 * @param text the line
	 * @param millis when, since just before the process was started
	 */
	public record Line(String text, double millis) {

	}

}
