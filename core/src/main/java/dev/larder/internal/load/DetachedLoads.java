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
package dev.larder.internal.load;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;

import dev.larder.load.LoadTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs loads apart from those who wait for them, so that a load can be given up, or go on
 * when nobody waits any longer. Thread-safe.
 */
public final class DetachedLoads {

	private final LarderThreads threads;

	private final Duration timeout;

	/**
	 * Creates a runner.
	 * @param threads run the loads
	 * @param timeout how long a load may take; zero for as long as it wants
	 */
	public DetachedLoads(LarderThreads threads, Duration timeout) {
		this.threads = threads;
		this.timeout = timeout;
	}

	/**
	 * Starts a load on another thread. Cancelling the result interrupts it.
	 * @param flight the load in progress, which the other thread leads from then on
	 * @param loader loads the value
	 * @return the value to be; fails as the loader does, or with a
	 * {@link LoadTimeoutException} after the loader was interrupted
	 */
	public CompletableFuture<@Nullable Object> start(Flight<?> flight, Callable<?> loader) {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		FutureTask<?> task = new FutureTask<>(() -> {
			flight.takeLead();
			run(loader, result);
			return null;
		});
		this.threads.execute(task);
		return limit(result, () -> task.cancel(true));
	}

	/**
	 * Gives up a load that takes too long.
	 * @param load the load
	 * @return the same, but failing with a {@link LoadTimeoutException} when it takes too
	 * long, after it was cancelled
	 */
	public CompletableFuture<@Nullable Object> limit(CompletableFuture<?> load) {
		return limit(load, () -> load.cancel(true));
	}

	private CompletableFuture<@Nullable Object> limit(CompletableFuture<?> load, Runnable cancel) {
		CompletableFuture<@Nullable Object> copy = load.thenApply((value) -> value);
		CompletableFuture<@Nullable Object> outcome = this.threads.limit(copy, this.timeout, () -> {
			cancel.run();
			return CompletableFuture.failedFuture(new LoadTimeoutException(this.timeout));
		});
		CompletionStage<?> over = outcome;
		over.whenComplete((value, failure) -> {
			// Cancelled by whoever waits
			if (!load.isDone()) {
				cancel.run();
			}
		});
		return outcome;
	}

	@SuppressWarnings("CatchingUnchecked") // whatever it is, somebody waits for it
	private static void run(Callable<?> loader, CompletableFuture<@Nullable Object> result) {
		try {
			result.complete(loader.call());
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

}
