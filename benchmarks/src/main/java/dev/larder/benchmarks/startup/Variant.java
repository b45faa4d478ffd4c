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

package dev.larder.benchmarks.startup;

import java.util.List;

import dev.larder.benchmarks.peer.Addresses;

/**
 * How the cache of an application is set up.
 *
 * @param label what the report calls it
 * @param larder whether Larder is on the class path, where that can be chosen
 * @param redis whether Spring Data Redis is
 * @param properties the application's properties
 */
record Variant(String label, boolean larder, boolean redis, List<String> properties) {

	static final Variant WITHOUT_LARDER = new Variant("Caffeine, without Larder", false, false,
			List.of("spring.cache.type=caffeine"));

	static final Variant CAFFEINE = new Variant("Caffeine, Larder stepping back", true, false,
			List.of("spring.cache.type=caffeine"));

	static final Variant NO_CACHE = new Variant("no cache, Larder stepping back", true, false,
			List.of("spring.cache.type=none"));

	static final Variant LOCAL = larder("Larder local", "local", "localhost:11211");

	static Variant redis(String server) {
		return new Variant("Redis cache, without Larder", false, true,
				List.of("spring.cache.type=redis", "spring.data.redis.url=redis://" + server));
	}

	static Variant larder(String label, String mode, String server) {
		return new Variant(label, true, false,
				List.of("larder.mode=" + mode, "larder.key-prefix=benchmark", "larder.memcached.servers=" + server));
	}

	boolean isLarder() {
		return this.properties.get(0).startsWith("larder.");
	}

	List<String> arguments() {
		return this.properties.stream().map("--"::concat).toList();
	}

	/**
	 * All variants.
	 *
	 * @param memcachedAbsent memcached mode without a server
	 * @param tieredAbsent tiered mode without a server
	 * @param memcached memcached mode
	 * @param redis Spring's Redis cache
	 */
	record All(Variant memcachedAbsent, Variant tieredAbsent, Variant memcached, Variant redis) {

		static All of(String absent, Addresses present) {
			return new All(larder("Larder memcached, no server", "memcached", absent),
					larder("Larder tiered, no server", "tiered", absent),
					larder("Larder memcached", "memcached", present.memcached().get(0)),
					Variant.redis(present.redis()));
		}

		List<Variant> ofSmallApplication() {
			return List.of(WITHOUT_LARDER, CAFFEINE, LOCAL, this.memcachedAbsent, this.tieredAbsent, this.memcached,
					this.redis);
		}

		List<Variant> essential() {
			return List.of(WITHOUT_LARDER, LOCAL, this.memcachedAbsent, this.tieredAbsent, this.memcached, this.redis);
		}

		List<Variant> ofSampleApplication() {
			return List.of(CAFFEINE, NO_CACHE, LOCAL, this.memcachedAbsent, this.tieredAbsent, this.memcached);
		}

	}

}
