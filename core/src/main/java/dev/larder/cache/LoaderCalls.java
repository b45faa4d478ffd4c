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

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.load.LoadLease;
import dev.larder.internal.load.StoredLoad;
import dev.larder.internal.log.ThrottledLog;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Calls the loaders of a cache, and stores what they give as far as the lease of the load
 * allows. What was loaded is not lost, whatever keeps it from being stored. Thread-safe.
 */
final class LoaderCalls {

	private final CacheCounters counters;

	private final Executor executor;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(LarderCache.class));

	/**
	 * Creates the calls of a cache.
	 * @param counters told of loads
	 * @param executor runs what follows a load that nobody waits for by blocking
	 */
	LoaderCalls(CacheCounters counters, Executor executor) {
		this.counters = counters;
		this.executor = executor;
	}

	/**
	 * Loads and stores a value on this thread.
	 * @param lease the right to store it
	 * @param valueLoader loads the value
	 * @return its entry, stored or not, or the outdated one if the load fails
	 * @throws Exception what the loader throws, if there is no other entry
	 */
	Entry call(LoadLease lease, Callable<?> valueLoader) throws Exception {
		long start = System.nanoTime();
		Object value;
		try {
			value = valueLoader.call();
		}
		catch (Throwable ex) {
			Entry fallback = failed(lease, start, ex);
			if (fallback == null) {
				throw ex;
			}
			return fallback;
		}
		return store(lease, value, start).join();
	}

	/**
	 * Loads and stores a value without blocking.
	 * @param lease the right to store it
	 * @param loader starts to load the value
	 * @param executor stores it, as the thread that completes a future of the application
	 * may be one that must not be kept waiting
	 * @return its entry or the fallback; fails as the loader does if there is none
	 */
	CompletableFuture<Entry> callAsync(LoadLease lease, Callable<? extends CompletableFuture<@Nullable Object>> loader,
			Executor executor) {
		long start = System.nanoTime();
		CompletableFuture<@Nullable Object> load = start(loader);
		return load.thenComposeAsync((value) -> store(lease, value, start), load.isDone() ? Runnable::run : executor)
			.exceptionallyCompose((failure) -> {
				Entry fallback = failed(lease, start, failure);
				return (fallback != null) ? CompletableFuture.completedFuture(fallback)
						: CompletableFuture.<Entry>failedFuture(failure);
			})
			.thenApplyAsync(Function.identity(), this.executor);
	}

	private CompletableFuture<Entry> store(LoadLease lease, @Nullable Object value, long start) {
		long nanos = System.nanoTime() - start;
		this.counters.load(nanos);
		long millis = nanos / 1_000_000;
		try {
			return lease.store(value, millis).thenApply(StoredLoad::entry);
		}
		catch (Throwable ex) {
			// Whatever keeps it from being stored, a value that was loaded is not lost
			this.log.warn("store", () -> "A value that was loaded cannot be stored", ex);
			lease.abandon();
			return LoadLease.NONE.store(value, millis).thenApply(StoredLoad::entry);
		}
	}

	private @Nullable Entry failed(LoadLease lease, long start, Throwable failure) {
		this.counters.loadFailure(System.nanoTime() - start);
		lease.fail();
		// What failed is not a matter of the value but of the virtual machine
		return (unwrapped(failure) instanceof Error) ? null : lease.fallback();
	}

	private static Throwable unwrapped(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	/**
	 * Starts a load.
	 * @return its future; fails as the loader does, or as it throws
	 */
	static <T> CompletableFuture<T> start(Callable<? extends CompletableFuture<T>> loader) {
		try {
			CompletableFuture<T> load = loader.call();
			Assert.state(load != null, "The loader returned no future");
			return load;
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Returns the outcome of a load as its caller sees it.
	 * @return the same; what follows it is given the very failure of the loader
	 */
	static <T> CompletableFuture<T> bare(CompletableFuture<T> load) {
		if (load.isDone() && !load.isCompletedExceptionally()) {
			return load;
		}
		CompletableFuture<T> bare = new CompletableFuture<>();
		CompletionStage<T> outcome = load;
		outcome.whenComplete((value, failure) -> {
			if (failure != null) {
				bare.completeExceptionally(unwrapped(failure));
			}
			else {
				bare.complete(value);
			}
		});
		return bare;
	}

}
