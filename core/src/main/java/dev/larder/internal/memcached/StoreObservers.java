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

import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Those who are told of what the store of a cache does.
 *
 * @param changes gives, for each node, who is told of what is put and removed there, but
 * not of what is loaded
 * @param waits told for how many nanoseconds each load has waited for that of another
 * instance
 * @param operations observes operations, or {@code null} if nobody does
 */
public record StoreObservers(Function<MemcachedNode, ChangeListener> changes, LongConsumer waits,
		@Nullable OperationObservations operations) {

	/**
	 * Returns observers that are told of changes alone.
	 * @param changes gives, for each node, who is told of changes there
	 * @return the observers
	 */
	public static StoreObservers ofChanges(Function<MemcachedNode, ChangeListener> changes) {
		return new StoreObservers(changes, (nanos) -> {
		}, null);
	}

	/**
	 * Returns the operations of a node for a cache.
	 */
	MemcachedOperations operations(MemcachedNode node, String cacheName) {
		return (this.operations != null) ? this.operations.observed(node, cacheName) : node.operations();
	}

	/**
	 * Returns what runs a task on another thread as part of what this thread does.
	 */
	Executor context() {
		return (this.operations != null) ? this.operations.context() : Runnable::run;
	}

}
