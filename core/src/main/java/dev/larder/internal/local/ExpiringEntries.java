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
package dev.larder.internal.local;

import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a tier keeps, in Caffeine: up to a number of entries, each for a time of its own.
 * Thread-safe.
 * <p>
 * Caffeine takes note of every read, to know later what to evict. That costs more than
 * the read itself, and is left out as long as there is plenty of room: Caffeine's own
 * frequency sketch does not count before a cache is half full either, but caches whose
 * entries have times of their own pay for being read all the same.
 *
 * @param <V> what is kept
 */
final class ExpiringEntries<V> {

	private final Cache<Object, V> cache;

	private final Policy<Object, V> policy;

	private final long halfFull;

	private final LongAdder evictions = new LongAdder();

	private volatile boolean crowded;

	/**
	 * Creates an empty store.
	 * @param maxEntries how many entries it holds before it evicts those used least
	 * @param expiry tells how long each is kept
	 * @param ticker tells the time by which they expire
	 */
	ExpiringEntries(long maxEntries, Expiry<Object, V> expiry, Ticker ticker) {
		this.cache = Caffeine.newBuilder()
			.maximumSize(maxEntries)
			.expireAfter(expiry)
			.ticker(ticker)
			.evictionListener((@Nullable Object key, @Nullable V value, RemovalCause cause) -> evicted(cause))
			.build();
		this.policy = this.cache.policy();
		this.halfFull = maxEntries / 2;
	}

	private void evicted(RemovalCause cause) {
		this.evictions.increment();
		if (cause == RemovalCause.SIZE) {
			this.crowded = true;
		}
	}

	/**
	 * Returns what is kept for a key.
	 * @param key the key
	 * @return the value, or {@code null} if there is none, or its time is over
	 */
	@Nullable V get(Object key) {
		if (this.crowded) {
			return this.cache.getIfPresent(key);
		}
		V value = this.policy.getIfPresentQuietly(key);
		return (value != null) ? value : getAfterMiss(key);
	}

	// What misses is likely to be stored next. The second look has Caffeine remove what
	// has expired
	private @Nullable V getAfterMiss(Object key) {
		if (this.cache.estimatedSize() >= this.halfFull) {
			this.crowded = true;
		}
		return this.cache.getIfPresent(key);
	}

	/**
	 * Keeps a value, replacing any other.
	 * @param key the key
	 * @param value the value
	 */
	void put(Object key, V value) {
		this.cache.put(key, value);
	}

	/**
	 * Removes everything.
	 */
	void clear() {
		this.cache.invalidateAll();
	}

	/**
	 * Returns a view for what has to be atomic.
	 * @return the entries by key
	 */
	ConcurrentMap<Object, V> asMap() {
		return this.cache.asMap();
	}

	/**
	 * Returns about how many entries there are; entries that expired but were not removed
	 * yet may be counted.
	 * @return the number of entries
	 */
	long size() {
		return this.cache.estimatedSize();
	}

	/**
	 * Returns how many entries were removed because they expired or there was no room.
	 * @return the number of evictions since the store was created
	 */
	long evictions() {
		return this.evictions.sum();
	}

	/**
	 * Returns the cache of Caffeine.
	 * @return the native cache
	 */
	Cache<Object, V> nativeCache() {
		return this.cache;
	}

}
