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
import java.util.function.BooleanSupplier;

import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.memcached.StoredLoad.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load in a raw cache. Where the slot was empty it
 * does not lapse when the key is evicted elsewhere, as nothing can tell that from a slot
 * that stayed empty.
 */
final class RawLoadLease extends LoadLease {

	private final @Nullable Item slot;

	private final boolean reachable;

	private volatile boolean added;

	/**
	 * Creates a lease.
	 * @param leases what all leases of the cache share
	 * @param part the part of the cache the key belongs to
	 * @param key the key
	 * @param slot what was in the key's slot, or {@code null} if it was empty
	 * @param reachable whether the node answered
	 * @param askedAt when memcached was asked, as {@link System#nanoTime()}
	 */
	RawLoadLease(RawLoadLeases leases, CachePart part, EntryKey key, @Nullable Item slot, boolean reachable,
			long askedAt) {
		super(leases, part, key, 0, part.generationChanges().count(), askedAt);
		this.slot = slot;
		this.reachable = reachable;
	}

	@Override
	public @Nullable Entry present() {
		return leases().items().read(this.slot, key(), generation());
	}

	@Override
	public @Nullable Entry fallback() {
		return null;
	}

	@Override
	public boolean isHeldElsewhere() {
		return false;
	}

	/**
	 * An eviction by this instance may come between the question whether the result is
	 * valid and the {@code add}, so that the question is asked again.
	 */
	@Override
	public CompletableFuture<StoredLoad> store(@Nullable Object value, long loadMillis, BooleanSupplier valid) {
		return super.store(value, loadMillis, valid).thenCompose((stored) -> (this.added && !valid.getAsBoolean())
				? part().delete(key().text()).thenApply((deleted) -> stored)
				: CompletableFuture.completedFuture(stored));
	}

	@Override
	boolean mayStore() {
		return this.reachable;
	}

	@Override
	Outcome withoutRight() {
		return Outcome.UNREACHABLE;
	}

	@Override
	CompletableFuture<StoreResult> replace(Item item, int exptime) {
		if (this.slot != null) {
			return operations().compareAndSet(key().text(), this.slot, item, exptime);
		}
		return operations().add(key().text(), item, exptime).thenApply((result) -> {
			this.added = result == StoreResult.STORED;
			return result;
		});
	}

	// There is no placeholder to take away, and what else is there is not ours

	@Override
	public void abandon() {
		// Nothing was taken
	}

	@Override
	public void fail() {
		// Nothing was taken
	}

	@Override
	void discard() {
		// Nothing was taken
	}

}
