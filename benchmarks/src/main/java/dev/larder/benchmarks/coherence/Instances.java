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

package dev.larder.benchmarks.coherence;

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.peer.Addresses;
import dev.larder.benchmarks.peer.SpringClient;
import dev.larder.cache.LarderCache;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Instances of an application with Larder, each with its own client and threads.
 */
final class Instances implements AutoCloseable {

	private final String mode;

	private final String keyPrefix;

	private final Addresses servers;

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	Instances(String mode, String keyPrefix, Addresses servers) {
		this.mode = mode;
		this.keyPrefix = keyPrefix;
		this.servers = servers;
	}

	Instances growTo(int size) {
		while (this.contexts.size() < size) {
			this.contexts.add(SpringClient.startLarder(this.mode, this.keyPrefix, this.servers));
		}
		return this;
	}

	/**
	 * Returns a cache as each instance sees it, after it was used everywhere.
	 */
	List<LarderCache> caches(String name) {
		List<LarderCache> caches = this.contexts.stream()
			.map((context) -> (LarderCache) SpringClient.cache(context, name))
			.toList();
		caches.get(0).put("first", "value");
		caches.forEach((cache) -> cache.get("first"));
		return caches;
	}

	@Override
	public void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

}
