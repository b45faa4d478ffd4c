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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.larder.test.memcached.MemcachedServer;

/**
 * Stands between clients and a server, and can keep what clients sent on connections that
 * they have lost, as a slow network or a busy thread of the server does.
 */
public final class HoldingRelay implements AutoCloseable {

	private final MemcachedServer server;

	private final ServerSocket listener;

	private final List<Connection> connections = new CopyOnWriteArrayList<>();

	public HoldingRelay(MemcachedServer server) throws IOException {
		this.server = server;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	public String host() {
		return this.listener.getInetAddress().getHostAddress();
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Keeps what clients send from now on on their present connections.
	 */
	public void hold() {
		this.connections.forEach(Connection::hold);
	}

	/**
	 * Has clients lose the connections that are held. They can make others.
	 */
	public void lose() {
		this.connections.forEach(Connection::lose);
	}

	/**
	 * Gives the server what was kept.
	 * @return its answers to that
	 */
	public String release() throws IOException {
		StringBuilder answers = new StringBuilder();
		for (Connection connection : this.connections) {
			answers.append(connection.release());
		}
		return answers.toString();
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			Connection connection = new Connection(client, new Socket(this.server.host(), this.server.port()));
			this.connections.add(connection);
			start(connection::send);
			start(connection::answer);
		}
	}

	private static void start(Work work) {
		Thread thread = new Thread(() -> {
			try {
				work.run();
			}
			catch (IOException ex) {
				// The connection is over
			}
		}, "relay");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Connection connection : this.connections) {
			connection.client.close();
			connection.server.close();
		}
	}

	private interface Work {

		void run() throws IOException;

	}

	private static final class Connection {

		private final Socket client;

		private final Socket server;

		private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

		private final CompletableFuture<String> answers = new CompletableFuture<>();

		private boolean held;

		Connection(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		synchronized void hold() {
			this.held = true;
		}

		synchronized void lose() {
			if (this.held) {
				try {
					this.client.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}

		String release() throws IOException {
			synchronized (this) {
				if (!this.held) {
					return "";
				}
				this.kept.writeTo(this.server.getOutputStream());
			}
			this.server.shutdownOutput();
			return this.answers.join();
		}

		void send() throws IOException {
			InputStream in = this.client.getInputStream();
			byte[] buffer = new byte[8192];
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				synchronized (this) {
					OutputStream out = this.held ? this.kept : this.server.getOutputStream();
					out.write(buffer, 0, count);
				}
			}
		}

		void answer() throws IOException {
			InputStream in = this.server.getInputStream();
			ByteArrayOutputStream late = new ByteArrayOutputStream();
			byte[] buffer = new byte[8192];
			for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
				synchronized (this) {
					OutputStream out = this.held ? late : this.client.getOutputStream();
					out.write(buffer, 0, count);
				}
			}
			this.answers.complete(late.toString(StandardCharsets.US_ASCII));
		}

	}

}
