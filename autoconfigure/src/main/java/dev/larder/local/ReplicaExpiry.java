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
package dev.larder.local;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.larder.entry.Entry;

/**
 * Lets each copy expire with its entry, or earlier if copies have a time of their own.
 */
final class ReplicaExpiry implements Expiry<Object, EntryReplica> {

	private final InstantSource clock;

	private final long maxNanos;

	/**
	 * Creates an expiry.
	 * @param clock tells the time entries are dated in
	 * @param maxNanos the longest time to keep a copy, in nanoseconds
	 */
	ReplicaExpiry(InstantSource clock, long maxNanos) {
		this.clock = clock;
		this.maxNanos = maxNanos;
	}

	@Override
	public long expireAfterCreate(Object key, EntryReplica copy, long currentTime) {
		long freshUntil = copy.entry().freshUntil();
		if (freshUntil == Entry.NEVER) {
			return this.maxNanos;
		}
		return Math.min(this.maxNanos, TimeUnit.MILLISECONDS.toNanos(Math.max(0, freshUntil - this.clock.millis())));
	}

	@Override
	public long expireAfterUpdate(Object key, EntryReplica copy, long currentTime, long currentDuration) {
		return expireAfterCreate(key, copy, currentTime);
	}

	@Override
	public long expireAfterRead(Object key, EntryReplica copy, long currentTime, long currentDuration) {
		return currentDuration;
	}

}
