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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * A plain connection to memcached, so that tests can look at what is stored without any
 * of the code under test. Not thread-safe; every read fails after five seconds of
 * silence.
 */
public final class MemcachedConnection implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 5000;

	private final Socket socket;

	private final InputStream input;

	MemcachedConnection(String host, int port, SocketFactory sockets) {
		try {
			this.socket = sockets.createSocket();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		try {
			this.socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
			this.socket.setTcpNoDelay(true);
			this.input = new BufferedInputStream(this.socket.getInputStream());
		}
		catch (IOException ex) {
			close();
			throw new UncheckedIOException("Cannot connect to memcached on " + host + ":" + port, ex);
		}
	}

	/**
	 * Sends a line.
	 * @param line the line, without its end
	 */
	public void send(String line) {
		write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Reads a line.
	 * @return the line, without its end
	 */
	public String readLine() {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		try {
			for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
				if (next < 0) {
					throw new IOException("memcached closed the connection");
				}
				line.write(next);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return line.toString(StandardCharsets.UTF_8).stripTrailing();
	}

	/**
	 * Stores an item.
	 * @param key the key
	 * @param flags the flags
	 * @param exptime the expiry
	 * @param data the data
	 * @return memcached's answer
	 */
	public String set(String key, long flags, int exptime, byte[] data) {
		send("set " + key + " " + flags + " " + exptime + " " + data.length);
		write(data);
		write(new byte[] { '\r', '\n' });
		return readLine();
	}

	/**
	 * Reads an item.
	 * @param key the key
	 * @return the item, or {@code null} if there is none
	 */
	public @Nullable StoredItem get(String key) {
		send("get " + key);
		String line = readLine();
		if (line.equals("END")) {
			return null;
		}
		String[] parts = line.split(" ", -1);
		try {
			byte[] data = this.input.readNBytes(Integer.parseInt(parts[3]));
			readLine();
			readLine();
			return new StoredItem(Long.parseLong(parts[2]), data);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(byte[] bytes) {
		try {
			this.socket.getOutputStream().write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
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
