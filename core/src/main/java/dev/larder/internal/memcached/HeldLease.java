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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A lease this instance holds: an item which it alone replaces, each time by the CAS
 * token of the former, so that whoever else writes or deletes it ends the lease. It is
 * renewed as long as its holder lives, within the times of {@link LeaseItems}.
 * Thread-safe.
 */
final class HeldLease {

	private final LeaseItems leases;

	private final CachePart part;

	private final EncodedKey key;

	private final long renewUntil;

	private Lease lease;

	private CompletableFuture<@Nullable Item> held;

	private @Nullable ScheduledFuture<?> renewals;

	/**
	 * Creates a lease that was just taken.
	 * @param leases the parts that all leases of the cache share
	 * @param part the part of the cache it belongs to
	 * @param key where it lies
	 * @param lease the lease
	 * @param item the item, as it was found
	 */
	HeldLease(LeaseItems leases, CachePart part, EncodedKey key, Lease lease, Item item) {
		this.leases = leases;
		this.part = part;
		this.key = key;
		this.lease = lease;
		this.held = CompletableFuture.completedFuture(item);
		this.renewUntil = leases.renewUntil();
	}

	/**
	 * Renews the lease from time to time until it is replaced.
	 */
	synchronized void keepRenewing() {
		long period = this.leases.renewalMillis();
		this.renewals = this.leases.scheduler().scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
	}

	/**
	 * Puts an item in the place of the lease, unless it was lost.
	 * @param item the item
	 * @param exptime when it expires
	 * @return the result, {@link StoreResult#NOT_STORED} if the lease was lost before;
	 * fails as the operations of the node do
	 */
	CompletableFuture<StoreResult> replace(Item item, int exptime) {
		CompletableFuture<StoreResult> replaced = end().thenCompose((present) -> (present != null)
				? this.part.operations().compareAndSet(this.key.text(), present, item, exptime)
				: CompletableFuture.completedFuture(StoreResult.NOT_STORED));
		return replaced.whenComplete((result, failure) -> {
			if (failure != null) {
				this.leases.withdraw(failure, this.part, this.key, lease());
			}
		});
	}

	/**
	 * Gives the lease back.
	 */
	void release() {
		leave(LeaseItems.EXPIRE_NOW);
	}

	/**
	 * Leaves the lease to itself, so that it keeps others from loading for a time.
	 */
	void holdOff() {
		leave(LeaseItems.HOLD_OFF);
	}

	private void leave(int exptime) {
		CompletionStage<?> left = replace(this.leases.items().write(lease(), this.key), exptime);
		left.whenComplete((result, failure) -> this.leases.count(failure));
	}

	private synchronized Lease lease() {
		return this.lease;
	}

	private synchronized CompletableFuture<@Nullable Item> end() {
		cancelRenewals();
		return this.held;
	}

	private synchronized void renew() {
		if (this.leases.lifetimes().now() >= this.renewUntil) {
			cancelRenewals();
			return;
		}
		Lease renewed = this.leases.renewed(this.lease);
		this.lease = renewed;
		this.held = this.held
			.thenCompose((item) -> (item != null) ? renew(item, renewed) : CompletableFuture.completedFuture(null));
	}

	// Where the answer is missing the lease may have been renewed or not; if it was, the
	// CAS token is outdated and the lease lost, which does no harm
	private CompletableFuture<@Nullable Item> renew(Item item, Lease renewed) {
		MemcachedOperations operations = this.part.node().operations();
		return operations
			.compareAndSet(this.key.text(), item, this.leases.items().write(renewed, this.key),
					this.leases.exptime(renewed))
			.thenCompose((result) -> operations.gets(this.key.text()))
			.thenApply((present) -> (present != null && this.leases.items().holds(present, this.key, renewed)) ? present
					: null)
			.exceptionally((failure) -> item);
	}

	private void cancelRenewals() {
		if (this.renewals != null) {
			this.renewals.cancel(false);
		}
	}

}
