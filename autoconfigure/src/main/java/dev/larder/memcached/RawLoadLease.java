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

import dev.larder.entry.EncodedKey;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load in a raw cache. Where the slot was empty it
 * does not lapse when the key is evicted elsewhere, as nothing can tell that from a slot
 * that stayed empty.
 */
final class RawLoadLease extends LoadLease {

	private final MemcachedOperations operations;

	private final String key;

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
		this.operations = part.operations();
		this.key = key.text();
	}

	@Override
	boolean mayStore() {
		return true;
	}

	@Override
	CompletableFuture<StoreResult> replace(@Nullable Item slot, Item item, int exptime) {
		return (slot != null) ? super.replace(slot, item, exptime) : this.operations.add(this.key, item, exptime);
	}

	// There is no placeholder to take away, and what else is there is not ours
	@Override
	public void abandon() {
		// Nothing was taken
	}

}
