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

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lease;
import dev.larder.internal.entry.Lifetimes;
import org.jspecify.annotations.Nullable;

/**
 * Takes the leases of one cache: see {@link LeaseRequest} for how. Thread-safe.
 */
sealed class LoadLeases permits RawLoadLeases {

	/**
	 * For how many seconds nobody loads again after a failure while there is something
	 * else to serve, as memcached counts them: one to two.
	 */
	private static final int HOLD_OFF = 2;

	/**
	 * For how long nobody waits for the lease of a key whose load has failed.
	 */
	private static final Duration FAILED_TIME = Duration.ofSeconds(1);

	/**
	 * For how long nobody waits for the lease of a key whose value is not stored.
	 */
	private static final Duration NOT_STORED_TIME = Duration.ofSeconds(10);

	/**
	 * What memcached takes as: expire at once.
	 */
	static final int EXPIRE_NOW = -1;

	private final KeyEncoder keys;

	private final EntryItems items;

	private final Lifetimes lifetimes;

	private final LeaseSettings settings;

	private final ScheduledExecutorService scheduler;

	private final TierLog log;

	LoadLeases(KeyEncoder keys, EntryItems items, Lifetimes lifetimes, LeaseSettings settings,
			ScheduledExecutorService scheduler, TierLog log) {
		this.keys = keys;
		this.items = items;
		this.lifetimes = lifetimes;
		this.settings = settings;
		this.scheduler = scheduler;
		this.log = log;
	}

	KeyEncoder keys() {
		return this.keys;
	}

	EntryItems items() {
		return this.items;
	}

	Lifetimes lifetimes() {
		return this.lifetimes;
	}

	ScheduledExecutorService scheduler() {
		return this.scheduler;
	}

	/**
	 * Returns whether instances wait for each other.
	 */
	boolean areShared() {
		return this.settings.shared();
	}

	/**
	 * Returns after what time without renewal a lease is over.
	 */
	Duration time() {
		return this.settings.time();
	}

	/**
	 * Returns the same as memcached wants to be told.
	 */
	int exptime() {
		return Exptime.of(time(), this.lifetimes.now());
	}

	/**
	 * Returns when a lease expires, as memcached wants to be told.
	 */
	int exptime(Lease lease) {
		return Exptime.of(Duration.ofMillis(lease.until() - lease.writtenAt()), lease.writtenAt());
	}

	/**
	 * Returns for how long a lease is renewed.
	 */
	Duration maxHold() {
		return this.settings.longest();
	}

	/**
	 * Returns for how long a lease keeps others from loading after a failure, as
	 * memcached wants to be told.
	 */
	int holdOff() {
		return HOLD_OFF;
	}

	/**
	 * Makes what takes the place of a lease, for a moment, after its load has failed.
	 */
	Lease failed(long generation) {
		return unheld(generation, FAILED_TIME);
	}

	/**
	 * Makes what takes the place of a lease, for a while, when the value is not one that
	 * is stored.
	 */
	Lease refused(long generation) {
		return unheld(generation, NOT_STORED_TIME);
	}

	private Lease unheld(long generation, Duration time) {
		long now = this.lifetimes.now();
		return new Lease(null, generation, now, now + time.toMillis());
	}

	/**
	 * Makes a new lease for a load that begins now.
	 */
	Lease newLease(long generation) {
		long now = this.lifetimes.now();
		return new Lease(UUID.randomUUID(), generation, now, now + time().toMillis());
	}

	/**
	 * Removes a lease that may lie there without a holder after a failure: what was sent
	 * and not answered may have been carried out, or will be. It is removed once the node
	 * answers, as others would wait until it runs out.
	 * @param failure the failure
	 * @param part the part of the cache the lease belongs to
	 * @param key where it lies, if it does
	 * @param lease the lease
	 */
	void withdraw(Throwable failure, CachePart part, EncodedKey key, Lease lease) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause instanceof MemcachedException sent && (sent.reason() == MemcachedException.Reason.TIMEOUT
				|| sent.reason() == MemcachedException.Reason.DISCONNECTED)) {
			withdraw(part, key, lease);
		}
	}

	private void withdraw(CachePart part, EncodedKey key, Lease lease) {
		part.onceItAnswers(() -> {
			CompletionStage<?> withdrawn = part.operations()
				.gets(key.text())
				.thenCompose((item) -> (item != null && this.items.holds(item, key, lease))
						? part.operations().compareAndSet(key.text(), item, item, EXPIRE_NOW)
						: CompletableFuture.completedFuture(StoreResult.NOT_FOUND));
			withdrawn.whenComplete((result, failure) -> count(failure));
		});
	}

	/**
	 * Counts a failure, if there is one.
	 */
	void count(@Nullable Throwable failure) {
		if (failure != null) {
			this.log.failed();
		}
	}

	/**
	 * Takes a lease.
	 * @param part the part of the cache the key belongs to
	 * @param key the key
	 * @param wish what makes a load unnecessary
	 * @return the lease to be, never completed exceptionally; whoever cancels it does not
	 * hold one
	 */
	CompletableFuture<LoadLease> take(CachePart part, EntryKey key, LeaseWish wish) {
		CompletableFuture<LoadLease> lease = new CompletableFuture<>();
		take(part, key, wish, lease);
		return lease;
	}

	/**
	 * Takes a lease, under the generation that is known now.
	 */
	void take(CachePart part, EntryKey key, LeaseWish wish, CompletableFuture<LoadLease> lease) {
		if (part.lost().covers(key.encoded().text())) {
			lease.complete(new SlotLease(this, part, key, 0, 0, System.nanoTime()));
			return;
		}
		long changes = part.generationChanges().count();
		CompletionStage<Long> current = part.generation().current();
		current.whenComplete((generation, failure) -> {
			if (failure != null) {
				count(failure);
				lease.complete(new SlotLease(this, part, key, 0, 0, System.nanoTime()));
			}
			else {
				new LeaseRequest(this, part, key, generation, changes, wish, lease).attempt();
			}
		});
	}

}
