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
package dev.larder.memcached;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import dev.larder.entry.EncodedKey;
import dev.larder.entry.Lease;
import dev.larder.entry.Lifetimes;
import org.jspecify.annotations.Nullable;

/**
 * Takes the leases of one cache. A lease is an item in the key's own slot: a placeholder
 * where the slot was empty, or the outdated item that was found there. The result of the
 * load is stored only if the slot still holds that very item. Thread-safe.
 */
sealed class LoadLeases permits RawLoadLeases {

	/**
	 * How long a placeholder stays if its holder never comes back to it. The result of a
	 * longer load is not stored.
	 */
	private static final Duration PLACEHOLDER_TIME = Duration.ofHours(1);

	private final EntryItems items;

	private final Lifetimes lifetimes;

	private final TierLog log;

	LoadLeases(EntryItems items, Lifetimes lifetimes, TierLog log) {
		this.items = items;
		this.lifetimes = lifetimes;
		this.log = log;
	}

	EntryItems items() {
		return this.items;
	}

	Lifetimes lifetimes() {
		return this.lifetimes;
	}

	TierLog log() {
		return this.log;
	}

	/**
	 * Takes a lease in one round trip: the placeholder is added and the slot read in the
	 * same breath.
	 * @param part the part of the cache the key belongs to
	 * @param cacheKey the key as the application gave it
	 * @param key the key as memcached sees it
	 * @return the lease to be, never completed exceptionally
	 */
	CompletableFuture<LoadLease> take(CachePart part, Object cacheKey, EncodedKey key) {
		if (part.lost().covers(key.text())) {
			return CompletableFuture.completedFuture(new LoadLease(this, part, cacheKey, key, 0, null));
		}
		return part.generation()
			.current()
			.thenCompose((generation) -> take(part, cacheKey, key, generation))
			.exceptionally((failure) -> {
				this.log.failed();
				return new LoadLease(this, part, cacheKey, key, 0, null);
			});
	}

	/**
	 * Takes a lease under a generation.
	 */
	CompletableFuture<LoadLease> take(CachePart part, Object cacheKey, EncodedKey key, long generation) {
		long now = this.lifetimes.now();
		Lease lease = new Lease(UUID.randomUUID(), generation, now, now + PLACEHOLDER_TIME.toMillis());
		CompletableFuture<StoreResult> added = part.operations()
			.add(key.text(), this.items.write(lease, key), Exptime.of(PLACEHOLDER_TIME, now));
		CompletableFuture<@Nullable Item> found = part.operations().gets(key.text());
		return added.thenCombine(found, (result, item) -> new LoadLease(this, part, cacheKey, key, generation,
				(result != StoreResult.STORED || isHeld(lease, item, key)) ? item : null));
	}

	private boolean isHeld(Lease lease, @Nullable Item item, EncodedKey key) {
		return item != null && this.items.holds(item, key, lease);
	}

}
