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
package dev.larder.internal.memcached;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The invalidations of one cache that a node may have missed. What they cover is not read
 * from that node until they have been repeated. Thread-safe and bounded: too many keys
 * become the whole cache.
 */
final class LostInvalidations {

	static final int MAX_KEYS = 10_000;

	private final ConcurrentMap<String, Long> keys = new ConcurrentHashMap<>();

	private final AtomicLong sequence = new AtomicLong();

	private final AtomicLong all = new AtomicLong();

	/**
	 * Returns whether nothing was lost.
	 */
	boolean isEmpty() {
		return this.all.get() == 0 && this.keys.isEmpty();
	}

	/**
	 * Returns whether a key may have an outdated entry on the node.
	 */
	boolean covers(String key) {
		return this.all.get() != 0 || (!this.keys.isEmpty() && this.keys.containsKey(key));
	}

	/**
	 * Remembers that the removal of a key may have been missed.
	 */
	void add(String key) {
		if (this.keys.size() >= MAX_KEYS) {
			addAll();
		}
		else {
			this.keys.put(key, this.sequence.incrementAndGet());
		}
	}

	/**
	 * Remembers that a clearing of the whole cache may have been missed.
	 */
	void addAll() {
		this.all.set(this.sequence.incrementAndGet());
	}

	/**
	 * Returns what marks the present loss of a key, to be given to
	 * {@link #repaired(String, Long)}.
	 */
	@Nullable Long mark(String key) {
		return this.keys.isEmpty() ? null : this.keys.get(key);
	}

	/**
	 * Forgets the loss of a key, unless it was lost again since it was marked.
	 */
	void repaired(String key, @Nullable Long mark) {
		if (mark != null) {
			this.keys.remove(key, mark);
		}
	}

	/**
	 * Returns what marks the present loss of the whole cache, 0 if it is not lost.
	 */
	long markAll() {
		return this.all.get();
	}

	/**
	 * Forgets the loss of the whole cache and of all keys that were lost before it was
	 * marked, unless the whole cache was lost again since.
	 */
	void repairedAll(long mark) {
		this.keys.values().removeIf((lost) -> lost <= mark);
		this.all.compareAndSet(mark, 0);
	}

	/**
	 * Returns the keys that were lost, with their marks.
	 */
	Map<String, Long> keys() {
		return Map.copyOf(this.keys);
	}

}
