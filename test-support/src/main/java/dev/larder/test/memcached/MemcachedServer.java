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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.test.process.ServerProcess;

import org.springframework.util.Assert;

/**
 * A real {@code memcached} process on a free port of the loopback interface. Not
 * thread-safe.
 */
public final class MemcachedServer extends ServerProcess {

	private final List<String> options;

	private ServerAccess access;

	private int port = -1;

	private MemcachedServer(List<String> options, ServerAccess access) {
		super("memcached");
		this.options = List.copyOf(options);
		this.access = access;
	}

	/**
	 * Starts a server.
	 * @param options further command line options, such as {@code -I 2m}
	 * @return the running server
	 */
	public static MemcachedServer start(String... options) {
		return start(ServerAccess.FREE, options);
	}

	/**
	 * Starts a server that does not take everybody.
	 * @param access how it is to be spoken to
	 * @param options further command line options, such as {@code -I 2m}
	 * @return the running server
	 */
	public static MemcachedServer start(ServerAccess access, String... options) {
		MemcachedServer server = new MemcachedServer(List.of(options), access);
		server.launch();
		return server;
	}

	/**
	 * Speaks to the server in another way from its next start on.
	 * @param access how it is to be spoken to
	 */
	public void changeAccess(ServerAccess access) {
		this.access = access;
	}

	@Override
	public int port() {
		return this.port;
	}

	/**
	 * Removes all items, and lets the server's crawler take them out of its statistics,
	 * which would count them for a while otherwise.
	 */
	@Override
	public void flush() {
		Assert.state("OK".equals(command("flush_all")), "memcached did not flush");
		if (stat("curr_items") > 0 && "OK".equals(command("lru_crawler crawl all"))) {
			await("is crawled", () -> !"1".equals(stats().get("lru_crawler_running")));
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
		MemcachedConnection connection = new MemcachedConnection(HOST, this.port, this.access.sockets());
		String credentials = this.access.credentials();
		if (credentials != null) {
			String answer = connection.set("any", 0, 0, credentials.getBytes(StandardCharsets.UTF_8));
			Assert.state(answer.equals("STORED"), () -> "memcached refused its password: " + answer);
		}
		return connection;
	}

	@Override
	protected void launch() {
		try {
			Path directory = Files.createTempDirectory("memcached");
			Path portFile = directory.resolve("port");
			awaitPort(start(processBuilder(portFile), "bin/test"), portFile);
			Files.deleteIfExists(portFile);
			Files.delete(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await("answers", () -> command("version").startsWith("VERSION"));
	}

	private ProcessBuilder processBuilder(Path portFile) {
		List<String> command = new ArrayList<>(List.of("memcached", "-l", HOST, "-p", String.valueOf(this.port), "-U",
				"0", "-u", System.getProperty("user.name")));
		command.addAll(this.options);
		ProcessBuilder builder = new ProcessBuilder(command);
		// memcached writes the ports it got there, which its own tests rely on
		builder.environment().put("MEMCACHED_PORT_FILENAME", portFile.toString());
		return builder;
	}

	private void awaitPort(Process process, Path portFile) throws IOException {
		await("listens", () -> !process.isAlive() || Files.exists(portFile));
		Assert.state(process.isAlive(), () -> "memcached ended at once with status " + process.exitValue()
				+ "; its options were " + this.options);
		this.port = Files.readAllLines(portFile)
			.stream()
			.filter((line) -> line.startsWith("TCP INET: "))
			.mapToInt((line) -> Integer.parseInt(line.substring("TCP INET: ".length()).trim()))
			.findFirst()
			.orElseThrow();
	}

}
