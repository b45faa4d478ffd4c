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
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * Sockets that block in the kernel, one for each thread: what network and server cost,
 * whatever the client.
 */
final class SocketClient implements Client {

	static final String PREFIX = "socket:";

	private final String server;

	private final Queue<BlockingConnection> connections = new ConcurrentLinkedQueue<>();

	private final ThreadLocal<BlockingConnection> connection = ThreadLocal.withInitial(this::connect);

	SocketClient(Addresses servers) {
		this.server = servers.memcached().get(0);
	}

	private BlockingConnection connect() {
		BlockingConnection connection = new BlockingConnection(this.server);
		this.connections.add(connection);
		return connection;
	}

	@Override
	public byte @Nullable [] get(String key) throws IOException {
		return this.connection.get().get(PREFIX + key);
	}

	@Override
	public void put(String key, Object value) throws IOException {
		this.connection.get().set(PREFIX + key, (byte[]) value);
	}

	@Override
	public void evict(String key) throws IOException {
		this.connection.get().delete(PREFIX + key);
	}

	@Override
	public Map<String, ?> getAll(Collection<String> keys) throws IOException {
		return this.connection.get().getAll(keys.stream().map(PREFIX::concat).toList());
	}

	@Override
	public void close() {
		this.connections.forEach(BlockingConnection::close);
	}

}
