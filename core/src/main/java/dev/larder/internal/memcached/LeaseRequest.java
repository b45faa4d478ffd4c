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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.larder.internal.entry.Decoded;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryHeader;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.Lease;
import dev.larder.internal.load.Flight;
import dev.larder.internal.load.LeaseWish;
import dev.larder.internal.load.LoadLease;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lease of one load.
 * <p>
 * Where the key's slot is empty, or holds what nobody may be served, the lease is a
 * placeholder in the slot itself, and the result is stored over that very placeholder:
 * whoever evicts or writes the key meanwhile removes it. Where the slot holds an entry
 * that may be served if need be, the lease lies beside it, and the result is stored over
 * that very entry. Who finds the lease of another instance serves such an entry, or else
 * asks again with growing pauses until the value is there or the lease is over, as told
 * by {@link LeaseItems}.
 * <p>
 * When a load fails, or its value is not one that is stored, a lease that nobody holds
 * takes the place of the placeholder for a while. Who finds it loads at once, beside
 * others, and the first to have a value that can be stored stores it over that very item.
 * <p>
 * The lease is fenced by the generation, too, which is read before anything else: where
 * another is found later, all begins again under that. A raw cache has neither, as other
 * programs would take a placeholder for a value: taking its lease is no more than a look
 * at what is there, and the result is stored over that, or into a slot that is empty.
 * <p>
 * "That very" item is told by its CAS token, or by its data where the server has no
 * tokens: see {@link GuardedOperations} for what that leaves open.
 */
final class LeaseRequest {

	private static final int ATTEMPTS = 3;

	private final LeaseItems leases;

	private final CachePart part;

	private final EntryKey entryKey;

	private final EncodedKey key;

	private final Flight<Entry> flight;

	private final LeaseWish wish;

	private final CompletableFuture<LoadLease> result = new CompletableFuture<>();

	private final LeaseWait wait;

	/**
	 * Runs what follows an answer as part of what the asking thread does.
	 */
	private final Executor context;

	private long generation;

	private long generationChanges;

	private long askedAt = System.nanoTime();

	private int attempts;

	/**
	 * Creates a request.
	 * @param leases the parts that all leases of the cache share
	 * @param part the part of the cache the key belongs to
	 * @param key the key
	 * @param flight the load
	 * @param wish what makes a load unnecessary
	 */
	LeaseRequest(LeaseItems leases, CachePart part, EntryKey key, Flight<Entry> flight, LeaseWish wish) {
		this.leases = leases;
		this.part = part;
		this.entryKey = key;
		this.key = key.encoded();
		this.flight = flight;
		this.wish = wish;
		this.wait = leases.newWait();
		this.context = leases.context();
	}

	/**
	 * Sends the request.
	 * @return the lease to be, completed by a thread of the client, and never
	 * exceptionally; whoever cancels it does not hold one
	 */
	CompletableFuture<LoadLease> send() {
		begin();
		return this.result;
	}

	/**
	 * Begins under the generation that is known now.
	 */
	private void begin() {
		this.attempts = 0;
		this.generationChanges = this.part.generation().changes();
		if (this.part.lost().covers(this.key.text())) {
			complete(lease());
			return;
		}
		CompletionStage<Long> current = this.part.generation().current();
		current.whenComplete((generation, failure) -> {
			if (failure != null) {
				this.leases.count(failure);
				complete(lease());
				return;
			}
			this.generation = generation;
			this.context.execute(this.leases.items().haveHeaders() ? this::attempt : this::look);
		});
	}

	/**
	 * Looks into the slot of a raw cache.
	 */
	private void look() {
		this.askedAt = System.nanoTime();
		CompletionStage<@Nullable Item> found = operations().gets(this.key.text());
		found.whenComplete((item, failure) -> {
			if (failure != null) {
				this.leases.count(failure);
				complete(lease());
			}
			else {
				complete((item != null) ? lease().finding(item) : lease().filling());
			}
		});
	}

	/**
	 * Looks into the slot, and puts a placeholder into it if it is empty, in one breath.
	 */
	private void attempt() {
		this.askedAt = System.nanoTime();
		Lease lease = this.leases.newLease(this.generation);
		CompletableFuture<StoreResult> added = this.leases.add(this.part, this.key, lease);
		decide(lease, added, operations().gets(this.key.text()));
	}

	// One after the other, never two at a time, so that the fields need no lock: each
	// attempt happens after the answer to the former
	private void decide(Lease lease, CompletableFuture<StoreResult> written, CompletableFuture<@Nullable Item> found) {
		var unused = written.thenCombine(found, (result, item) -> {
			if (item == null) {
				// Evicted just now: what is loaded must not be stored under this lease
				this.context.execute(() -> tryAgainUnless(result == StoreResult.STORED));
			}
			else if (this.leases.items().holds(item, this.key, lease)) {
				complete(lease().holding(new HeldLease(this.leases, this.part, this.key, lease, item)));
			}
			else {
				this.context.execute(() -> decide(item));
			}
			return null;
		}).exceptionally((failure) -> {
			this.leases.count(failure);
			this.leases.withdraw(failure, this.part, this.key, lease);
			complete(lease());
			return null;
		});
	}

	private void decide(Item item) {
		if (this.part.generation().changes() != this.generationChanges) {
			// The cache was cleared: nobody may be given, or wait for, what is of before
			begin();
			return;
		}
		Decoded header = this.leases.items().header(item, this.key);
		if (header instanceof EntryHeader entry && this.leases.items().isKept(entry, this.generation)) {
			if (this.leases.items().isFresh(entry) && this.wish.isMetBy(entry.writtenAt())) {
				complete(lease().finding(item));
			}
			else {
				takeBeside(item);
			}
		}
		else if (header instanceof Lease foreign && this.leases.areShared()
				&& this.wait.isFor(foreign, this.generation)) {
			if (foreign.isHeld()) {
				await();
			}
			else {
				complete(lease().withoutWaiting(item));
			}
		}
		else if (this.leases.areShared()) {
			takeOver(item);
		}
		else {
			complete(lease().replacing(item));
		}
	}

	private void takeOver(Item item) {
		if (++this.attempts > ATTEMPTS) {
			complete(lease().lapsed());
			return;
		}
		this.askedAt = System.nanoTime();
		Lease lease = this.leases.newLease(this.generation);
		CompletableFuture<StoreResult> swapped = this.leases.replace(this.part, this.key, item, lease);
		// In one breath, unless the server takes more than one command to compare
		decide(lease, swapped, (item.cas() != 0) ? operations().gets(this.key.text())
				: swapped.thenCompose((result) -> operations().gets(this.key.text())));
	}

	private void takeBeside(Item item) {
		SlotLease found = lease().fallingBackOn(item);
		if (!this.leases.areShared()) {
			complete(found.replacing(item));
			return;
		}
		EncodedKey beside = this.leases.beside(this.key);
		Lease lease = this.leases.newLease(this.generation);
		CompletableFuture<StoreResult> added = this.leases.add(this.part, beside, lease);
		CompletableFuture<@Nullable Item> placed = operations().gets(beside.text());
		var unused = added.thenCombine(placed, (result, placeholder) -> {
			if (placeholder != null && this.leases.items().holds(placeholder, beside, lease)) {
				complete(found.replacing(item)
					.holding(new HeldLease(this.leases, this.part, beside, lease, placeholder)));
			}
			else {
				complete(found.heldElsewhere());
			}
			return null;
		}).exceptionally((failure) -> {
			this.leases.count(failure);
			this.leases.withdraw(failure, this.part, beside, lease);
			complete(found);
			return null;
		});
	}

	private void await() {
		if (!this.wish.waits()) {
			complete(lease().heldElsewhere());
		}
		else if (this.wait.isOver()) {
			// Who joins later may know of changes that nothing tells here
			this.flight.currentAt(System.nanoTime());
			noteWait();
			this.result.complete(LoadLease.NONE);
		}
		else {
			this.attempts = 0;
			attemptLater();
		}
	}

	private void attemptLater() {
		try {
			ScheduledFuture<?> unused = this.leases.scheduler().schedule(() -> {
				if (!this.result.isDone()) {
					this.context.execute(this::attempt);
				}
			}, this.wait.pauseNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// Closed meanwhile
			complete(lease());
		}
	}

	private void tryAgainUnless(boolean evicted) {
		if (evicted || ++this.attempts > ATTEMPTS) {
			complete(lease().lapsed());
		}
		else {
			attempt();
		}
	}

	private void complete(SlotLease lease) {
		noteWait();
		if (!this.result.complete(lease.begin(this.askedAt))) {
			// Nobody waits for it any longer
			lease.abandon();
		}
	}

	private void noteWait() {
		if (this.wait.hasPaused()) {
			this.leases.awaited(this.wait.waitedNanos());
		}
	}

	private SlotLease lease() {
		return new SlotLease(this.leases, this.part, this.entryKey, this.flight, this.generation,
				this.generationChanges);
	}

	private MemcachedOperations operations() {
		return this.part.operations();
	}

}
