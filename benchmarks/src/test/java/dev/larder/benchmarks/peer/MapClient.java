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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A cache that remembers what it was asked for, and can lose what is stored, or fail.
 */
final class MapClient implements Client {

	final Map<String, Object> values = new ConcurrentHashMap<>();

	final List<String> asked = new CopyOnWriteArrayList<>();

	final AtomicInteger toLose = new AtomicInteger();

	boolean toFail;

	@Override
	public @Nullable Object get(String key) {
		this.asked.add(key);
		return this.values.get(key);
	}

	@Override
	public void put(String key, Object value) {
		if (this.toFail) {
			throw new UnsupportedOperationException();
		}
		if (this.toLose.getAndDecrement() <= 0) {
			this.values.put(key, value);
		}
	}

	@Override
	public Map<String, ?> getAll(Collection<String> keys) {
		this.asked.addAll(keys);
		Map<String, Object> found = new ConcurrentHashMap<>(this.values);
		found.keySet().retainAll(keys);
		return found;
	}

	@Override
	public void close() {
	}

}
