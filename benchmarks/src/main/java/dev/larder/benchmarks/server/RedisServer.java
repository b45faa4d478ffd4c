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
package dev.larder.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A real {@code redis-server} process on a free port of the loopback interface, which
 * keeps nothing on disk. The port stays the same for the life of this object. Not
 * thread-safe.
 */
public final class RedisServer implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

	private final int port;

	private @Nullable Process process;

	private boolean frozen;

	private RedisServer(int port) {
		this.port = port;
	}

	/**
	 * Starts a server.
	 * @return the running server
	 */
	public static RedisServer start() {
		RedisServer server = new RedisServer(freePort());
		server.launch();
		return server;
	}

	// Redis cannot be asked to choose a port itself
	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String host() {
		return HOST;
	}

	public int port() {
		return this.port;
	}

	/**
	 * Ends the process at once, with SIGKILL.
	 */
	public void kill() {
		Process process = this.process;
		if (process == null) {
			return;
		}
		process.destroyForcibly();
		try {
			Assert.state(process.waitFor(10, TimeUnit.SECONDS), "redis-server did not end");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while ending redis-server", ex);
		}
		this.process = null;
		this.frozen = false;
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
	 * Removes all entries.
	 */
	public void flush() {
		Assert.state("+OK".equals(ask("FLUSHALL")), "redis-server did not flush");
	}

	/**
	 * Returns a part of what the server says of itself ({@code INFO}).
	 * @param section which part, such as {@code stats}
	 * @return the text
	 */
	public String info(String section) {
		return ask("INFO " + section);
	}

	/**
	 * Sends a command in Redis's inline form.
	 * @param command the command, without the line's end
	 * @return the answer: its line, or its text if it is a bulk string
	 */
	public String ask(String command) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) START_TIMEOUT.toMillis());
			OutputStream out = socket.getOutputStream();
			out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
			out.flush();
			InputStream in = socket.getInputStream();
			String line = readLine(in);
			if (!line.startsWith("$")) {
				return line;
			}
			return new String(in.readNBytes(Integer.parseInt(line.substring(1))), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String readLine(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

	private void launch() {
		try {
			this.process = new ProcessBuilder("redis-server", "--bind", HOST, "--port", String.valueOf(this.port),
					"--save", "", "--appendonly", "no", "--daemonize", "no", "--dir",
					System.getProperty("java.io.tmpdir"))
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The program 'redis-server' could not be started. Install it, for example "
					+ "with 'apt-get install redis-server', or run 'bin/benchmark', which does.", ex);
		}
		Awaitility.await("redis-server answers")
			.atMost(START_TIMEOUT)
			.pollInterval(Duration.ofMillis(10))
			.ignoreExceptions()
			.until(() -> "+PONG".equals(ask("PING")));
	}

	private void signal(String name) {
		Process process = this.process;
		Assert.state(process != null && process.isAlive(), "redis-server does not run");
		try {
			int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
			Assert.state(status == 0, () -> "SIG" + name + " could not be sent");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while signalling redis-server", ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

	@Override
	public String toString() {
		return "redis-server on " + HOST + ":" + this.port;
	}

}
