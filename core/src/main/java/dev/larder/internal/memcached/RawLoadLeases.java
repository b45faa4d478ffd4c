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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;

import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;

/**
 * The leases of a raw cache. Other programs would take a placeholder for a value, so that
 * taking a lease is no more than a look at what is there.
 */
final class RawLoadLeases extends LoadLeases {

	RawLoadLeases(KeyEncoder keys, EntryItems items, Lifetimes lifetimes, LeaseSettings settings,
			ScheduledExecutorService scheduler, TierLog log) {
		super(keys, items, lifetimes, settings, scheduler, log);
	}

	@Override
	CompletableFuture<LoadLease> take(CachePart part, EntryKey key, LeaseWish wish) {
		long now = System.nanoTime();
		if (part.lost().covers(key.encoded().text())) {
			return CompletableFuture.completedFuture(new RawLoadLease(this, part, key, null, false, now));
		}
		return part.operations()
			.gets(key.encoded().text())
			.<LoadLease>thenApply((item) -> new RawLoadLease(this, part, key, item, true, now))
			.exceptionally((failure) -> {
				count(failure);
				return new RawLoadLease(this, part, key, null, false, now);
			});
	}

}
