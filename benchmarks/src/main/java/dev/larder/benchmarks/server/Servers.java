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
package dev.larder.benchmarks.server;

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.test.memcached.MemcachedServer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The servers of a suite. Not thread-safe.
 */
public final class Servers implements AutoCloseable {

	/**
	 * Enough for what is measured, so that nothing is evicted.
	 */
	private static final String[] MEMCACHED_OPTIONS = { "-m", "1024", "-I", "4m", "-c", "4096", "-t", "2" };

	private final List<MemcachedServer> memcached;

	private final @Nullable RedisServer redis;

	private Servers(List<MemcachedServer> memcached, @Nullable RedisServer redis) {
		this.memcached = List.copyOf(memcached);
		this.redis = redis;
	}

	/**
	 * Starts one memcached server and one Redis server.
	 * @return the running servers
	 */
	public static Servers start() {
		return new Servers(List.of(MemcachedServer.start(MEMCACHED_OPTIONS)), RedisServer.start());
	}

	/**
	 * Starts memcached servers alone.
	 * @param count how many
	 * @return the running servers
	 */
	public static Servers startMemcached(int count) {
		List<MemcachedServer> servers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			servers.add(MemcachedServer.start(MEMCACHED_OPTIONS));
		}
		return new Servers(servers, null);
	}

	/**
	 * Returns the first memcached server.
	 * @return the server
	 */
	public MemcachedServer memcached() {
		return this.memcached.get(0);
	}

	/**
	 * Returns the Redis server.
	 * @return the server, which must have been started
	 */
	public RedisServer redis() {
		Assert.state(this.redis != null, "Redis was not started");
		return this.redis;
	}

	/**
	 * Returns where the servers are.
	 * @return the addresses
	 */
	public PeerServers addresses() {
		RedisServer redis = this.redis;
		return new PeerServers(this.memcached.stream().map(MemcachedServer::address).toList(),
				(redis != null) ? redis.host() + ":" + redis.port() : "");
	}

	/**
	 * Removes what the servers hold.
	 */
	public void flush() {
		this.memcached.forEach(MemcachedServer::flush);
		if (this.redis != null) {
			this.redis.flush();
		}
	}

	@Override
	public void close() {
		this.memcached.forEach(MemcachedServer::close);
		if (this.redis != null) {
			this.redis.close();
		}
	}

}
