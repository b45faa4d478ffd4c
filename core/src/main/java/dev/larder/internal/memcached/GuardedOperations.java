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

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.MemcachedException.Reason;

/**
 * The operations of a node behind its breaker: counted, timed, and refused in
 * microseconds while the breaker is open.
 * <p>
 * Where the server has no {@code cas}, an item is compared with the expected one by its
 * data: it is read, and if it is the expected one, read once more and replaced in one
 * breath. If something else was replaced after all, that is undone by a removal. So what
 * changes between the two reads costs a moment in which the new item can be seen; and
 * only what changes between two commands that the server gets together is not noticed.
 */
final class GuardedOperations implements MemcachedOperations {

	private final MemcachedOperations operations;

	private final NodeMonitor monitor;

	private final MemcachedException refusal;

	GuardedOperations(NodeAddress address, MemcachedOperations operations, NodeMonitor monitor) {
		this.operations = operations;
		this.monitor = monitor;
		this.refusal = new MemcachedException(Reason.BREAKER_OPEN, "memcached " + address.name() + " is down");
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		return guard(() -> this.operations.get(key));
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		if (this.monitor.isDown()) {
			return refuse();
		}
		if (this.monitor.cas().isRefused()) {
			return get(key);
		}
		CompletableFuture<@Nullable Item> found = guard(() -> this.operations.gets(key));
		CompletionStage<CompletionStage<@Nullable Item>> answered = found.handle((item, ex) -> {
			if (item != null) {
				this.monitor.cas().read(item);
			}
			return (ex instanceof MemcachedException failure && failure.reason() == Reason.UNSUPPORTED) ? get(key)
					: found;
		});
		return answered.thenCompose(Function.identity()).toCompletableFuture();
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		return guard(() -> this.operations.getAll(keys));
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		return guard(() -> this.operations.set(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		return guard(() -> this.operations.add(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> replace(String key, Item item, int exptime) {
		return guard(() -> this.operations.replace(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime) {
		if (this.monitor.isDown()) {
			return refuse();
		}
		return (expected.cas() != 0 && !this.monitor.cas().isRefused())
				? guard(() -> this.operations.compareAndSet(key, expected, item, exptime))
				: compareDataAndSet(key, expected, item, exptime);
	}

	private CompletableFuture<StoreResult> compareDataAndSet(String key, Item expected, Item item, int exptime) {
		return get(key).thenCompose((present) -> {
			if (present == null) {
				return CompletableFuture.completedFuture(StoreResult.NOT_FOUND);
			}
			return expected.isSameAs(present) ? setAndCompareData(key, expected, item, exptime)
					: CompletableFuture.completedFuture(StoreResult.EXISTS);
		});
	}

	private CompletableFuture<StoreResult> setAndCompareData(String key, Item expected, Item item, int exptime) {
		CompletableFuture<@Nullable Item> replaced = get(key);
		CompletableFuture<StoreResult> stored = (exptime < 0)
				? delete(key).thenApply((deleted) -> deleted ? StoreResult.STORED : StoreResult.NOT_FOUND)
				: replace(key, item, exptime);
		CompletionStage<CompletionStage<StoreResult>> compared = stored.thenCombine(replaced, (result, present) -> {
			if (result != StoreResult.STORED) {
				return CompletableFuture
					.completedFuture((result == StoreResult.NOT_STORED) ? StoreResult.NOT_FOUND : result);
			}
			return (present != null && expected.isSameAs(present)) ? CompletableFuture.completedFuture(result)
					: delete(key).thenApply((undone) -> StoreResult.EXISTS);
		});
		return compared.thenCompose(Function.identity()).toCompletableFuture();
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		return guard(() -> this.operations.delete(key));
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		return guard(() -> this.operations.increment(key, by));
	}

	@Override
	public CompletableFuture<String> version() {
		return guard(() -> this.operations.version());
	}

	private <T extends @Nullable Object> CompletableFuture<T> guard(Supplier<CompletableFuture<T>> operation) {
		if (this.monitor.isDown()) {
			return refuse();
		}
		long started = System.nanoTime();
		CompletableFuture<T> future = operation.get();
		// The original is handed out: who waits for it is woken before this runs
		var unused = future.whenComplete((result, ex) -> completed(started, ex));
		return future;
	}

	private <T extends @Nullable Object> CompletableFuture<T> refuse() {
		return CompletableFuture.failedFuture(this.refusal);
	}

	private void completed(long started, @Nullable Throwable ex) {
		if (ex == null) {
			this.monitor.succeeded(started);
		}
		else if (ex instanceof MemcachedException failure) {
			this.monitor.failed(failure);
		}
	}

}
