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

import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * A blocking socket for each thread, to the first server, for {@code byte[]} alone.
 * Threads wait for the kernel and for nobody else: no client that shares connections can
 * be faster for a single caller.
 */
final class RawSocketPeer implements Peer {

	private static final String PREFIX = "socket:";

	private final String server;

	private final Queue<BlockingClient> clients = new ConcurrentLinkedQueue<>();

	private final ThreadLocal<BlockingClient> client = ThreadLocal.withInitial(this::connect);

	private RawSocketPeer(String server) {
		this.server = server;
	}

	static Peer open(PeerServers servers) {
		return new RawSocketPeer(servers.memcached().get(0));
	}

	private BlockingClient connect() {
		BlockingClient client = BlockingClient.connect(this.server);
		this.clients.add(client);
		return client;
	}

	@Override
	public byte @Nullable [] get(String key) throws Exception {
		return this.client.get().get(PREFIX + key);
	}

	@Override
	public void put(String key, Object value) throws Exception {
		this.client.get().set(PREFIX + key, (byte[]) value);
	}

	@Override
	public void evict(String key) throws Exception {
		this.client.get().delete(PREFIX + key);
	}

	@Override
	public Map<String, ?> getAll(Collection<String> keys) throws Exception {
		return this.client.get().getAll(keys.stream().map(PREFIX::concat).toList());
	}

	@Override
	public void close() {
		this.clients.forEach(BlockingClient::close);
	}

}
