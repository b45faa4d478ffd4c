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
package dev.larder.benchmarks.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

/**
 * A JVM that is told what to do line by line, as its parent sees it. Its main class talks
 * through {@link ParentProcess}. Not thread-safe.
 */
public final class ChildProcess implements AutoCloseable {

	private static final long END_SECONDS = 10;

	private final Process process;

	private final PrintStream commands;

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private ChildProcess(Process process) {
		this.process = process;
		this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
		Thread reader = new Thread(this::read, "answers of " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts a JVM with the class path of this one, without waiting for anything.
	 * @param main its main class
	 * @param options the options of the JVM, such as {@code -Xmx128m}
	 * @param arguments the arguments of the main class
	 * @return the process
	 */
	public static ChildProcess start(Class<?> main, List<String> options, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		try {
			return new ChildProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.answers::add);
		}
		catch (IOException | UncheckedIOException ex) {
			// Killed
		}
	}

	/**
	 * Tells the process something.
	 * @param command a line
	 */
	public void send(String command) {
		this.commands.println(command);
	}

	/**
	 * Waits for the next answer.
	 * @param word what it has to begin with
	 * @param timeout how long to wait
	 * @return what follows the word
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public String await(String word, Duration timeout) throws InterruptedException {
		String answer = this.answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
		Assert.state(answer != null, () -> "The process has not answered '" + word + "'");
		String[] parts = answer.split(" ", 2);
		Assert.state(word.equals(parts[0]), () -> "The process has answered '" + answer + "'");
		return (parts.length > 1) ? parts[1] : "";
	}

	/**
	 * Ends the process at once, whatever its threads wait for.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			Assert.state(this.process.waitFor(END_SECONDS, TimeUnit.SECONDS), "The process did not end");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
