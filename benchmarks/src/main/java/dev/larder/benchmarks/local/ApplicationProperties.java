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
package dev.larder.benchmarks.local;

import java.util.List;

import dev.larder.benchmarks.peer.PeerServers;

/**
 * The properties of applications, for caches that hold and keep the same.
 */
final class ApplicationProperties {

	static final List<String> SPRING_CAFFEINE = List.of("spring.cache.type=caffeine",
			"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=1h");

	static final List<String> SPRING_CAFFEINE_STATISTICS = List.of("spring.cache.type=caffeine",
			"spring.cache.caffeine.spec=maximumSize=10000,expireAfterWrite=1h,recordStats");

	static final List<String> SPRING_MAP = List.of("spring.cache.type=simple");

	// Larder's own defaults are 10,000 entries and an hour
	static final List<String> LARDER_LOCAL = List.of("larder.mode=local", "larder.key-prefix=benchmark");

	static final List<String> LARDER_UNGUARDED = List.of("larder.mode=local", "larder.key-prefix=benchmark",
			"larder.guard-all-loads=false");

	private ApplicationProperties() {
	}

	static List<String> larderTiered(PeerServers servers) {
		return List.of("larder.mode=tiered", "larder.key-prefix=benchmark",
				"larder.memcached.servers=" + String.join(",", servers.memcached()));
	}

}
