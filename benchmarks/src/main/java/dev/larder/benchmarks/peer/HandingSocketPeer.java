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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * A socket for each thread whose answers another thread reads and hands over: the least
 * that a client can do which shares its connections. What it differs in from
 * {@link RawSocketPeer} is what one hand-over costs. For {@code byte[]} alone; what does
 * not read goes to that other peer.
 */
final class HandingSocketPeer implements Peer {

	private static final String PREFIX = "socket:";

	private final String server;

	private final Peer writer;

	private final Queue<HandingClient> clients = new ConcurrentLinkedQueue<>();

	private final ThreadLocal<HandingClient> client = ThreadLocal.withInitial(this::connect);

	private HandingSocketPeer(PeerServers servers) {
		this.server = servers.memcached().get(0);
		this.writer = RawSocketPeer.open(servers);
	}

	static Peer open(PeerServers servers) {
		return new HandingSocketPeer(servers);
	}

	private HandingClient connect() {
		HandingClient client = HandingClient.connect(this.server);
		this.clients.add(client);
		return client;
	}

	@Override
	public byte @Nullable [] get(String key) throws Exception {
		return this.client.get().get(PREFIX + key);
	}

	@Override
	public void put(String key, Object value) throws Exception {
		this.writer.put(key, value);
	}

	@Override
	public void evict(String key) throws Exception {
		this.writer.evict(key);
	}

	@Override
	public void close() {
		this.clients.forEach(HandingClient::close);
		this.writer.close();
	}

}
