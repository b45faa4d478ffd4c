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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The least that talks to memcached: a request in one piece, an answer from a buffer.
 */
final class BlockingConnection implements AutoCloseable {

	private static final int EXPIRATION_SECONDS = 3600;

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	BlockingConnection(String server) {
		String[] parts = server.split(":", -1);
		try {
			this.socket = new Socket(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
			this.socket.setTcpNoDelay(true);
			this.in = new BufferedInputStream(this.socket.getInputStream(), 16 * 1024);
			this.out = this.socket.getOutputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	byte @Nullable [] get(String key) throws IOException {
		send("get " + key);
		return receive();
	}

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
		byte[] head = bytes("set " + key + " 0 " + EXPIRATION_SECONDS + " " + value.length);
		byte[] request = Arrays.copyOf(head, head.length + value.length + 2);
		System.arraycopy(value, 0, request, head.length, value.length);
		request[request.length - 2] = '\r';
		request[request.length - 1] = '\n';
		this.out.write(request);
		String answer = readLine();
		if (!answer.equals("STORED")) {
			throw new IOException(answer);
		}
	}

	void delete(String key) throws IOException {
		send("delete " + key);
		readLine();
	}

	void send(String command) throws IOException {
		this.out.write(bytes(command));
	}

	private static byte[] bytes(String command) {
		return (command + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
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
