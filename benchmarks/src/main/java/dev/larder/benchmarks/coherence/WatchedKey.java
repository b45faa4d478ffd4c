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

import dev.larder.benchmarks.payload.Product;
import dev.larder.cache.LarderCache;

/**
 * A key whose changes are watched. Used by one thread at a time.
 */
final class WatchedKey {

	private final String name;

	private long number;

	private boolean evicted;

	WatchedKey(String name) {
		this.name = name;
	}

	String name() {
		return this.name;
	}

	/**
	 * Returns the number of the product last stored.
	 */
	long number() {
		return this.number;
	}

	/**
	 * Stores a product that was not there before.
	 */
	void put(LarderCache cache) {
		this.number++;
		this.evicted = false;
		cache.put(this.name, Product.number(this.number));
	}

	void evict(LarderCache cache) {
		this.evicted = true;
		cache.evict(this.name);
	}

	boolean isEvicted() {
		return this.evicted;
	}

}
