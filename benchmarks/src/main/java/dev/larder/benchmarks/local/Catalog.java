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

import dev.larder.benchmarks.payload.Product;

import org.springframework.cache.annotation.Cacheable;

/**
 * A service as applications have them, whose results are cached, and which knows how
 * often it was reached.
 */
class Catalog {

	private int calls;

	@Cacheable(CachingApplication.CACHE)
	public Product product(Long id) {
		return load(id);
	}

	@Cacheable(cacheNames = CachingApplication.CACHE, sync = true)
	public Product productInSync(Long id) {
		return load(id);
	}

	@Cacheable(cacheNames = CachingApplication.CACHE, key = "#id")
	public Product productByKey(Long id) {
		return load(id);
	}

	/**
	 * Is intercepted, but not cached.
	 */
	public Product uncached(Long id) {
		return load(id);
	}

	private Product load(Long id) {
		this.calls++;
		return Product.number(id);
	}

	/**
	 * Returns how often a method was reached.
	 */
	public int calls() {
		return this.calls;
	}

}
