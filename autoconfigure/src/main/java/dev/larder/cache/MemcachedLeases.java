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
package dev.larder.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.larder.load.LoadTimeoutException;
import dev.larder.memcached.LoadLease;
import dev.larder.memcached.MemcachedTier;

/**
 * Takes leases from memcached, for as long as a load may take. Thread-safe.
 */
final class MemcachedLeases {

	private final MemcachedTier memcached;

	private final Duration timeout;

	MemcachedLeases(MemcachedTier memcached, Duration timeout) {
		this.memcached = memcached;
		this.timeout = timeout;
	}

	/**
	 * Takes a lease, waiting for it on this thread.
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 * @throws LoadTimeoutException if another instance holds the lease for too long
	 */
	LoadLease take(Object key) throws InterruptedException {
		CompletableFuture<LoadLease> lease = this.memcached.lease(key);
		try {
			return this.timeout.isZero() ? lease.get() : lease.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new LoadTimeoutException(this.timeout);
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
	 * @return the lease to be, completed by the executor; fails if another instance holds
	 * the lease for too long
	 */
	CompletableFuture<LoadLease> takeAsync(Object key) {
		return limit(this.memcached.lease(key)).thenApplyAsync((lease) -> lease, this.memcached.executor());
	}

	/**
	 * Takes a lease to load a value anew before it expires, without blocking.
	 */
	CompletableFuture<LoadLease> takeToRefresh(Object key, long writtenAt) {
		return limit(this.memcached.leaseToRefresh(key, writtenAt)).thenApplyAsync((lease) -> lease,
				this.memcached.executor());
	}

	/**
	 * Takes several leases without waiting for other instances. All are sent before the
	 * first is waited for.
	 */
	Map<Object, CompletableFuture<LoadLease>> takeAll(Collection<?> keys) {
		Map<Object, CompletableFuture<LoadLease>> leases = new HashMap<>();
		keys.forEach((key) -> leases.put(key, this.memcached.leaseAtOnce(key)));
		return leases;
	}

	// A lease that comes too late is given back by whoever took it
	private CompletableFuture<LoadLease> limit(CompletableFuture<LoadLease> lease) {
		return this.timeout.isZero() ? lease : lease.orTimeout(this.timeout.toMillis(), TimeUnit.MILLISECONDS)
			.exceptionallyCompose((failure) -> CompletableFuture.failedFuture(new LoadTimeoutException(this.timeout)));
	}

}
