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

import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Lifetimes;

/**
 * Lets each entry expire when it may not be served any more, or earlier if a tier keeps
 * entries for a time of its own.
 *
 * @param <V> what the tier keeps
 */
final class EntryExpiry<V> implements Expiry<Object, V> {

	private final Function<V, Entry> entryOf;

	private final Lifetimes lifetimes;

	private final long maxNanos;

	/**
	 * Creates an expiry.
	 * @param entryOf gives the entry of what the tier keeps
	 * @param lifetimes tells how long entries are kept
	 * @param maxNanos the longest time to keep one, in nanoseconds
	 */
	EntryExpiry(Function<V, Entry> entryOf, Lifetimes lifetimes, long maxNanos) {
		this.entryOf = entryOf;
		this.lifetimes = lifetimes;
		this.maxNanos = maxNanos;
	}

	@Override
	public long expireAfterCreate(Object key, V kept, long currentTime) {
		long until = this.lifetimes.keptUntil(this.entryOf.apply(kept).freshUntil());
		if (until == Entry.NEVER) {
			return this.maxNanos;
		}
		return Math.min(this.maxNanos, TimeUnit.MILLISECONDS.toNanos(Math.max(0, until - this.lifetimes.now())));
	}

	@Override
	public long expireAfterUpdate(Object key, V kept, long currentTime, long currentDuration) {
		return expireAfterCreate(key, kept, currentTime);
	}

	@Override
	public long expireAfterRead(Object key, V kept, long currentTime, long currentDuration) {
		return currentDuration;
	}

}
