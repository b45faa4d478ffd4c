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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import javax.net.ServerSocketFactory;

/**
 * A configuration endpoint that says what a test wants.
 */
public final class ScriptedEndpoint implements AutoCloseable {

	private final ServerSocket socket;

	private volatile boolean dripping;

	private volatile String answer = "ERROR\r\n";

	public ScriptedEndpoint() {
		this(ServerSocketFactory.getDefault());
	}

	/**
	 * Creates an endpoint that is connected to in a special way.
	 * @param sockets makes its socket
	 */
	public ScriptedEndpoint(ServerSocketFactory sockets) {
		try {
			this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::serve, "scripted-endpoint");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Returns where it listens, as {@code host:port}.
	 */
	public String address() {
		return "127.0.0.1:" + this.socket.getLocalPort();
	}

	/**
	 * Answers with servers from now on.
	 * @param servers the servers, each as {@code host:port}
	 */
	public ScriptedEndpoint servers(Collection<String> servers) {
		String list = servers.stream()
			.map((server) -> server.replaceFirst("^(.*):(\\d+)$", "$1|10.0.0.9|$2"))
			.collect(Collectors.joining(" "));
		String configuration = "12\n" + list + "\n";
		return answer("CONFIG cluster 0 " + configuration.length() + "\r\n" + configuration + "\r\nEND\r\n");
	}

	/**
	 * Answers with any text from now on.
	 */
	public ScriptedEndpoint answer(String answer) {
		this.answer = answer;
		return this;
	}

	/**
	 * Begins to answer from now on, and goes on with a byte now and then until nobody
	 * listens any more.
	 */
	public ScriptedEndpoint drip() {
		this.dripping = true;
		return answer("CONFIG cluster 0 60000\r\n");
	}

	private void serve() {
		while (!this.socket.isClosed()) {
			try (Socket client = this.socket.accept()) {
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
				if ("config get cluster".equals(reader.readLine())) {
					client.getOutputStream().write(this.answer.getBytes(StandardCharsets.US_ASCII));
					while (this.dripping) {
						client.getOutputStream().write('1');
						LockSupport.parkNanos(10_000_000);
					}
				}
			}
			catch (IOException ex) {
				// Whoever asked will notice
			}
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
