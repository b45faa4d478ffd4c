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
package dev.larder.benchmarks.peer;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Something that caches values, set up as its users would set it up. Thread-safe. What it
 * cannot do throws {@link UnsupportedOperationException}; {@link PeerType} says what that
 * is.
 */
public interface Peer extends AutoCloseable {

	/**
	 * Reads a value.
	 * @param key the key
	 * @return the value, or {@code null} if there is none
	 * @throws Exception whatever users of this peer would see
	 */
	@Nullable Object get(String key) throws Exception;

	/**
	 * Stores a value.
	 * @param key the key
	 * @param value the value
	 * @throws Exception whatever users of this peer would see
	 */
	void put(String key, Object value) throws Exception;

	/**
	 * Removes a value.
	 * @param key the key
	 * @throws Exception whatever users of this peer would see
	 */
	void evict(String key) throws Exception;

	/**
	 * Removes all values of the cache.
	 * @throws Exception whatever users of this peer would see
	 */
	default void clear() throws Exception {
		throw new UnsupportedOperationException();
	}

	/**
	 * Reads a value, or loads and stores it.
	 * @param key the key
	 * @param loader loads it
	 * @return the value
	 * @throws Exception whatever users of this peer would see
	 */
	default Object load(String key, Callable<Object> loader) throws Exception {
		throw new UnsupportedOperationException();
	}

	/**
	 * Reads several values at once.
	 * @param keys the keys
	 * @return the values that were found, by key
	 * @throws Exception whatever users of this peer would see
	 */
	default Map<String, ?> getAll(Collection<String> keys) throws Exception {
		throw new UnsupportedOperationException();
	}

	@Override
	void close();

}
