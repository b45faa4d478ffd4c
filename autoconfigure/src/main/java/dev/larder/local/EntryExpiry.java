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

import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.larder.entry.Entry;

/**
 * Lets each entry expire after its own time.
 */
final class EntryExpiry implements Expiry<Object, Entry> {

	@Override
	public long expireAfterCreate(Object key, Entry entry, long currentTime) {
		if (entry.freshUntil() == Entry.NEVER) {
			return Long.MAX_VALUE;
		}
		return TimeUnit.MILLISECONDS.toNanos(Math.max(0, entry.freshUntil() - entry.writtenAt()));
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
