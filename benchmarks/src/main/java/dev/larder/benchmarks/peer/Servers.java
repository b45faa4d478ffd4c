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

import java.util.List;
import java.util.stream.Stream;

import dev.larder.benchmarks.measure.Traffic;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.process.ServerProcess;
import dev.larder.test.redis.RedisServer;

/**
 * The servers of a measurement.
 */
public final class Servers implements AutoCloseable {

	private static final String[] MEMCACHED_OPTIONS = { "-m", "1024", "-I", "4m", "-c", "4096", "-t", "2" };

	private final List<MemcachedServer> memcached;

	private final List<RedisServer> redis;

	private Servers(List<MemcachedServer> memcached, List<RedisServer> redis) {
		this.memcached = memcached;
		this.redis = redis;
	}

	/**
	 * Starts one server of each kind.
	 * @return the servers
	 */
	public static Servers start() {
		return new Servers(List.of(MemcachedServer.start(MEMCACHED_OPTIONS)), List.of(RedisServer.start()));
	}

	/**
	 * Starts memcached servers alone.
	 * @param count how many
	 * @return the servers
	 */
	public static Servers startMemcached(int count) {
		return new Servers(Stream.generate(() -> MemcachedServer.start(MEMCACHED_OPTIONS)).limit(count).toList(),
				List.of());
	}

	/**
	 * Returns the server where values are kept.
	 * @param backend where a peer keeps them
	 * @return the server
	 */
	public ServerProcess of(Peer.Backend backend) {
		return (backend == Peer.Backend.REDIS) ? this.redis.get(0) : this.memcached.get(0);
	}

	/**
	 * Asks a server for its counters.
	 * @param backend where a peer keeps values
	 * @return what it has been asked for since its start
	 */
	public Traffic traffic(Peer.Backend backend) {
		return switch (backend) {
			case MEMCACHED -> Traffic.ofMemcached(this.memcached.get(0).stats());
			// There is a shorter answer since Redis 7 alone
			case REDIS -> Traffic.ofRedis(this.redis.get(0).info("all"));
			case LOCAL -> Traffic.NONE;
		};
	}

	public Addresses addresses() {
		return new Addresses(this.memcached.stream().map(ServerProcess::address).toList(),
				this.redis.stream().map(ServerProcess::address).findFirst().orElse(""));
	}

	private Stream<ServerProcess> all() {
		return Stream.concat(this.memcached.stream(), this.redis.stream());
	}

	public void flush() {
		all().forEach(ServerProcess::flush);
	}

	@Override
	public void close() {
		all().forEach(ServerProcess::close);
	}

}
