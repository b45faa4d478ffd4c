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
package dev.larder.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * One load in progress. It becomes invalid when its key is changed meanwhile, after which
 * its result may be handed to those who wait for it, but not be kept.
 *
 * @param <V> the type of the result
 */
public final class Flight<V> {

	private final CompletableFuture<V> result = new CompletableFuture<>();

	private final @Nullable Thread leader;

	private volatile boolean valid = true;

	Flight(@Nullable Thread leader) {
		this.leader = leader;
	}

	/**
	 * Returns whether the result may be kept.
	 * @return {@code false} once the key was changed after the load began
	 */
	public boolean isValid() {
		return this.valid;
	}

	void invalidate() {
		this.valid = false;
	}

	boolean isLedByCurrentThread() {
		return this.leader == Thread.currentThread();
	}

	void complete(V value) {
		this.result.complete(value);
	}

	void fail(Throwable failure) {
		this.result.completeExceptionally(failure);
	}

	V await() throws ExecutionException, InterruptedException {
		try {
			return this.result.get();
		}
		catch (ExecutionException ex) {
			throw new ExecutionException(unwrap(ex.getCause()));
		}
	}

	/**
	 * Returns the result for one of those who wait, who may cancel what they get without
	 * effect on the others.
	 * @return the result to be
	 */
	CompletableFuture<V> share() {
		return this.result.copy();
	}

	private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
