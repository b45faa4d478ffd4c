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
package dev.larder.benchmarks.peer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The least of a memcached client in the text protocol. Not thread-safe.
 */
final class BlockingClient implements AutoCloseable {

	private static final int EXPIRATION_SECONDS = 3600;

	private static final int BUFFER_SIZE = 16 * 1024;

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	private BlockingClient(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_SIZE);
		this.out = socket.getOutputStream();
	}

	static BlockingClient connect(String server) {
		String[] parts = server.split(":", -1);
		try {
			Socket socket = new Socket(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
			socket.setTcpNoDelay(true);
			return new BlockingClient(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	byte @Nullable [] get(String key) throws IOException {
		askFor(key);
		return receive();
	}

	/**
	 * Sends a {@code get}.
	 */
	void askFor(String key) throws IOException {
		send("get " + key);
	}

	/**
	 * Waits for the answer to a {@code get}.
	 */
	byte @Nullable [] receive() throws IOException {
		byte[] value = null;
		for (String line = readLine(); !line.equals("END"); line = readLine()) {
			value = readValue(line);
		}
		return value;
	}

	Map<String, byte[]> getAll(Collection<String> keys) throws IOException {
		send("get " + String.join(" ", keys));
		Map<String, byte[]> values = new HashMap<>();
		for (String line = readLine(); !line.equals("END"); line = readLine()) {
			values.put(line.split(" ", 3)[1], readValue(line));
		}
		return values;
	}

	private byte[] readValue(String line) throws IOException {
		if (!line.startsWith("VALUE ")) {
			throw new IOException(line);
		}
		byte[] value = this.in.readNBytes(Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)));
		this.in.skipNBytes(2);
		return value;
	}

	void set(String key, byte[] value) throws IOException {
		byte[] head = ("set " + key + " 0 " + EXPIRATION_SECONDS + " " + value.length + "\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
		byte[] request = new byte[head.length + value.length + 2];
		System.arraycopy(head, 0, request, 0, head.length);
		System.arraycopy(value, 0, request, head.length, value.length);
		request[request.length - 2] = '\r';
		request[request.length - 1] = '\n';
		this.out.write(request);
		expect("STORED");
	}

	void delete(String key) throws IOException {
		send("delete " + key);
		readLine();
	}

	private void send(String command) throws IOException {
		this.out.write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
	}

	private void expect(String answer) throws IOException {
		String line = readLine();
		if (!line.equals(answer)) {
			throw new IOException(line);
		}
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder(64);
		for (int c = this.in.read(); c != '\n'; c = this.in.read()) {
			if (c < 0) {
				throw new EOFException("The server has closed the connection");
			}
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
