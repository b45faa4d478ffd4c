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

import dev.larder.internal.memcached.scan.ScanFailedException;
import dev.larder.internal.memcached.scan.ScanFailedException.Reason;

/**
 * A part of a cache whose entries carry nothing but their value, so that the only way to
 * make them invalid is to delete them.
 */
final class RawPart extends CachePart {

	private static final long NO_GENERATION = 0;

	private final String head;

	private final TierLog log;

	private final ChangeListener listener;

	/**
	 * Creates a part.
	 * @param node the node
	 * @param head what the keys of the cache start with
	 * @param log told when the part cannot be cleared
	 * @param listener told of changes
	 */
	RawPart(MemcachedNode node, String head, TierLog log, ChangeListener listener) {
		super(node, log, listener);
		this.head = head;
		this.log = log;
		this.listener = listener;
	}

	@Override
	CurrentGeneration generation() {
		return () -> CompletableFuture.completedFuture(NO_GENERATION);
	}

	@Override
	GenerationChanges generationChanges() {
		return () -> NO_GENERATION;
	}

	@Override
	CompletableFuture<Void> invalidateAll() {
		return node().sweeper().sweep(this.head).exceptionallyCompose((failure) -> {
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
			return (cause instanceof ScanFailedException scan) ? notCleared(scan)
					: CompletableFuture.failedFuture(failure);
		});
	}

	// No generation tells others which entries are gone
	@Override
	void changedAll() {
		this.listener.changedAll(node());
	}

	@Override
	void missedAll() {
		this.listener.missedAll(node());
	}

	// What the server will never do is not repeated
	private CompletableFuture<Void> notCleared(ScanFailedException failure) {
		if (failure.reason() != Reason.REFUSED) {
			this.log.notCleared("not cleared yet " + node(), () -> "it is not cleared on memcached " + node()
					+ " yet, as the server does not list its keys now: " + failure.getMessage());
			return CompletableFuture.failedFuture(failure);
		}
		this.log.notCleared("not cleared " + node(),
				() -> "it cannot be cleared on memcached " + node() + ", as the server does not list its keys: "
						+ failure.getMessage() + ". What is there stays until it is evicted or expires");
		return CompletableFuture.completedFuture(null);
	}

}
