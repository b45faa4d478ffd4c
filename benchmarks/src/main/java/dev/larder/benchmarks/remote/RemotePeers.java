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
package dev.larder.benchmarks.remote;

import java.util.List;
import java.util.stream.Stream;

import dev.larder.benchmarks.peer.Ability;
import dev.larder.benchmarks.peer.PeerType;

/**
 * Who takes part in what.
 */
final class RemotePeers {

	/**
	 * With whom the others are compared.
	 */
	static final PeerType REFERENCE = PeerType.RAW_XMEMCACHED;

	static final List<PeerType> HIT = List.of(REFERENCE, PeerType.RAW_SOCKET, PeerType.HANDING_SOCKET,
			PeerType.LARDER_MEMCACHED, PeerType.SIXHOURS, PeerType.SIMPLE_SPRING_MEMCACHED, PeerType.REDIS_CACHE,
			PeerType.JETCACHE_REDIS);

	/**
	 * Those that wait until a value is stored.
	 */
	static final List<PeerType> PUT = HIT.stream()
		.filter((type) -> type != PeerType.HANDING_SOCKET)
		.map((type) -> (type == PeerType.REDIS_CACHE) ? PeerType.REDIS_CACHE_IMMEDIATE : type)
		.toList();

	static final List<PeerType> MULTI_GET = HIT.stream().filter((type) -> type.can(Ability.GET_ALL)).toList();

	static final List<PeerType> ALL = Stream.concat(HIT.stream(), PUT.stream()).distinct().toList();

	/**
	 * Larder first, as the others are compared with it.
	 */
	static final List<PeerType> CLEAR = List.of(PeerType.LARDER_MEMCACHED, PeerType.LARDER_TIERED, PeerType.SIXHOURS,
			PeerType.SIMPLE_SPRING_MEMCACHED, PeerType.REDIS_CACHE_IMMEDIATE);

	private RemotePeers() {
	}

}
