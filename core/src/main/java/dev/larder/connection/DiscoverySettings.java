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

package dev.larder.connection;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How the memcached servers are found. Immutable.
 *
 * @param mode by what they are found
 * @param interval the time between two look-ups, 100 milliseconds or more
 */
public record DiscoverySettings(Mode mode, Duration interval) {

	/**
	 * The servers are those that are given, for good.
	 */
	public static final DiscoverySettings STATIC = new DiscoverySettings(Mode.STATIC, Duration.ofSeconds(30));

	public DiscoverySettings {
		Assert.notNull(mode, "'mode' must not be null");
		Assert.isTrue(interval.compareTo(Duration.ofMillis(100)) >= 0, "'interval' must be 100 milliseconds or more");
	}

	/**
	 * By what servers are found.
	 */
	public enum Mode {

		/**
		 * The servers are those that are given, each a server with a name that lasts.
		 */
		STATIC,

		/**
		 * Each address of the names that are given is a server.
		 */
		DNS,

		/**
		 * The names that are given are configuration endpoints of Amazon ElastiCache or
		 * Google Cloud Memorystore, which are asked for the servers.
		 */
		ELASTICACHE

	}

}
