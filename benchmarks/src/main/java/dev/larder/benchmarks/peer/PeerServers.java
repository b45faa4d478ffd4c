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

import org.springframework.util.Assert;

/**
 * Where the servers are that peers may use. Immutable; as text it can be handed to
 * another process.
 *
 * @param memcached the memcached servers, each {@code host:port}
 * @param redis the Redis server, {@code host:port}, or an empty text if there is none
 */
public record PeerServers(List<String> memcached, String redis) {

	public PeerServers {
		memcached = List.copyOf(memcached);
	}

	/**
	 * Reads what {@link #toString()} has written.
	 * @param text the text
	 * @return the servers
	 */
	public static PeerServers parse(String text) {
		String[] parts = text.split(";", -1);
		Assert.isTrue(parts.length == 2, () -> "'" + text + "' must have two parts");
		return new PeerServers(parts[0].isEmpty() ? List.of() : List.of(parts[0].split(",", -1)), parts[1]);
	}

	@Override
	public String toString() {
		return String.join(",", this.memcached) + ";" + this.redis;
	}

}
