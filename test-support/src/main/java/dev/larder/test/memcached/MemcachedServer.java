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
package dev.larder.test.memcached;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A real {@code memcached} process on a free port of the loopback interface, which can be
 * stopped, killed, frozen and restarted. The port stays the same for the life of this
 * object. Not thread-safe.
 */
public final class MemcachedServer implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

	private final List<String> options;

	private @Nullable Process process;

	private int port = -1;

	private boolean frozen;

	private MemcachedServer(List<String> options) {
		this.options = List.copyOf(options);
	}

	/**
	 * Starts a server.
	 * @param options further command line options, such as {@code -I 2m}
	 * @return the running server
	 */
	public static MemcachedServer start(String... options) {
		MemcachedServer server = new MemcachedServer(List.of(options));
		server.launch();
		return server;
	}

	public String host() {
		return HOST;
	}

	public int port() {
		return this.port;
	}

	/**
	 * Returns the address as a client's configuration wants it.
	 * @return {@code host:port}
	 */
	public String address() {
		return HOST + ":" + this.port;
	}

	/**
	 * Ends the process as its operator would, with SIGTERM.
	 */
	public void stop() {
		resume();
		end(Process::destroy);
	}

	/**
	 * Ends the process at once, with SIGKILL.
	 */
	public void kill() {
		end(Process::destroyForcibly);
		this.frozen = false;
	}

	/**
	 * Stops the process without ending it, with SIGSTOP: connections stay open and
	 * nothing is answered.
	 */
	public void freeze() {
		signal("STOP");
		this.frozen = true;
	}

	/**
	 * Lets a frozen process go on.
	 */
	public void resume() {
		if (this.frozen) {
			signal("CONT");
			this.frozen = false;
		}
	}

	/**
	 * Starts the process again on the same port, empty; ends the present one first, if it
	 * runs.
	 */
	public void restart() {
		kill();
		launch();
	}

	/**
	 * Makes sure that the process runs and answers, whatever was done to it.
	 */
	public void revive() {
		resume();
		if (!isRunning()) {
			launch();
		}
	}

	public boolean isRunning() {
		Process process = this.process;
		return process != null && process.isAlive();
	}

	/**
	 * Removes all items, and lets the server's crawler take them out of its statistics,
	 * which would count them for a while otherwise.
	 */
	public void flush() {
		Assert.state("OK".equals(command("flush_all")), "memcached did not flush");
		if (stat("curr_items") > 0 && "OK".equals(command("lru_crawler crawl all"))) {
			Awaitility.await("the crawler is done")
				.atMost(START_TIMEOUT)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> !"1".equals(stats().get("lru_crawler_running")));
		}
	}

	/**
	 * Returns the server's own statistics, as {@code stats} gives them.
	 * @return the statistics by name
	 */
	public Map<String, String> stats() {
		return stats("");
	}

	/**
	 * Returns some of the server's own statistics.
	 * @param group what to ask for, such as {@code settings}, or an empty text
	 * @return the statistics by name
	 */
	public Map<String, String> stats(String group) {
		Map<String, String> stats = new LinkedHashMap<>();
		try (MemcachedConnection connection = connect()) {
			connection.send(("stats " + group).trim());
			for (String line = connection.readLine(); !line.equals("END"); line = connection.readLine()) {
				String[] parts = line.split(" ", 3);
				stats.put(parts[1], parts[2]);
			}
		}
		return stats;
	}

	/**
	 * Returns a counter of the server, such as {@code cmd_get}.
	 * @param name the name of the counter
	 * @return its value
	 */
	public long stat(String name) {
		String value = stats().get(name);
		Assert.notNull(value, () -> "memcached has no statistic '" + name + "'");
		return Long.parseLong(value);
	}

	/**
	 * Sends a command that is answered by one line.
	 * @param command the command, without the line's end
	 * @return the answer
	 */
	public String command(String command) {
		try (MemcachedConnection connection = connect()) {
			connection.send(command);
			return connection.readLine();
		}
	}

	/**
	 * Opens a connection for commands with longer answers.
	 * @return the connection, to be closed by the caller
	 */
	public MemcachedConnection connect() {
		return new MemcachedConnection(HOST, this.port);
	}

	@Override
	public void close() {
		kill();
	}

	private void launch() {
		try {
			Path directory = Files.createTempDirectory("memcached");
			Path portFile = directory.resolve("port");
			Process process = processBuilder(portFile).start();
			this.process = process;
			awaitPort(process, portFile);
			Files.deleteIfExists(portFile);
			Files.delete(directory);
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"The program 'memcached' could not be started. Install it, for example with "
							+ "'apt-get install memcached', or run 'bin/test', which does.",
					ex);
		}
		Awaitility.await("memcached answers")
			.atMost(START_TIMEOUT)
			.pollInterval(Duration.ofMillis(10))
			.ignoreExceptions()
			.until(() -> command("version").startsWith("VERSION"));
	}

	private ProcessBuilder processBuilder(Path portFile) {
		List<String> command = new ArrayList<>(List.of("memcached", "-l", HOST, "-p", String.valueOf(this.port), "-U",
				"0", "-u", System.getProperty("user.name")));
		command.addAll(this.options);
		ProcessBuilder builder = new ProcessBuilder(command);
		// memcached writes the ports it got there, which its own tests rely on
		builder.environment().put("MEMCACHED_PORT_FILENAME", portFile.toString());
		builder.redirectErrorStream(true);
		builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		return builder;
	}

	private void awaitPort(Process process, Path portFile) {
		Awaitility.await("memcached listens")
			.atMost(START_TIMEOUT)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> !process.isAlive() || Files.exists(portFile));
		Assert.state(process.isAlive(), () -> "memcached ended at once with status " + process.exitValue()
				+ "; its options were " + this.options);
		try {
			this.port = Files.readAllLines(portFile)
				.stream()
				.filter((line) -> line.startsWith("TCP INET: "))
				.mapToInt((line) -> Integer.parseInt(line.substring("TCP INET: ".length()).trim()))
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void end(Consumer<Process> how) {
		Process process = this.process;
		if (process == null) {
			return;
		}
		how.accept(process);
		try {
			Assert.state(process.waitFor(10, TimeUnit.SECONDS), "memcached did not end");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while ending memcached", ex);
		}
		this.process = null;
	}

	private void signal(String name) {
		Process process = this.process;
		Assert.state(process != null && process.isAlive(), "memcached does not run");
		try {
			int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
			Assert.state(status == 0, () -> "SIG" + name + " could not be sent");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while signalling memcached", ex);
		}
	}

	@Override
	public String toString() {
		return "memcached on " + address();
	}

}
