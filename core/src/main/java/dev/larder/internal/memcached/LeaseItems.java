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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lease;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one cache as they lie in memcached: how long they last, and what renews,
 * ends and withdraws them. How they are taken is told by {@link LeaseRequest}.
 * Thread-safe.
 */
final class LeaseItems {

	/**
	 * For how long a lease is renewed at most where loads may take as long as they want,
	 * so that one that hangs does not keep others from loading for ever.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final int RENEWALS_PER_LEASE = 3;

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

	private final LoadSettings settings;

	private final ScheduledExecutorService scheduler;

	private final StoreMonitor monitor;

	LeaseItems(KeyEncoder keys, EntryItems items, Lifetimes lifetimes, LoadSettings settings,
			ScheduledExecutorService scheduler, StoreMonitor monitor) {
		this.keys = keys;
		this.items = items;
		this.lifetimes = lifetimes;
		this.settings = settings;
		this.scheduler = scheduler;
		this.monitor = monitor;
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
	 * Returns whether instances wait for each other; if not, a lease only makes sure that
	 * nothing outdated is stored.
	 */
	boolean areShared() {
		return this.settings.clusterLease() && this.items.haveHeaders();
	}

	/**
	 * Returns whether somebody has waited long enough for another instance.
	 * @param waitedNanos how long it has waited
	 */
	boolean isPatienceOver(long waitedNanos) {
		return isOver(this.settings.waitTimeout(), waitedNanos) || isOver(this.settings.loadTimeout(), waitedNanos);
	}

	private static boolean isOver(Duration timeout, long waitedNanos) {
		return !timeout.isZero() && waitedNanos >= timeout.toNanos();
	}

	/**
	 * Makes a lease for a load that begins now.
	 */
	Lease newLease(long generation) {
		return lease(UUID.randomUUID(), generation, this.settings.leaseTime());
	}

	/**
	 * Makes what takes the place of a lease, for a moment, after its load has failed.
	 */
	Lease failed(long generation) {
		return lease(null, generation, FAILED_TIME);
	}

	/**
	 * Makes what takes the place of a lease, for a while, when the value is not one that
	 * is stored.
	 */
	Lease refused(long generation) {
		return lease(null, generation, NOT_STORED_TIME);
	}

	private Lease lease(@Nullable UUID token, long generation, Duration time) {
		long now = this.lifetimes.now();
		return new Lease(token, generation, now, now + time.toMillis());
	}

	/**
	 * Returns whether a lease is over, as nobody has renewed it.
	 * @param unchangedNanos for how long it has been seen unchanged
	 */
	boolean isOver(Lease lease, long unchangedNanos) {
		return unchangedNanos >= TimeUnit.MILLISECONDS.toNanos(lease.until() - lease.writtenAt());
	}

	/**
	 * Returns where the lease lies that is taken beside an entry.
	 */
	EncodedKey beside(EncodedKey key) {
		return this.keys.lease(key);
	}

	/**
	 * Returns when a lease expires, as memcached wants to be told.
	 */
	int exptime(Lease lease) {
		return Exptime.of(Duration.ofMillis(lease.until() - lease.writtenAt()), lease.writtenAt());
	}

	CompletableFuture<StoreResult> add(CachePart part, EncodedKey key, Lease lease) {
		return part.operations().add(key.text(), this.items.write(lease, key), exptime(lease));
	}

	CompletableFuture<StoreResult> replace(CachePart part, EncodedKey key, Item item, Lease lease) {
		return part.operations().compareAndSet(key.text(), item, this.items.write(lease, key), exptime(lease));
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
			part.onceItAnswers(() -> {
				CompletionStage<?> withdrawn = part.operations()
					.gets(key.text())
					.thenCompose((item) -> (item != null && this.items.holds(item, key, lease))
							? part.operations().compareAndSet(key.text(), item, item, EXPIRE_NOW)
							: CompletableFuture.completedFuture(StoreResult.NOT_FOUND));
				withdrawn.whenComplete((result, missed) -> count(missed));
			});
		}
	}

	/**
	 * Counts a failure, if there is one.
	 */
	void count(@Nullable Throwable failure) {
		if (failure != null) {
			this.monitor.failed();
		}
	}

	/**
	 * A lease this instance holds: an item which it alone replaces, each time by the CAS
	 * token of the former, so that whoever else writes or deletes it ends the lease. It
	 * runs out soon after its holder has died, and is renewed as long as that lives.
	 * Thread-safe.
	 */
	final class Held {

		private final CachePart part;

		private final EncodedKey key;

		private final long renewUntil;

		private Lease lease;

		private CompletableFuture<@Nullable Item> held;

		private @Nullable ScheduledFuture<?> renewals;

		/**
		 * Creates a lease that was just taken.
		 * @param part the part of the cache it belongs to
		 * @param key where it lies
		 * @param lease the lease
		 * @param item the item, as it was found
		 */
		Held(CachePart part, EncodedKey key, Lease lease, Item item) {
			this.part = part;
			this.key = key;
			this.lease = lease;
			this.held = CompletableFuture.completedFuture(item);
			Duration limit = LeaseItems.this.settings.loadTimeout();
			this.renewUntil = LeaseItems.this.lifetimes.now() + (limit.isZero() ? LONGEST : limit).toMillis();
		}

		/**
		 * Renews the lease from time to time until it is replaced.
		 */
		synchronized void keepRenewing() {
			long period = Math.max(1, LeaseItems.this.settings.leaseTime().toMillis() / RENEWALS_PER_LEASE);
			this.renewals = LeaseItems.this.scheduler.scheduleAtFixedRate(this::renew, period, period,
					TimeUnit.MILLISECONDS);
		}

		/**
		 * Puts an item in the place of the lease, unless it was lost.
		 * @param item the item
		 * @param exptime when it expires
		 * @return the result, {@link StoreResult#NOT_STORED} if the lease was lost
		 * before; fails as the operations of the node do
		 */
		CompletableFuture<StoreResult> replace(Item item, int exptime) {
			CompletableFuture<StoreResult> replaced = end().thenCompose((present) -> (present != null)
					? this.part.operations().compareAndSet(this.key.text(), present, item, exptime)
					: CompletableFuture.completedFuture(StoreResult.NOT_STORED));
			return replaced.whenComplete((result, failure) -> {
				if (failure != null) {
					withdraw(failure, this.part, this.key, lease());
				}
			});
		}

		/**
		 * Gives the lease back.
		 */
		void release() {
			leave(EXPIRE_NOW);
		}

		/**
		 * Leaves the lease to itself, so that it keeps others from loading for a time.
		 */
		void holdOff() {
			leave(HOLD_OFF);
		}

		private void leave(int exptime) {
			CompletionStage<?> left = replace(LeaseItems.this.items.write(lease(), this.key), exptime);
			left.whenComplete((result, failure) -> count(failure));
		}

		private synchronized Lease lease() {
			return this.lease;
		}

		private synchronized CompletableFuture<@Nullable Item> end() {
			cancelRenewals();
			return this.held;
		}

		private synchronized void renew() {
			long now = LeaseItems.this.lifetimes.now();
			if (now >= this.renewUntil) {
				cancelRenewals();
				return;
			}
			Lease renewed = LeaseItems.this.lease(this.lease.token(), this.lease.generation(),
					LeaseItems.this.settings.leaseTime());
			this.lease = renewed;
			this.held = this.held
				.thenCompose((item) -> (item != null) ? renew(item, renewed) : CompletableFuture.completedFuture(null));
		}

		// Where the answer is missing the lease may have been renewed or not; if it was,
		// the CAS token is outdated and the lease lost, which does no harm
		private CompletableFuture<@Nullable Item> renew(Item item, Lease renewed) {
			return LeaseItems.this.replace(this.part, this.key, item, renewed)
				.thenCompose((result) -> this.part.operations().gets(this.key.text()))
				.thenApply((present) -> (present != null && LeaseItems.this.items.holds(present, this.key, renewed))
						? present : null)
				.exceptionally((failure) -> item);
		}

		private void cancelRenewals() {
			if (this.renewals != null) {
				this.renewals.cancel(false);
			}
		}

	}

}
