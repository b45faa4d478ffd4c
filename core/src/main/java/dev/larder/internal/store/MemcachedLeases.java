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

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.load.LarderThreads;
import dev.larder.internal.memcached.LoadLease;
import dev.larder.internal.memcached.MemcachedTier;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

/**
 * Takes leases from memcached. Who has waited too long for the load of another instance
 * does without. Thread-safe.
 */
final class MemcachedLeases {

	private final MemcachedTier memcached;

	private final LarderThreads threads;

	private final Duration timeout;

	MemcachedLeases(MemcachedTier memcached, LoadSettings loading, LarderThreads threads) {
		this.memcached = memcached;
		this.threads = threads;
		this.timeout = shorter(loading.loadTimeout(), loading.waitTimeout());
	}

	private static Duration shorter(Duration one, Duration other) {
		boolean first = other.isZero() || (!one.isZero() && one.compareTo(other) < 0);
		return first ? one : other;
	}

	/**
	 * Takes a lease, waiting for it on this thread.
	 * @return the lease, or {@code null} if another instance holds it for too long
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	@Nullable LoadLease take(EntryKey key) throws InterruptedException {
		CompletableFuture<LoadLease> lease = this.memcached.lease(key);
		try {
			return this.timeout.isZero() ? lease.get() : lease.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Leases do not fail", ex);
		}
		finally {
			// Without effect on one that was taken
			lease.cancel(false);
		}
	}

	/**
	 * Takes a lease without blocking.
	 * @return the lease to be, or {@code null} if another instance holds it for too long;
	 * completed by the executor
	 */
	CompletableFuture<@Nullable LoadLease> takeAsync(EntryKey key) {
		return limit(this.memcached.lease(key)).thenApplyAsync((lease) -> lease, this.memcached.executor());
	}

	/**
	 * Takes a lease to load a value anew before it expires, without blocking.
	 */
	CompletableFuture<@Nullable LoadLease> takeToRefresh(EntryKey key, long writtenAt) {
		return limit(this.memcached.leaseToRefresh(key, writtenAt)).thenApplyAsync((lease) -> lease,
				this.memcached.executor());
	}

	/**
	 * Takes several leases without waiting for other instances. All are sent before the
	 * first is waited for.
	 */
	Map<EntryKey, CompletableFuture<LoadLease>> takeAll(Collection<EntryKey> keys) {
		Map<EntryKey, CompletableFuture<LoadLease>> leases = new HashMap<>();
		keys.forEach((key) -> leases.put(key, this.memcached.leaseAtOnce(key)));
		return leases;
	}

	private CompletableFuture<@Nullable LoadLease> limit(CompletableFuture<LoadLease> lease) {
		CompletableFuture<@Nullable LoadLease> taken = lease.thenApply((value) -> value);
		return this.threads.limit(taken, this.timeout, () -> {
			// One that comes too late is given back by whoever took it
			lease.cancel(false);
			return CompletableFuture.completedFuture(null);
		});
	}

}
