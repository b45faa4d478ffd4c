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

import java.time.Duration;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.load.RecentKeys;
import dev.larder.internal.load.SingleFlight;
import dev.larder.internal.store.CacheStore;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.support.NullValue;

/**
 * The changes of a cache by its callers. Thread-safe.
 * <p>
 * Every change makes loads in progress invalid twice. Before it, so that none that began
 * earlier is stored after it. And after it, as one that began meanwhile may have found
 * the former entry, which nobody who asks from then on may be given.
 */
final class CacheChanges {

	private static final Duration ASYNC_MISS_TIME = Duration.ofMinutes(1);

	private final CacheStore store;

	private final SingleFlight<Entry> flights;

	private final CacheCounters counters;

	private final RecentKeys asyncMisses = new RecentKeys(ASYNC_MISS_TIME);

	CacheChanges(CacheStore store, SingleFlight<Entry> flights, CacheCounters counters) {
		this.store = store;
		this.flights = flights;
		this.counters = counters;
	}

	/**
	 * Has the next put of a key not wait for memcached, as an asynchronous read just
	 * missed it. Spring stores the value of such a key through the plain {@code put}, on
	 * whatever thread completed it, which must not be kept waiting.
	 */
	void missedAsync(EntryKey key) {
		this.asyncMisses.add(key.identity());
	}

	void put(EntryKey key, @Nullable Object value) {
		this.flights.invalidate(key.identity());
		if (this.asyncMisses.remove(key.identity())) {
			this.store.putLater(key, unmarked(value));
		}
		else {
			this.store.put(key, unmarked(value));
		}
		this.flights.invalidate(key.identity());
	}

	@Nullable Entry putIfAbsent(EntryKey key, @Nullable Object value) {
		Entry present = this.store.putIfAbsent(key, unmarked(value));
		if (present == null) {
			this.flights.invalidate(key.identity());
		}
		return present;
	}

	void evict(EntryKey key) {
		this.counters.removal();
		this.flights.invalidate(key.identity());
		this.store.evict(key);
		this.flights.invalidate(key.identity());
	}

	boolean evictIfPresent(EntryKey key) {
		this.counters.removal();
		this.flights.invalidate(key.identity());
		boolean present = this.store.evictIfPresent(key);
		this.flights.invalidate(key.identity());
		return present;
	}

	boolean clear() {
		this.flights.invalidateAll();
		boolean notEmpty = this.store.clear();
		this.flights.invalidateAll();
		return notEmpty;
	}

	// Spring's own caches store null as this marker, which copying them hands on
	private static @Nullable Object unmarked(@Nullable Object value) {
		return (value instanceof NullValue) ? null : value;
	}

}
