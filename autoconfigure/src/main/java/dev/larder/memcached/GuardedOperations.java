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
package dev.larder.memcached;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.larder.memcached.MemcachedException.Reason;

/**
 * The operations of a node behind its breaker: counted, timed, and refused in
 * microseconds while the breaker is open.
 */
final class GuardedOperations implements MemcachedOperations {

	private final MemcachedOperations operations;

	private final NodeBreaker breaker;

	private final NodeMonitor monitor;

	private final MemcachedException refusal;

	GuardedOperations(NodeAddress address, MemcachedOperations operations, NodeBreaker breaker, NodeMonitor monitor) {
		this.operations = operations;
		this.breaker = breaker;
		this.monitor = monitor;
		this.refusal = new MemcachedException(Reason.BREAKER_OPEN, "memcached " + address.name() + " is down");
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.get(key));
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.gets(key));
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.getAll(keys));
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.set(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.add(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item item, int exptime) {
		return this.breaker.isOpen() ? refuse()
				: watch(System.nanoTime(), this.operations.compareAndSet(key, item, exptime));
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.delete(key));
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.increment(key, by));
	}

	@Override
	public CompletableFuture<String> version() {
		return this.breaker.isOpen() ? refuse() : watch(System.nanoTime(), this.operations.version());
	}

	private <T extends @Nullable Object> CompletableFuture<T> refuse() {
		return CompletableFuture.failedFuture(this.refusal);
	}

	private <T extends @Nullable Object> CompletableFuture<T> watch(long started, CompletableFuture<T> future) {
		// The original is handed out: who waits for it is woken before this runs
		var unused = future.whenComplete((result, ex) -> completed(started, ex));
		return future;
	}

	private void completed(long started, @Nullable Throwable ex) {
		if (ex == null) {
			if (this.monitor.succeeded(started)) {
				this.breaker.succeeded();
			}
		}
		else if (ex instanceof MemcachedException failure && this.monitor.failed(failure)) {
			this.breaker.failed();
		}
	}

}
