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

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * The same sockets, whose answers another thread reads and hands over: what every client
 * pays that shares a connection.
 */
final class HandingSocketClient implements Client {

	private final String server;

	private final SocketClient writer;

	private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

	private final ThreadLocal<Connection> connection = ThreadLocal.withInitial(this::connect);

	HandingSocketClient(Addresses servers) {
		this.server = servers.memcached().get(0);
		this.writer = new SocketClient(servers);
	}

	private Connection connect() {
		Connection connection = new Connection(new BlockingConnection(this.server));
		this.connections.add(connection);
		return connection;
	}

	@Override
	public byte @Nullable [] get(String key) throws Exception {
		return this.connection.get().get(SocketClient.PREFIX + key);
	}

	@Override
	public void put(String key, Object value) throws IOException {
		this.writer.put(key, value);
	}

	@Override
	public void close() {
		this.connections.forEach((connection) -> connection.socket.close());
		this.writer.close();
	}

	private static final class Connection {

		private final BlockingConnection socket;

		private final Queue<CompletableFuture<byte @Nullable []>> asked = new ConcurrentLinkedQueue<>();

		Connection(BlockingConnection socket) {
			this.socket = socket;
			Thread reader = new Thread(this::read, "reader");
			reader.setDaemon(true);
			reader.start();
		}

		byte @Nullable [] get(String key) throws Exception {
			CompletableFuture<byte @Nullable []> answer = new CompletableFuture<>();
			// Before the request, since the answer may be there at once
			this.asked.add(answer);
			this.socket.send("get " + key);
			return answer.get();
		}

		private void read() {
			try {
				while (true) {
					byte[] value = this.socket.receive();
					CompletableFuture<byte @Nullable []> answer = this.asked.poll();
					if (answer == null) {
						throw new IOException("The server has answered what nobody asked");
					}
					answer.complete(value);
				}
			}
			catch (IOException ex) {
				this.asked.forEach((answer) -> answer.completeExceptionally(ex));
			}
		}

	}

}
