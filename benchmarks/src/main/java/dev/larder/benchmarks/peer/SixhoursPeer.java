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

import org.springframework.util.ClassUtils;

/**
 * The memcached starter of sixhours. It is found on the class path rather than compiled
 * against, since the version for Spring Boot 4 may not be in the repository at hand.
 */
final class SixhoursPeer {

	static final String VERSION = "3.0.0";

	private static final String AUTO_CONFIGURATION = "io.sixhours.memcached.cache.MemcachedCacheAutoConfiguration";

	private SixhoursPeer() {
	}

	static boolean isAvailable() {
		return ClassUtils.isPresent(AUTO_CONFIGURATION, SixhoursPeer.class.getClassLoader());
	}

	static Peer open(PeerServers servers) {
		return SpringPeer.start(List.of("spring.autoconfigure.exclude=dev.larder.autoconfigure.LarderAutoConfiguration",
				"memcached.cache.servers=" + String.join(",", servers.memcached()), "memcached.cache.expiration=1h"));
	}

}
