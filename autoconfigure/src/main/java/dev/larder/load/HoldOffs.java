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
package dev.larder.load;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The keys whose load failed a moment ago, and which are not loaded again for a short
 * time. Thread-safe and bounded; a key that was forgotten is loaded again.
 */
public final class HoldOffs {

	private static final int MAX_KEYS = 10_000;

	private final ConcurrentMap<Object, Long> keys = new ConcurrentHashMap<>();

	private final long nanos;

	private final LongSupplier nanoTime;

	/**
	 * Creates an empty set.
	 * @param time how long a key is held off
	 */
	public HoldOffs(Duration time) {
		this(time, System::nanoTime);
	}

	HoldOffs(Duration time, LongSupplier nanoTime) {
		this.nanos = time.toNanos();
		this.nanoTime = nanoTime;
	}

	/**
	 * Holds a key off.
	 * @param key the key whose load failed
	 */
	public void add(Object key) {
		long now = this.nanoTime.getAsLong();
		if (this.keys.size() >= MAX_KEYS) {
			this.keys.values().removeIf((since) -> isOver(since, now));
		}
		if (this.keys.size() < MAX_KEYS) {
			this.keys.put(key, now);
		}
	}

	/**
	 * Returns whether a key is held off.
	 * @param key the key
	 * @return whether its load failed a moment ago
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
