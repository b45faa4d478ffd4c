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

import dev.larder.cache.LarderCache;

/**
 * Applications that share their entries. Not thread-safe.
 */
final class Instances implements AutoCloseable {

	private final String mode;

	private final String keyPrefix;

	private final String server;

	private final List<LarderInstance> instances = new ArrayList<>();

	/**
	 * Prepares instances, of which there are none yet.
	 * @param mode where their caches live
	 * @param keyPrefix what keeps their entries from those of others
	 * @param server the memcached server
	 */
	Instances(String mode, String keyPrefix, String server) {
		this.mode = mode;
		this.keyPrefix = keyPrefix;
		this.server = server;
	}

	/**
	 * Starts instances until there are as many.
	 */
	Instances growTo(int size) {
		while (this.instances.size() < size) {
			this.instances.add(LarderInstance.open(this.mode, this.keyPrefix, this.server));
		}
		return this;
	}

	/**
	 * Returns a cache of each instance, in which there is an entry.
	 */
	List<LarderCache> caches(String name) {
		List<LarderCache> caches = this.instances.stream().map((instance) -> instance.cache(name)).toList();
		caches.get(0).put("first", "value");
		caches.forEach((cache) -> cache.get("first"));
		return caches;
	}

	@Override
	public void close() {
		this.instances.forEach(LarderInstance::close);
	}

}
