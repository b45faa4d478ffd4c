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

/**
 * A way to set up an application's cache. Immutable.
 *
 * @param label what it is called in the report
 * @param larder whether Larder is on the class path, where that can be chosen
 * @param properties its properties, each {@code name=value}
 */
record Variant(String label, boolean larder, List<String> properties) {

	/**
	 * Spring Boot's own, in an application that has no Larder.
	 */
	static final Variant WITHOUT_LARDER = new Variant("Caffeine, without Larder", false,
			List.of("spring.cache.type=caffeine"));

	/**
	 * Spring Boot's own, in an application that has Larder, which steps back.
	 */
	static final Variant CAFFEINE = new Variant("Caffeine, Larder stepping back", true,
			List.of("spring.cache.type=caffeine"));

	/**
	 * No cache, in an application that has Larder, which steps back.
	 */
	static final Variant NO_CACHE = new Variant("no cache, Larder stepping back", true,
			List.of("spring.cache.type=none"));

	/**
	 * Larder in local memory.
	 */
	static final Variant LOCAL = larder("Larder local", "local", "");

	Variant {
		properties = List.copyOf(properties);
	}

	static Variant larder(String label, String mode, String server) {
		return new Variant(label, true, List.of("larder.mode=" + mode, "larder.key-prefix=benchmark",
				"larder.memcached.servers=" + (server.isEmpty() ? "localhost:11211" : server)));
	}

	/**
	 * Returns the properties as arguments of an application.
	 */
	List<String> arguments() {
		return this.properties.stream().map("--"::concat).toList();
	}

}
