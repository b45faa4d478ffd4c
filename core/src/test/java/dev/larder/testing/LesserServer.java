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
package dev.larder.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.test.memcached.MemcachedServer;
import org.jspecify.annotations.Nullable;

/**
 * A server in front of memcached that can do less than memcached.
 */
public final class LesserServer implements AutoCloseable {

	private static final Set<String> STORAGE = Set.of("set", "add", "replace", "cas");

	private final MemcachedServer memcached;

	private final Dialect dialect;

	private final ServerSocket server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<String> commands = new CopyOnWriteArrayList<>();

	public LesserServer(MemcachedServer memcached, Dialect dialect) {
		this.memcached = memcached;
		this.dialect = dialect;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start(this::accept);
	}

	public NodeAddress address() {
		return new NodeAddress("127.0.0.1", this.server.getLocalPort(), 1);
	}

	/**
	 * Returns how often a command was asked for.
	 */
	public long count(String verb) {
		return this.commands.stream().filter(verb::equals).count();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private void serve(Socket socket) {
		try (socket; Socket backend = new Socket(this.memcached.host(), this.memcached.port())) {
			socket.setTcpNoDelay(true);
			backend.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			InputStream answers = new BufferedInputStream(backend.getInputStream());
			for (String line = readLine(in); line != null; line = readLine(in)) {
				String[] words = line.trim().split(" ");
				this.commands.add(words[0]);
				byte[] data = STORAGE.contains(words[0]) ? in.readNBytes(Integer.parseInt(words[4]) + 2) : new byte[0];
				String refusal = this.dialect.refusal(words);
				if (refusal == null) {
					backend.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
					backend.getOutputStream().write(data);
					forward(words[0], answers, socket.getOutputStream());
				}
				else if (refusal.isEmpty()) {
					return;
				}
				else {
					socket.getOutputStream().write(refusal.getBytes(StandardCharsets.ISO_8859_1));
				}
			}
		}
		catch (IOException ex) {
			// One of them hung up
		}
	}

	private void forward(String verb, InputStream answers, OutputStream out) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		String line = readLine(answers);
		while (line != null && (line.startsWith("VALUE ") || line.startsWith("key="))) {
			String[] words = line.split(" ");
			String shown = (verb.equals("gets") && this.dialect.isWithoutTokens())
					? String.join(" ", List.of(words).subList(0, 4)) + " 0" : line;
			answer.writeBytes((shown + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			if (line.startsWith("VALUE ")) {
				answer.writeBytes(answers.readNBytes(Integer.parseInt(words[3]) + 2));
			}
			line = readLine(answers);
		}
		answer.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		out.write(answer.toByteArray());
	}

	private static @Nullable String readLine(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int next = in.read();
		while (next >= 0 && next != '\n') {
			if (next != '\r') {
				line.write(next);
			}
			next = in.read();
		}
		return (next < 0) ? null : line.toString(StandardCharsets.ISO_8859_1);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "lesser-server");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What a server lacks, and how it says so.
	 */
	public enum Dialect {

		/**
		 * As Dragonfly does.
		 */
		DRAGONFLY {

			@Override
			@Nullable String refusal(String[] words) {
				return switch (words[0]) {
					case "version" -> "VERSION 1.6.0 DF\r\n";
					case "get", "gets", "set", "add", "replace", "delete", "incr" -> null;
					default -> "CLIENT_ERROR bad command line format\r\n";
				};
			}

			@Override
			boolean isWithoutTokens() {
				return true;
			}

		},

		/**
		 * Gives tokens that it does not take back, and takes the data of what it refuses
		 * for a command; hangs up when asked for its version.
		 */
		TOKENS_ONLY {

			@Override
			@Nullable String refusal(String[] words) {
				return switch (words[0]) {
					case "version" -> "";
					case "cas" -> "ERROR\r\nERROR\r\n";
					default -> null;
				};
			}

		},

		/**
		 * Knows neither {@code gets} nor {@code cas}.
		 */
		WITHOUT_GETS {

			@Override
			@Nullable String refusal(String[] words) {
				return switch (words[0]) {
					case "gets" -> "ERROR\r\n";
					case "cas" -> "ERROR\r\nERROR\r\n";
					default -> null;
				};
			}

		};

		/**
		 * Returns how a command is refused.
		 * @return the answer, empty to hang up, or {@code null} if it is not refused
		 */
		abstract @Nullable String refusal(String[] words);

		boolean isWithoutTokens() {
			return false;
		}

	}

}
