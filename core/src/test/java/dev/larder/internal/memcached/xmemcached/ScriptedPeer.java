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
package dev.larder.internal.memcached.xmemcached;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

import dev.larder.internal.memcached.NodeAddress;

/**
 * A server that answers as the test says, for what a real memcached does not do on
 * request: a script is run for every connection.
 */
final class ScriptedPeer implements AutoCloseable {

	private final ServerSocket server;

	private final Script script;

	private final AtomicInteger connections = new AtomicInteger();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	ScriptedPeer(Script script) {
		this(script, ServerSocketFactory.getDefault());
	}

	/**
	 * Creates a peer.
	 * @param script what to do on each connection
	 * @param sockets makes the socket that listens, such as one for TLS
	 */
	ScriptedPeer(Script script, ServerSocketFactory sockets) {
		try {
			this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.script = script;
		start(this::accept);
	}

	NodeAddress address() {
		return new NodeAddress("127.0.0.1", this.server.getLocalPort(), 1);
	}

	int connections() {
		return this.connections.get();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				int number = this.connections.incrementAndGet();
				start(() -> serve(socket, number));
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private void serve(Socket socket, int number) {
		try (socket) {
			socket.setTcpNoDelay(true);
			this.script.run(new Connection(socket, number));
		}
		catch (IOException ex) {
			// The client hung up
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "scripted-peer");
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
	 * What to do on a connection, which is closed afterwards.
	 */
	interface Script {

		void run(Connection connection) throws IOException;

	}

	/**
	 * A connection of a client.
	 */
	static final class Connection {

		private final int number;

		private final Socket socket;

		private final BufferedReader in;

		private final OutputStream out;

		private Connection(Socket socket, int number) throws IOException {
			this.number = number;
			this.socket = socket;
			this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			this.out = socket.getOutputStream();
		}

		Socket socket() {
			return this.socket;
		}

		/**
		 * Returns which connection this is, from 1.
		 */
		int number() {
			return this.number;
		}

		/**
		 * Reads a line of a request.
		 */
		String readLine() throws IOException {
			String line = this.in.readLine();
			if (line == null) {
				throw new IOException("The client hung up");
			}
			return line;
		}

		void send(String text) throws IOException {
			this.out.write(text.getBytes(StandardCharsets.ISO_8859_1));
			this.out.flush();
		}

		/**
		 * Answers every request in the same way until the client hangs up.
		 */
		void answerAll(String text) throws IOException {
			while (true) {
				readLine();
				send(text);
			}
		}

		/**
		 * Reads until the client hangs up, and answers nothing.
		 */
		void ignoreAll() throws IOException {
			while (true) {
				readLine();
			}
		}

	}

}
