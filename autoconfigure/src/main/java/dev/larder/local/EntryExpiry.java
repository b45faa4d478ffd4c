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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.larder.entry.Entry;

/**
 * Lets each entry expire after its own time, and the time for which it may be served
 * though it is outdated.
 */
final class EntryExpiry implements Expiry<Object, Entry> {

	private final long staleNanos;

	EntryExpiry(Duration staleTimeToLive) {
		this.staleNanos = TimeUnit.MILLISECONDS.toNanos(staleTimeToLive.toMillis());
	}

	@Override
	public long expireAfterCreate(Object key, Entry entry, long currentTime) {
		if (entry.freshUntil() == Entry.NEVER) {
			return Long.MAX_VALUE;
		}
		long fresh = TimeUnit.MILLISECONDS.toNanos(Math.max(0, entry.freshUntil() - entry.writtenAt()));
		long kept = fresh + this.staleNanos;
		return (kept >= 0) ? kept : Long.MAX_VALUE;
	}

	@Override
	public long expireAfterUpdate(Object key, Entry entry, long currentTime, long currentDuration) {
		return expireAfterCreate(key, entry, currentTime);
	}

	@Override
	public long expireAfterRead(Object key, Entry entry, long currentTime, long currentDuration) {
		return currentDuration;
	}

}
