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
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

import dev.larder.entry.EncodedKey;
import dev.larder.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load. It lapses when anyone evicts or writes the
 * key after the lease was taken. Thread-safe.
 */
public sealed class LoadLease permits RawLoadLease {

	/**
	 * What memcached takes as: expire at once.
	 */
	private static final int EXPIRE_NOW = -1;

	private final LoadLeases leases;

	private final CachePart part;

	private final Object cacheKey;

	private final EncodedKey key;

	private final long generation;

	private final @Nullable Item slot;

	/**
	 * Creates a lease.
	 * @param leases what all leases of the cache share
	 * @param part the part of the cache the key belongs to
	 * @param cacheKey the key as the application gave it
	 * @param key the key as memcached sees it
	 * @param generation the generation of the cache, read before the load
	 * @param slot the item in the key's slot, or {@code null} if there is none
	 */
	LoadLease(LoadLeases leases, CachePart part, Object cacheKey, EncodedKey key, long generation,
			@Nullable Item slot) {
		this.leases = leases;
		this.part = part;
		this.cacheKey = cacheKey;
		this.key = key;
		this.generation = generation;
		this.slot = slot;
	}

	/**
	 * Reads the entry that turned up when the lease was taken.
	 * @return the entry, or {@code null} if the value has to be loaded
	 */
	public @Nullable Entry present() {
		return this.leases.items().read(this.slot, this.key, this.generation);
	}

	/**
	 * Stores what was loaded, unless the lease has lapsed.
	 * @param value the value
	 * @param loadMillis how long it took to load, in milliseconds
	 * @param valid says whether this instance still has a use for the result
	 * @return the entry of the value, stored or not; completed by the client's I/O thread
	 * or before, and never exceptionally
	 */
	public CompletableFuture<Entry> store(@Nullable Object value, long loadMillis, BooleanSupplier valid) {
		Entry entry = this.leases.lifetimes().entry(this.cacheKey, value, this.generation, loadMillis);
		boolean cacheable = mayStore() && valid.getAsBoolean() && this.leases.lifetimes().isCacheable(value);
		Item item = cacheable ? this.leases.items().write(entry, this.key) : null;
		if (item == null) {
			abandon();
			return CompletableFuture.completedFuture(entry);
		}
		return replaceSlot(item, this.leases.items().exptime(entry)).handle((result, failure) -> {
			if (result == StoreResult.TOO_LARGE) {
				this.leases.items().refuseAsTooLarge(entry, this.key, item.data().length);
				abandon();
			}
			return entry;
		}).toCompletableFuture();
	}

	/**
	 * Gives the right back and empties the slot, unless the lease has lapsed.
	 */
	public void abandon() {
		if (this.slot != null) {
			replaceSlot(this.slot, EXPIRE_NOW);
		}
	}

	/**
	 * Returns whether there is a right at all.
	 */
	boolean mayStore() {
		return this.slot != null;
	}

	/**
	 * Replaces what is in the slot, unless it has changed.
	 */
	CompletableFuture<StoreResult> replace(@Nullable Item slot, Item item, int exptime) {
		return (slot != null) ? this.part.operations().compareAndSet(this.key.text(), item.withCas(slot.cas()), exptime)
				: CompletableFuture.completedFuture(StoreResult.NOT_STORED);
	}

	private CompletionStage<StoreResult> replaceSlot(Item item, int exptime) {
		return replace(this.slot, item, exptime).whenComplete((result, failure) -> {
			if (failure != null) {
				this.leases.log().failed();
			}
		});
	}

}
