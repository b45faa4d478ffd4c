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

import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Lease;
import dev.larder.internal.memcached.StoredLoad.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The right to store the result of one load, as far as a {@link LeaseRequest} got hold of
 * it.
 */
final class SlotLease extends LoadLease {

	private Outcome withoutRight = Outcome.UNREACHABLE;

	private boolean elsewhere;

	private boolean unheld;

	private @Nullable Item found;

	private @Nullable Item fallback;

	private @Nullable Item target;

	private @Nullable LeaseItem lease;

	/**
	 * Creates a lease without any right, as for a node that does not answer.
	 * @param leases what all leases of the cache share
	 * @param part the part of the cache the key belongs to
	 * @param key the key
	 * @param generation the generation of the cache, read before the load
	 * @param generationChanges how often the generation had changed before it was read
	 * @param askedAt when memcached was asked, as {@link System#nanoTime()}
	 */
	SlotLease(LoadLeases leases, CachePart part, EntryKey key, long generation, long generationChanges, long askedAt) {
		super(leases, part, key, generation, generationChanges, askedAt);
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
	 * Says that the slot holds a lease of nobody, which the result may replace.
	 */
	SlotLease withoutWaiting(Item item) {
		this.unheld = true;
		return replacing(item);
	}

	/**
	 * Says that a lease was taken: in the slot, unless the result replaces what is there.
	 */
	SlotLease holding(LeaseItem lease) {
		this.lease = lease;
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
	 * Keeps the lease from running out while the load runs.
	 */
	SlotLease renewed() {
		if (this.lease != null) {
			this.lease.keepRenewing();
		}
		return this;
	}

	@Override
	public @Nullable Entry present() {
		return leases().items().readKept(this.found, key(), generation());
	}

	@Override
	public @Nullable Entry fallback() {
		return leases().items().readKept(this.fallback, key(), generation());
	}

	@Override
	public boolean isHeldElsewhere() {
		return this.elsewhere;
	}

	@Override
	public void abandon() {
		if (this.lease != null) {
			CompletionStage<?> unused = this.lease.release();
		}
	}

	@Override
	public void fail() {
		if (this.lease != null && this.fallback != null) {
			CompletionStage<?> unused = this.lease.leave(leases().holdOff());
		}
		else if (this.lease != null || this.unheld) {
			letOthersLoad(leases().failed(generation()));
		}
	}

	@Override
	boolean mayStore() {
		return this.target != null || this.lease != null;
	}

	@Override
	Outcome withoutRight() {
		return this.withoutRight;
	}

	@Override
	CompletableFuture<StoreResult> replace(Item item, int exptime) {
		if (this.target != null) {
			CompletableFuture<StoreResult> stored = operations().compareAndSet(key().text(), this.target, item,
					exptime);
			abandon();
			return stored;
		}
		return (this.lease != null) ? this.lease.replace(item, exptime)
				: CompletableFuture.completedFuture(StoreResult.NOT_STORED);
	}

	@Override
	void discard() {
		letOthersLoad(leases().refused(generation()));
	}

	// Those who wait, and those who come soon, must not wait for one another
	private void letOthersLoad(Lease unheld) {
		if (!leases().areShared()) {
			empty();
		}
		else if (mayStore()) {
			CompletionStage<StoreResult> left = replace(leases().items().write(unheld, key()),
					leases().exptime(unheld));
			left.whenComplete((result, failure) -> leases().count(failure));
		}
	}

	private void empty() {
		if (this.target != null) {
			CompletionStage<?> emptied = operations().compareAndSet(key().text(), this.target, this.target,
					LoadLeases.EXPIRE_NOW);
			emptied.whenComplete((result, failure) -> leases().count(failure));
		}
		abandon();
	}

}
