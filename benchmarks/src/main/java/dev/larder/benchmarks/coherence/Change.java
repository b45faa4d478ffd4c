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

import java.util.BitSet;

import dev.larder.benchmarks.payload.Product;
import dev.larder.cache.LarderCache;

import org.springframework.cache.Cache;

/**
 * A change of a key by one instance that others may not have seen yet. Not thread-safe.
 */
final class Change {

	private final WatchedKey key;

	private final long outdated;

	private final long start;

	private final BitSet unaware = new BitSet();

	/**
	 * Creates a change that is about to be made.
	 * @param key what is changed
	 * @param writer which instance changes it
	 * @param instances how many instances there are
	 */
	Change(WatchedKey key, int writer, int instances) {
		this.key = key;
		this.outdated = key.number();
		this.unaware.set(0, instances);
		this.unaware.clear(writer);
		this.start = System.nanoTime();
	}

	WatchedKey key() {
		return this.key;
	}

	boolean isSeenByAll() {
		return this.unaware.isEmpty();
	}

	/**
	 * Looks whether an instance serves the former value.
	 * @param instance which instance
	 * @param cache its cache
	 * @return the time since the change, in nanoseconds, if it has just stopped to serve
	 * it, else -1
	 */
	long look(int instance, LarderCache cache) {
		if (!this.unaware.get(instance)) {
			return -1;
		}
		long now = System.nanoTime();
		Cache.ValueWrapper value = cache.get(this.key.name());
		if (value != null && value.get() instanceof Product product && product.id() == this.outdated) {
			return -1;
		}
		this.unaware.clear(instance);
		return now - this.start;
	}

}
