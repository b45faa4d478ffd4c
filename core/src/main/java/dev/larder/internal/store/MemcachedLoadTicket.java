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
package dev.larder.internal.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.load.Flight;
import dev.larder.internal.memcached.LoadLease;
import dev.larder.internal.memcached.StoredLoad;
import dev.larder.internal.memcached.StoredLoad.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The right to store in memcached.
 */
class MemcachedLoadTicket implements LoadTicket {

	private final LoadLease lease;

	private final Executor keeper;

	private final Flight<Entry> flight;

	private final @Nullable Entry fallback;

	private final @Nullable Entry present;

	MemcachedLoadTicket(LoadLease lease, Flight<Entry> flight) {
		this(lease, flight, Runnable::run);
	}

	/**
	 * Creates a ticket.
	 * @param lease the right to store in memcached
	 * @param flight the load
	 * @param keeper runs what is to be done when storing is over
	 */
	MemcachedLoadTicket(LoadLease lease, Flight<Entry> flight, Executor keeper) {
		this.lease = lease;
		this.keeper = keeper;
		this.flight = flight;
		this.fallback = lease.fallback();
		this.present = lease.isHeldElsewhere() ? this.fallback : lease.present();
		// Each time an object of its own, as they are read anew
		flight.handOver((this.present != null) ? this::presentAnew : lease::fallback);
		if (lease.isOfPresentGeneration()) {
			flight.currentAt(lease.askedAt());
		}
		else {
			flight.lapse();
		}
	}

	@Override
	public @Nullable Entry present() {
		return this.present;
	}

	@Override
	public @Nullable Entry fallback() {
		return this.fallback;
	}

	@Override
	public CompletableFuture<Entry> store(@Nullable Object value, long loadMillis) {
		long now = System.nanoTime();
		CompletableFuture<StoredLoad> storing = this.lease.store(value, loadMillis, this.flight::isValid);
		if (storing.isDone()) {
			storing = CompletableFuture.completedFuture(written(storing.join()));
		}
		return storing.thenApplyAsync((stored) -> {
			date(stored.outcome(), now);
			handOver(stored);
			over(stored);
			return stored.entry();
		}, storing.isDone() ? Runnable::run : this.keeper);
	}

	private void handOver(StoredLoad stored) {
		if (stored.entry().get() == null) {
			this.flight.handOver(stored::entry);
		}
		else if (stored.copies() != StoredLoad.Copies.NONE || stored.outcome() != Outcome.REFUSED) {
			this.flight.handOver(stored.copies()::read);
		}
		else {
			this.flight.handOverNothing();
		}
	}

	private @Nullable Entry presentAnew() {
		return this.lease.isHeldElsewhere() ? this.lease.fallback() : this.lease.present();
	}

	// What memcached was not even sent is written for those alone who wait for it
	private StoredLoad written(StoredLoad stored) {
		boolean wanted = stored.copies() == StoredLoad.Copies.NONE && stored.outcome() != Outcome.REFUSED
				&& this.flight.isJoined();
		return wanted ? this.lease.written(stored) : stored;
	}

	// Unless memcached answers that nothing has changed, the value is as old as the lease
	private void date(Outcome outcome, long storedAt) {
		if (outcome == Outcome.UNREACHABLE) {
			// Nothing is known of what happens elsewhere, and one load is to do for all
			this.flight.currentAt(System.nanoTime());
		}
		else if (outcome != Outcome.LAPSED && !this.lease.isHeldElsewhere()) {
			this.flight.currentAt(storedAt);
		}
	}

	/**
	 * Called when storing is over, on a thread that must not be blocked.
	 */
	void over(StoredLoad stored) {
		// Who waits for the load may have asked for the value after it was evicted
		if (stored.outcome() == Outcome.LAPSED) {
			this.flight.lapse();
		}
	}

	@Override
	public void abandon() {
		this.lease.abandon();
	}

	@Override
	public void fail() {
		this.lease.fail();
	}

	Flight<Entry> flight() {
		return this.flight;
	}

}
