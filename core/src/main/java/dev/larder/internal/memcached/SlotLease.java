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
import java.util.concurrent.CompletionStage;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.Lease;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.StoredLoad;
import dev.larder.internal.load.StoredLoad.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load in memcached, as far as a
 * {@link LeaseRequest} got hold of it. It lapses when anyone evicts or writes the key
 * after it was taken, except where the slot of a raw cache was empty: nothing tells that
 * from a slot that stayed so.
 */
final class SlotLease implements LoadLease {

	private final LeaseItems leases;

	private final CachePart part;

	private final EntryKey key;

	private final Flight<Entry> flight;

	private final long generation;

	private final long generationChanges;

	private Outcome withoutRight = Outcome.UNREACHABLE;

	private boolean elsewhere;

	private boolean unheld;

	private boolean empty;

	private @Nullable Item found;

	private @Nullable Item fallback;

	private @Nullable Item target;

	private @Nullable HeldLease held;

	/**
	 * Creates a lease without any right, as for a node that does not answer.
	 * @param leases the parts that all leases of the cache share
	 * @param part the part of the cache the key belongs to
	 * @param key the key
	 * @param flight the load
	 * @param generation the generation of the cache, read before the load
	 * @param generationChanges how often the generation had changed before it was read
	 */
	SlotLease(LeaseItems leases, CachePart part, EntryKey key, Flight<Entry> flight, long generation,
			long generationChanges) {
		this.leases = leases;
		this.part = part;
		this.key = key;
		this.flight = flight;
		this.generation = generation;
		this.generationChanges = generationChanges;
	}

	/**
	 * Says that the node answers, but that the slot changes too often to get hold of it.
	 */
	SlotLease lapsed() {
		this.withoutRight = Outcome.LAPSED;
		return this;
	}

	/**
	 * Says that an entry was found that makes the load unnecessary, if it can be read.
	 */
	SlotLease finding(Item item) {
		this.found = item;
		return replacing(item);
	}

	/**
	 * Says that an entry was found that may be served if need be.
	 */
	SlotLease fallingBackOn(Item item) {
		this.fallback = item;
		return this;
	}

	/**
	 * Says that the result may replace an item in the slot.
	 */
	SlotLease replacing(Item item) {
		this.target = item;
		return this;
	}

	/**
	 * Says that the result may fill the slot, which is empty.
	 */
	SlotLease filling() {
		this.empty = true;
		return this;
	}

	/**
	 * Says that the slot holds a lease of nobody, which the result may replace.
	 */
	SlotLease withoutWaiting(Item item) {
		this.unheld = true;
		return replacing(item);
	}

	/**
	 * Says that a lease was taken: in the slot, unless the result replaces what is there.
	 */
	SlotLease holding(HeldLease held) {
		this.held = held;
		return this;
	}

	/**
	 * Says that somebody else holds the lease and will store the value.
	 */
	SlotLease heldElsewhere() {
		this.elsewhere = true;
		this.withoutRight = Outcome.REFUSED;
		return this;
	}

	/**
	 * Keeps the lease from running out while the load runs, and tells the load what is
	 * known before it.
	 * @param askedAt when memcached was asked, as {@link System#nanoTime()}
	 */
	SlotLease begin(long askedAt) {
		if (this.held != null) {
			this.held.keepRenewing();
		}
		// Each time an object of its own, as they are read anew
		this.flight.handOver(() -> {
			Entry present = present();
			return (present != null) ? present : fallback();
		});
		if (isOfPresentGeneration()) {
			this.flight.currentAt(askedAt);
		}
		else {
			this.flight.lapse();
		}
		return this;
	}

	@Override
	public @Nullable Entry present() {
		return read(this.elsewhere ? this.fallback : this.found);
	}

	@Override
	public @Nullable Entry fallback() {
		return read(this.fallback);
	}

	private @Nullable Entry read(@Nullable Item item) {
		return this.leases.items().readKept(item, key(), this.generation);
	}

	@Override
	public CompletableFuture<StoredLoad> store(@Nullable Object value, long loadMillis) {
		long now = System.nanoTime();
		Entry entry = this.leases.lifetimes().entry(this.key, value, this.generation, loadMillis);
		if (!mayStore()) {
			return notSent(entry, this.withoutRight, now);
		}
		if (!this.flight.isValid()) {
			abandon();
			return notSent(entry, Outcome.LAPSED, now);
		}
		Item item = this.leases.lifetimes().isStored(entry) ? this.leases.items().write(entry, key()) : null;
		if (item == null) {
			discard();
			return notSent(entry, Outcome.REFUSED, now);
		}
		int connection = this.part.connection();
		CompletableFuture<StoredLoad> stored = replace(item, this.leases.items().exptime(entry))
			.handle((result, failure) -> over(entry, outcome(entry, item, connection, result, failure), item, now));
		return this.empty ? stored.thenCompose(this::undoneIfEvicted) : stored;
	}

	// What memcached was not even sent is written for those alone who wait for it
	private CompletableFuture<StoredLoad> notSent(Entry entry, Outcome outcome, long now) {
		boolean wanted = outcome != Outcome.REFUSED && this.flight.isJoined();
		Item item = wanted ? this.leases.items().write(entry, key()) : null;
		return CompletableFuture.completedFuture(over(entry, outcome, item, now));
	}

	// An eviction by this instance may have come between the question whether the load is
	// valid and the filling of the slot
	private CompletableFuture<StoredLoad> undoneIfEvicted(StoredLoad stored) {
		return (stored.outcome() == Outcome.STORED && !this.flight.isValid())
				? this.part.delete(key().text()).thenApply((deleted) -> stored)
				: CompletableFuture.completedFuture(stored);
	}

	private Outcome outcome(Entry entry, Item item, int connection, @Nullable StoreResult result,
			@Nullable Throwable failure) {
		if (result == null) {
			if (this.part.node().health().withoutCas()) {
				// It may be stored yet, whatever happens to the key meanwhile
				this.part.missed(key().text(), connection);
			}
			else {
				this.leases.count(failure);
			}
			return Outcome.UNREACHABLE;
		}
		return switch (result) {
			case STORED -> {
				this.leases.items().countStored();
				// Under a generation that is over nobody is served what was stored
				yield isOfPresentGeneration() ? Outcome.STORED : Outcome.LAPSED;
			}
			case NOT_STORED, EXISTS, NOT_FOUND -> Outcome.LAPSED;
			case TOO_LARGE -> {
				this.leases.items().refuseAsTooLarge(entry, key(), item.data().length);
				discard();
				yield Outcome.REFUSED;
			}
		};
	}

	private StoredLoad over(Entry entry, Outcome outcome, @Nullable Item item, long storedAt) {
		date(outcome, storedAt);
		if (entry.get() == null) {
			this.flight.handOver(() -> entry);
		}
		else if (item != null || outcome != Outcome.REFUSED) {
			this.flight.handOver(() -> read(item));
		}
		else {
			this.flight.handOverNothing();
		}
		return new StoredLoad(entry, outcome);
	}

	// Unless memcached answers that nothing has changed, the value is as old as the lease
	private void date(Outcome outcome, long storedAt) {
		if (outcome == Outcome.UNREACHABLE) {
			// Nothing is known of what happens elsewhere, and one load is to do for all
			this.flight.currentAt(System.nanoTime());
		}
		else if (outcome == Outcome.LAPSED) {
			// Who waits for the load may have asked for the value after it was evicted
			this.flight.lapse();
		}
		else if (!this.elsewhere) {
			this.flight.currentAt(storedAt);
		}
	}

	@Override
	public void abandon() {
		if (this.held != null) {
			this.held.release();
		}
	}

	@Override
	public void fail() {
		if (this.held != null && this.fallback != null) {
			this.held.holdOff();
		}
		else if (this.held != null || this.unheld) {
			letOthersLoad(this.leases.failed(this.generation));
		}
	}

	/**
	 * Gives the right back and removes what the value would have replaced. In a raw cache
	 * that is not ours.
	 */
	private void discard() {
		if (this.leases.items().haveHeaders()) {
			letOthersLoad(this.leases.refused(this.generation));
		}
	}

	// Those who wait, and those who come soon, must not wait for one another
	private void letOthersLoad(Lease unheld) {
		if (!this.leases.areShared()) {
			empty();
		}
		else if (mayStore()) {
			CompletionStage<StoreResult> left = replace(this.leases.items().write(unheld, key()),
					this.leases.exptime(unheld));
			left.whenComplete((result, failure) -> this.leases.count(failure));
		}
	}

	private void empty() {
		if (this.target != null) {
			CompletionStage<?> emptied = this.part.operations()
				.compareAndSet(key().text(), this.target, this.target, LeaseItems.EXPIRE_NOW);
			emptied.whenComplete((result, failure) -> this.leases.count(failure));
		}
		abandon();
	}

	private boolean mayStore() {
		return this.target != null || this.held != null || this.empty;
	}

	private CompletableFuture<StoreResult> replace(Item item, int exptime) {
		if (this.target != null) {
			CompletableFuture<StoreResult> stored = this.part.operations()
				.compareAndSet(key().text(), this.target, item, exptime);
			abandon();
			return stored;
		}
		return (this.held != null) ? this.held.replace(item, exptime)
				: this.part.operations().add(key().text(), item, exptime);
	}

	/**
	 * Returns whether the cache has not been cleared, as far as this instance knows,
	 * since the lease was asked for. If it was, what the lease knows is outdated.
	 */
	private boolean isOfPresentGeneration() {
		return this.part.generation().changes() == this.generationChanges;
	}

	private EncodedKey key() {
		return this.key.encoded();
	}

}
