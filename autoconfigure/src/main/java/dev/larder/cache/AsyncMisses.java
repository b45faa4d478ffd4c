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
package dev.larder.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that were just missed by an asynchronous read. Spring stores the value of such
 * a key through the plain {@code put}, on whatever thread completed it, which must not be
 * kept waiting. Thread-safe and bounded; a key that was forgotten, or is never stored,
 * does no harm.
 */
final class AsyncMisses {

	private static final int MAX_KEYS = 10_000;

	private final Set<Object> keys = ConcurrentHashMap.newKeySet();

	void add(Object key) {
		if (this.keys.size() < MAX_KEYS) {
			this.keys.add(key);
		}
	}

	/**
	 * Returns whether a key was missed, once.
	 */
	boolean remove(Object key) {
		return !this.keys.isEmpty() && this.keys.remove(key);
	}

}
