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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.larder.internal.entry.Item;
import dev.larder.observation.MemcachedObservationContext;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a node for one cache, each observed from when it is asked for until
 * it is answered, on whatever thread that is.
 */
final class ObservedOperations implements MemcachedOperations {

	private final MemcachedOperations operations;

	private final NodeAddress node;

	private final String cacheName;

	private final OperationObservations observations;

	ObservedOperations(MemcachedNode node, String cacheName, OperationObservations observations) {
		this.operations = node.operations();
		this.node = node.address();
		this.cacheName = cacheName;
		this.observations = observations;
	}

	@Override
	public CompletableFuture<@Nullable Item> get(String key) {
		return observe("get", key, () -> this.operations.get(key));
	}

	@Override
	public CompletableFuture<@Nullable Item> gets(String key) {
		return observe("gets", key, () -> this.operations.gets(key));
	}

	@Override
	public CompletableFuture<Map<String, Item>> getAll(Collection<String> keys) {
		return observe("get", null, keys.size(), () -> this.operations.getAll(keys));
	}

	@Override
	public CompletableFuture<StoreResult> set(String key, Item item, int exptime) {
		return observe("set", key, () -> this.operations.set(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> add(String key, Item item, int exptime) {
		return observe("add", key, () -> this.operations.add(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> replace(String key, Item item, int exptime) {
		return observe("replace", key, () -> this.operations.replace(key, item, exptime));
	}

	@Override
	public CompletableFuture<StoreResult> compareAndSet(String key, Item expected, Item item, int exptime) {
		return observe("cas", key, () -> this.operations.compareAndSet(key, expected, item, exptime));
	}

	@Override
	public CompletableFuture<Boolean> delete(String key) {
		return observe("delete", key, () -> this.operations.delete(key));
	}

	@Override
	public CompletableFuture<@Nullable Long> increment(String key, long by) {
		return observe("incr", key, () -> this.operations.increment(key, by));
	}

	@Override
	public CompletableFuture<String> version() {
		return this.operations.version();
	}

	private <T extends @Nullable Object> CompletableFuture<T> observe(String command, String key,
			Supplier<CompletableFuture<T>> operation) {
		return observe(command, key, 1, operation);
	}

	private <T extends @Nullable Object> CompletableFuture<T> observe(String command, @Nullable String key, int keys,
			Supplier<CompletableFuture<T>> operation) {
		Observation observation = this.observations.start(command, this.cacheName, this.node, key, keys);
		CompletableFuture<T> future = operation.get();
		if (observation != null) {
			// The original is handed out: who waits for it is woken before this runs
			var unused = future.whenComplete((result, failure) -> stop(observation, failure));
		}
		return future;
	}

	private static void stop(Observation observation, @Nullable Throwable failure) {
		if (failure != null) {
			observation.error(failure);
			if (observation.getContext() instanceof MemcachedObservationContext context) {
				context.setErrorType(errorType(failure));
			}
		}
		observation.stop();
	}

	private static String errorType(Throwable failure) {
		return (failure instanceof MemcachedException known) ? known.reason().name().toLowerCase(Locale.ROOT)
				: failure.getClass().getName();
	}

}
