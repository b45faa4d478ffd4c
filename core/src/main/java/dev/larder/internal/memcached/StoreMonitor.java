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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.log.ThrottledLog;

/**
 * Counts what becomes of one cache's operations in memcached, logs what goes wrong where
 * the node's own health does not, and keeps it from those who wait. Thread-safe.
 */
final class StoreMonitor {

	private final String cacheName;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(RemoteStore.class));

	private final LongAdder puts = new LongAdder();

	private final LongAdder errors = new LongAdder();

	StoreMonitor(String cacheName) {
		this.cacheName = cacheName;
	}

	/**
	 * Waits for an operation, which is bounded by its own timeout.
	 * @return its result, or {@code null} if it failed or this thread was interrupted
	 */
	<T> @Nullable T await(CompletableFuture<T> operation) {
		try {
			return operation.get();
		}
		catch (ExecutionException ex) {
			failed();
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	/**
	 * Waits for something that may take longer than one operation.
	 * @return whether it is over; if not, it goes on
	 */
	boolean isInTime(CompletableFuture<Void> work, Duration time) {
		try {
			work.get(time.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (ExecutionException ex) {
			failed();
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * A server took an entry.
	 */
	void stored() {
		this.puts.increment();
	}

	/**
	 * An operation failed; the node has logged it.
	 */
	void failed() {
		this.errors.increment();
	}

	/**
	 * Something failed that no node knows of.
	 * @param reason the kind of failure, of which there are few
	 * @param message the message
	 */
	void failed(String reason, Supplier<String> message) {
		failed();
		this.log.warn(reason, () -> "Cache '" + this.cacheName + "': " + message.get());
	}

	/**
	 * Returns how many entries the servers took.
	 */
	long puts() {
		return this.puts.sum();
	}

	/**
	 * Returns how many operations failed, and how many items could not be read.
	 */
	long errors() {
		return this.errors.sum();
	}

}
