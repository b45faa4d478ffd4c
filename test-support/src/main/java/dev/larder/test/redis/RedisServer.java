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

package dev.larder.test.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import dev.larder.test.process.ServerProcess;

import org.springframework.util.Assert;

/**
 * A real {@code redis-server} process on a free port of the loopback interface, which
 * keeps nothing on disk. Not thread-safe.
 */
public final class RedisServer extends ServerProcess {

	private final int port;

	private RedisServer(int port) {
		super("redis-server");
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

	@Override
	public int port() {
		return this.port;
	}

	@Override
	public void flush() {
		Assert.state("+OK".equals(ask("FLUSHALL")), "redis-server did not flush");
	}

	/**
	 * Returns what the server says about itself.
	 * @param section what to tell, such as {@code all}
	 * @return the answer to {@code INFO}
	 */
	public String info(String section) {
		return ask("INFO " + section);
	}

	@Override
	protected void launch() {
		start(new ProcessBuilder("redis-server", "--bind", HOST, "--port", String.valueOf(this.port), "--save", "",
				"--appendonly", "no", "--daemonize", "no", "--dir", System.getProperty("java.io.tmpdir")),
				"bin/benchmark");
		await("answers", () -> "+PONG".equals(ask("PING")));
	}

	private String ask(String command) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
			InputStream in = socket.getInputStream();
			String line = readLine(in);
			return line.startsWith("$")
					? new String(in.readNBytes(Integer.parseInt(line.substring(1))), StandardCharsets.UTF_8) : line;
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

}
