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

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.memcached.StoredLoad.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load. It lapses when anyone evicts or writes the
 * key after the lease was taken. Thread-safe.
 */
public abstract sealed class LoadLease permits SlotLease, RawLoadLease {

	private final LoadLeases leases;

	private final CachePart part;

	private final EntryKey key;

	private final long generation;

	private final long generationChanges;

	private final long askedAt;

	/**
	 * Creates a lease.
	 * @param leases what all leases of the cache share
	 * @param part the part of the cache the key belongs to
	 * @param key the key
	 * @param generation the generation of the cache, read before the load
	 * @param generationChanges how often the generation had changed before it was read
	 * @param askedAt when memcached was asked, as {@link System#nanoTime()}
	 */
	LoadLease(LoadLeases leases, CachePart part, EntryKey key, long generation, long generationChanges, long askedAt) {
		this.leases = leases;
		this.part = part;
		this.key = key;
		this.generation = generation;
		this.generationChanges = generationChanges;
		this.askedAt = askedAt;
	}

	/**
	 * Reads the entry that turned up when the lease was taken.
	 * @return the entry, or {@code null} if the value has to be loaded
	 */
	public abstract @Nullable Entry present();

	/**
	 * Reads the entry that may be served if the load fails or is slow.
	 * @return the entry, or {@code null} if there is none
	 */
	public abstract @Nullable Entry fallback();

	/**
	 * Returns whether somebody else is loading the value, or failed to a moment ago, so
	 * that the {@link #fallback() fallback} is to be served.
	 * @return whether not to load
	 */
	public abstract boolean isHeldElsewhere();

	/**
	 * Returns when memcached was asked for what this lease knows.
	 * @return the time, as {@link System#nanoTime()}
	 */
	public long askedAt() {
		return this.askedAt;
	}

	/**
	 * Returns whether the cache has not been cleared, as far as this instance knows,
	 * since the lease was asked for. If it was, what the lease knows is outdated.
	 * @return whether the generation is still the one of the lease
	 */
	public boolean isOfPresentGeneration() {
		return this.part.generationChanges().count() == this.generationChanges;
	}

	/**
	 * Stores what was loaded, unless the lease has lapsed.
	 * @param value the value
	 * @param loadMillis how long it took to load, in milliseconds
	 * @param valid says whether this instance still has a use for the result
	 * @return the entry of the value and what became of it; completed by the client's I/O
	 * thread or before, and never exceptionally
	 */
	public CompletableFuture<StoredLoad> store(@Nullable Object value, long loadMillis, BooleanSupplier valid) {
		Entry entry = this.leases.lifetimes().entry(this.key.original(), value, this.generation, loadMillis);
		if (!mayStore()) {
			return completed(entry, withoutRight());
		}
		if (!valid.getAsBoolean()) {
			abandon();
			return completed(entry, Outcome.LAPSED);
		}
		Item item = this.leases.lifetimes().isStored(entry) ? this.leases.items().write(entry, key()) : null;
		if (item == null) {
			discard();
			return completed(entry, Outcome.REFUSED);
		}
		return replace(item, this.leases.items().exptime(entry)).handle((result, failure) -> {
			if (failure != null && this.part.node().health().withoutCas()) {
				// It may be stored yet, whatever happens to the key meanwhile
				this.part.missed(key().text());
			}
			else {
				this.leases.count(failure);
			}
			if (result == StoreResult.STORED) {
				this.leases.items().countStored();
			}
			if (result == StoreResult.TOO_LARGE) {
				this.leases.items().refuseAsTooLarge(entry, key(), item.data().length);
				discard();
			}
			return new StoredLoad(entry, outcome(result), copies(item));
		});
	}

	/**
	 * Writes what was not sent to memcached, for those who are to have copies of it.
	 * @param stored what was loaded
	 * @return the same with copies, if the value can be written
	 */
	public StoredLoad written(StoredLoad stored) {
		Item item = this.leases.items().write(stored.entry(), key());
		return (item != null) ? new StoredLoad(stored.entry(), stored.outcome(), copies(item)) : stored;
	}

	private StoredLoad.Copies copies(Item item) {
		return () -> this.leases.items().readKept(item, key(), this.generation);
	}

	/**
	 * Gives the right back, so that others may load at once.
	 */
	public abstract void abandon();

	/**
	 * Gives the right back after a failed load. While there is an entry to serve instead,
	 * nobody loads again for a second or two.
	 */
	public abstract void fail();

	/**
	 * Returns whether there is a right at all.
	 */
	abstract boolean mayStore();

	/**
	 * Returns what becomes of a value if there is no right to store it.
	 */
	abstract Outcome withoutRight();

	/**
	 * Stores an item, unless the lease has lapsed.
	 */
	abstract CompletableFuture<StoreResult> replace(Item item, int exptime);

	/**
	 * Gives the right back and removes what the value would have replaced.
	 */
	abstract void discard();

	LoadLeases leases() {
		return this.leases;
	}

	MemcachedOperations operations() {
		return this.part.operations();
	}

	CachePart part() {
		return this.part;
	}

	EncodedKey key() {
		return this.key.encoded();
	}

	long generation() {
		return this.generation;
	}

	private Outcome outcome(@Nullable StoreResult result) {
		if (result == null) {
			return Outcome.UNREACHABLE;
		}
		return switch (result) {
			// Under a generation that is over nobody is served what was stored
			case STORED -> isOfPresentGeneration() ? Outcome.STORED : Outcome.LAPSED;
			case NOT_STORED, EXISTS, NOT_FOUND -> Outcome.LAPSED;
			case TOO_LARGE -> Outcome.REFUSED;
		};
	}

	private static CompletableFuture<StoredLoad> completed(Entry entry, Outcome outcome) {
		return CompletableFuture.completedFuture(new StoredLoad(entry, outcome, StoredLoad.Copies.NONE));
	}

}
