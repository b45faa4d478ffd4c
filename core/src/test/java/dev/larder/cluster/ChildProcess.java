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
package dev.larder.cluster;

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

import dev.larder.cache.CacheMode;
import dev.larder.test.memcached.MemcachedServer;

import org.springframework.util.Assert;

/**
 * A {@link ChildInstance} as its parent process sees it.
 */
final class ChildProcess implements AutoCloseable {

	private static final long TIMEOUT_SECONDS = 60;

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
	 * Starts a process, without waiting until it is ready.
	 * @param mode where its cache lives
	 * @param leaseTime after what time without a sign of life another instance takes over
	 * @param servers the servers
	 * @return the process, whose first answer is {@code ready}
	 */
	static ChildProcess start(CacheMode mode, Duration leaseTime, List<MemcachedServer> servers) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						ChildInstance.class.getName(), mode.name(), String.valueOf(leaseTime.toMillis())));
		servers.forEach((server) -> command.add(server.address()));
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

	void send(String command) {
		this.commands.println(command);
	}

	/**
	 * Waits for the next answer.
	 * @param word what it has to begin with
	 * @return the other words
	 */
	List<String> await(String word) {
		try {
			String answer = this.answers.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
			Assert.state(answer != null, () -> "The process has not answered '" + word + "'");
			List<String> words = List.of(answer.split(" ", -1));
			Assert.state(word.equals(words.get(0)), () -> "The process has answered '" + answer + "'");
			return words.subList(1, words.size());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Ends the process at once, with SIGKILL.
	 */
	void kill() {
		this.process.destroyForcibly();
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

}
