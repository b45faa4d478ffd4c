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
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lease;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one cache as they lie in memcached: how long they last, and how they are
 * written and withdrawn. How they are taken is told by {@link LeaseRequest}. Thread-safe.
 * <p>
 * A lease runs out soon after its holder has died: it lasts for a lease time, and a
 * {@link HeldLease} renews it several times within that, but no longer than a load may
 * take. Whether it is over is judged by the clock of each instance that waits, from when
 * it first saw the lease unchanged (see {@link LeaseWait}), as the clocks of two machines
 * may differ; memcached removes it by its clock if nobody looks. That two loads may run
 * after all does no harm: a result is stored over the very lease it was loaded under, and
 * a slot holds one. A lease whose answer did not come may lie there without a holder; it
 * is withdrawn once the node answers.
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
	static final int HOLD_OFF = 2;

	/**
	 * For how long nobody waits for the lease of a key whose load has failed.
	 */
	private static final Duration FAILED_TIME = Duration.ofSeconds(1);

	/**
	 * For how long nobody waits for the lease of a key whose value is not stored.
	 */
	private static final Duration NOT_STORED_TIME = Duration.ofSeconds(10);

	/**
	 * The time to live that memcached takes for none at all.
	 */
	static final int EXPIRE_NOW = -1;

	private final KeyEncoder keys;

	private final EntryItems items;

	private final Lifetimes lifetimes;

	private final LoadSettings settings;

	private final ScheduledExecutorService scheduler;

	private final StoreMonitor monitor;

	private final Supplier<Executor> contexts;

	LeaseItems(KeyEncoder keys, EntryItems items, Lifetimes lifetimes, LoadSettings settings,
			ScheduledExecutorService scheduler, StoreMonitor monitor, Supplier<Executor> contexts) {
		this.keys = keys;
		this.items = items;
		this.lifetimes = lifetimes;
		this.settings = settings;
		this.scheduler = scheduler;
		this.monitor = monitor;
		this.contexts = contexts;
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
	 * Returns what runs a task on another thread as part of what this thread does.
	 */
	Executor context() {
		return this.contexts.get();
	}

	/**
	 * Returns whether instances wait for each other; if not, a lease only makes sure that
	 * nothing outdated is stored.
	 */
	boolean areShared() {
		return this.settings.clusterLease() && this.items.haveHeaders();
	}

	/**
	 * Begins to wait for the lease of another instance.
	 */
	LeaseWait newWait() {
		return new LeaseWait(this.settings);
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

	/**
	 * Makes what takes the place of a lease whose holder is alive.
	 */
	Lease renewed(Lease lease) {
		return lease(lease.token(), lease.generation(), this.settings.leaseTime());
	}

	/**
	 * Returns until when a lease that is taken now is renewed, in milliseconds since the
	 * epoch.
	 */
	long renewUntil() {
		Duration limit = this.settings.loadTimeout();
		return this.lifetimes.now() + (limit.isZero() ? LONGEST : limit).toMillis();
	}

	/**
	 * Returns after how many milliseconds each time a lease is renewed.
	 */
	long renewalMillis() {
		return Math.max(1, this.settings.leaseTime().toMillis() / RENEWALS_PER_LEASE);
	}

	private Lease lease(@Nullable UUID token, long generation, Duration time) {
		long now = this.lifetimes.now();
		return new Lease(token, generation, now, now + time.toMillis());
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
	 * Takes note that a load has waited for that of another instance.
	 */
	void awaited(long nanos) {
		this.monitor.awaited(nanos);
	}

	/**
	 * Counts a failure, if there is one.
	 */
	void count(@Nullable Throwable failure) {
		if (failure != null) {
			this.monitor.failed(failure);
		}
	}

}
