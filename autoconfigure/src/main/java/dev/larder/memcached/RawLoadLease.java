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

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import dev.larder.entry.EncodedKey;
import dev.larder.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load in a raw cache. Where the slot was empty it
 * does not lapse when the key is evicted elsewhere, as nothing can tell that from a slot
 * that stayed empty.
 */
final class RawLoadLease extends LoadLease {

	private final CachePart part;

	private final String key;

	private volatile boolean added;

	/**
	 * Creates a lease.
	 * @param leases what all leases of the cache share
	 * @param part the part of the cache the key belongs to
	 * @param cacheKey the key as the application gave it
	 * @param key the key as memcached sees it
	 * @param generation the generation of the cache
	 * @param slot what was in the key's slot, or {@code null} if it was empty
	 */
	RawLoadLease(RawLoadLeases leases, CachePart part, Object cacheKey, EncodedKey key, long generation,
			@Nullable Item slot) {
		super(leases, part, cacheKey, key, generation, slot);
		this.part = part;
		this.key = key.text();
	}

	/**
	 * An eviction by this instance may come between the question whether the result is
	 * valid and the {@code add}, so that the question is asked again.
	 */
	@Override
	public CompletableFuture<Entry> store(@Nullable Object value, long loadMillis, BooleanSupplier valid) {
		return super.store(value, loadMillis, valid).thenCompose((entry) -> (this.added && !valid.getAsBoolean())
				? this.part.delete(this.key).thenApply((deleted) -> entry) : CompletableFuture.completedFuture(entry));
	}

	@Override
	boolean mayStore() {
		return true;
	}

	@Override
	CompletableFuture<StoreResult> replace(@Nullable Item slot, Item item, int exptime) {
		return (slot != null) ? super.replace(slot, item, exptime) : add(item, exptime);
	}

	private CompletableFuture<StoreResult> add(Item item, int exptime) {
		return this.part.operations().add(this.key, item, exptime).thenApply((result) -> {
			this.added = result == StoreResult.STORED;
			return result;
		});
	}

	// There is no placeholder to take away, and what else is there is not ours
	@Override
	public void abandon() {
		// Nothing was taken
	}

}
