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
package dev.larder.internal.load;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The keys something happened to a short time ago. Thread-safe and bounded; to have
 * forgotten a key does no harm.
 */
public final class RecentKeys {

	private static final int MAX_KEYS = 10_000;

	private static final int SWEEPS_PER_TIME = 10;

	private final ConcurrentMap<Object, Long> keys = new ConcurrentHashMap<>();

	private final long nanos;

	private final LongSupplier nanoTime;

	private volatile long swept;

	/**
	 * Creates an empty set.
	 * @param time how long a key is remembered
	 */
	public RecentKeys(Duration time) {
		this(time, System::nanoTime);
	}

	RecentKeys(Duration time, LongSupplier nanoTime) {
		this.nanos = time.toNanos();
		this.nanoTime = nanoTime;
		this.swept = nanoTime.getAsLong() - this.nanos;
	}

	/**
	 * Remembers a key.
	 * @param key the key
	 */
	public void add(Object key) {
		long now = this.nanoTime.getAsLong();
		if (this.keys.size() >= MAX_KEYS && now - this.swept >= this.nanos / SWEEPS_PER_TIME) {
			this.swept = now;
			this.keys.values().removeIf((since) -> isOver(since, now));
		}
		if (this.keys.size() < MAX_KEYS) {
			this.keys.put(key, now);
		}
	}

	/**
	 * Forgets a key.
	 * @param key the key
	 * @return whether it was remembered until now
	 */
	public boolean remove(Object key) {
		Long since = this.keys.isEmpty() ? null : this.keys.remove(key);
		return since != null && !isOver(since, this.nanoTime.getAsLong());
	}

	/**
	 * Returns whether a key is remembered.
	 * @param key the key
	 * @return whether it was added a short time ago
	 */
	public boolean contains(Object key) {
		Long since = this.keys.isEmpty() ? null : this.keys.get(key);
		if (since == null) {
			return false;
		}
		if (isOver(since, this.nanoTime.getAsLong())) {
			this.keys.remove(key, since);
			return false;
		}
		return true;
	}

	private boolean isOver(long since, long now) {
		return now - since >= this.nanos;
	}

}
