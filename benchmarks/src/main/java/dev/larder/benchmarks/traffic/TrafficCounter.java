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
package dev.larder.benchmarks.traffic;

import dev.larder.benchmarks.peer.Backend;
import dev.larder.benchmarks.server.Servers;

/**
 * Asks a server for the traffic since its start. To ask is traffic too, of which only the
 * bytes are counted.
 */
@FunctionalInterface
public interface TrafficCounter {

	/**
	 * Returns the traffic since the server's start.
	 * @return the traffic
	 */
	Traffic now();

	/**
	 * Returns a counter of the server a peer uses.
	 * @param backend where the peer keeps what it is given
	 * @param servers the servers, of which only the first memcached server is counted
	 * @return the counter
	 */
	static TrafficCounter of(Backend backend, Servers servers) {
		return switch (backend) {
			case MEMCACHED -> () -> MemcachedStats.traffic(servers.memcached().stats());
			// There is a shorter answer since Redis 7 alone
			case REDIS -> () -> RedisInfo.traffic(servers.redis().info("all"));
			case LOCAL -> () -> Traffic.NONE;
		};
	}

}
