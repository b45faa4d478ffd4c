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
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

import dev.larder.internal.memcached.scan.ScanFailedException;
import dev.larder.internal.memcached.scan.ScanFailedException.Reason;
import dev.larder.internal.store.ErrorReason;
import org.jspecify.annotations.Nullable;

/**
 * The generation of a cache whose entries carry nothing but their value, so that the only
 * way to make them invalid is to delete them, one by one.
 */
final class NoGeneration implements Generation {

	private static final long NUMBER = 0;

	private final MemcachedNode node;

	private final Predicate<String> keys;

	private final StoreMonitor monitor;

	/**
	 * Creates the generation of a cache on a node.
	 * @param node the node
	 * @param keys tells which keys are those of the cache
	 * @param monitor told when the cache cannot be cleared
	 */
	NoGeneration(MemcachedNode node, Predicate<String> keys, StoreMonitor monitor) {
		this.node = node;
		this.keys = keys;
		this.monitor = monitor;
	}

	@Override
	public CompletableFuture<Long> current() {
		return CompletableFuture.completedFuture(NUMBER);
	}

	@Override
	public long changes() {
		return 0;
	}

	@Override
	public CompletableFuture<Void> renew() {
		return this.node.sweeper().sweep(this.keys).exceptionallyCompose((failure) -> {
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
			return (cause instanceof ScanFailedException scan) ? notCleared(scan)
					: CompletableFuture.failedFuture(failure);
		});
	}

	@Override
	public boolean isSeenByOthers() {
		return false;
	}

	@Override
	public @Nullable StoredGeneration stored() {
		return null;
	}

	// What the server will never do is not repeated
	private CompletableFuture<Void> notCleared(ScanFailedException failure) {
		if (failure.reason() != Reason.REFUSED) {
			this.monitor.failed(ErrorReason.NOT_CLEARED, "not cleared yet " + this.node,
					() -> "it is not cleared on memcached " + this.node
							+ " yet, as the server does not list its keys now: " + failure.getMessage());
			return CompletableFuture.failedFuture(failure);
		}
		this.monitor.failed(ErrorReason.NOT_CLEARED, "not cleared " + this.node,
				() -> "it cannot be cleared on memcached " + this.node + ", as the server does not list its keys: "
						+ failure.getMessage() + ". What is there stays until it is evicted or expires");
		return CompletableFuture.completedFuture(null);
	}

}
