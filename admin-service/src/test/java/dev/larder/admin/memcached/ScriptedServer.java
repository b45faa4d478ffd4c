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
package dev.larder.admin.memcached;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A server that is not memcached, or an old one: it answers lines as told.
 */
public final class ScriptedServer implements AutoCloseable {

	/**
	 * The answer after which the connection is closed.
	 */
	public static final String CLOSE = "";

	private final ServerSocket serverSocket;

	private final Function<String, @Nullable String> script;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<String> received = new CopyOnWriteArrayList<>();

	private ScriptedServer(Function<String, @Nullable String> script) throws IOException {
		this.script = script;
		this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	/**
	 * Starts a server.
	 * @param script gives the answer to each line, with line ends; {@code null} for
	 * silence
	 * @return the running server
	 */
	public static ScriptedServer start(Function<String, @Nullable String> script) {
		try {
			return new ScriptedServer(script);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "scripted-server");
		thread.setDaemon(true);
		thread.start();
	}

	public int port() {
		return this.serverSocket.getLocalPort();
	}

	public ServerAddress address() {
		return new ServerAddress(this.serverSocket.getInetAddress().getHostAddress(), port());
	}

	public List<String> received() {
		return this.received;
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.serverSocket.accept();
				this.sockets.add(socket);
				start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.received.add(line);
				String answer = this.script.apply(line);
				if (CLOSE.equals(answer)) {
					return;
				}
				if (answer != null) {
					socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
				}
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	@Override
	public void close() {
		try {
			this.serverSocket.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
