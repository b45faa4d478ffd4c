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
package dev.larder.benchmarks.outage;

import dev.larder.benchmarks.peer.Backend;
import dev.larder.benchmarks.server.RedisServer;
import dev.larder.benchmarks.server.Servers;
import dev.larder.test.memcached.MemcachedServer;

/**
 * The server that fails. Each action returns when it has taken effect.
 *
 * @param kill ends it at once
 * @param restart starts it again, empty
 * @param freeze stops it, with its connections left open
 * @param resume lets it go on
 */
record Failing(Runnable kill, Runnable restart, Runnable freeze, Runnable resume) {

	/**
	 * Returns the server of a backend.
	 */
	static Failing of(Backend backend, Servers servers) {
		if (backend == Backend.REDIS) {
			RedisServer redis = servers.redis();
			return new Failing(redis::kill, redis::restart, redis::freeze, redis::resume);
		}
		MemcachedServer memcached = servers.memcached();
		return new Failing(memcached::kill, memcached::restart, memcached::freeze, memcached::resume);
	}

}
