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
package dev.larder.admin;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A memcached server that answers {@code stats} with more than anybody can keep: 60,000
 * lines of 8 KB.
 */
final class FloodingServer implements AutoCloseable {

	private static final int LINES = 60_000;

	private final ServerSocket serverSocket;

	FloodingServer() throws IOException {
		this.serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "flooding-server");
		thread.setDaemon(true);
		thread.start();
	}

	String address() {
		return this.serverSocket.getInetAddress().getHostAddress() + ":" + this.serverSocket.getLocalPort();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.serverSocket.accept();
				start(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private static void serve(Socket socket) {
		try (socket;
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
				OutputStream output = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				answer(line, output);
				output.flush();
			}
		}
		catch (IOException ex) {
			// The other side has had enough
		}
	}

	private static void answer(String line, OutputStream output) throws IOException {
		if (line.startsWith("stats")) {
			String value = "x".repeat(8000);
			for (int i = 0; i < LINES; i++) {
				output.write(("STAT name" + i + " " + value + "\r\n").getBytes(StandardCharsets.US_ASCII));
			}
			output.write("END\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		else if (line.equals("version")) {
			output.write("VERSION 1.6.40\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		else {
			output.write("ERROR\r\n".getBytes(StandardCharsets.US_ASCII));
		}
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
	}

}
