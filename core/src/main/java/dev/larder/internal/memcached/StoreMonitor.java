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
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.larder.internal.log.ThrottledLog;
import dev.larder.internal.memcached.scan.ScanFailedException;
import dev.larder.internal.store.ErrorReason;

/**
 * Counts what becomes of one cache's operations in memcached, logs what goes wrong where
 * the node's own health does not, and keeps it from those who wait. Thread-safe.
 */
final class StoreMonitor {

	private final String cacheName;

	private final ThrottledLog log = new ThrottledLog(LogFactory.getLog(RemoteStore.class));

	private final LongAdder puts = new LongAdder();

	private final Map<ErrorReason, LongAdder> errors = new EnumMap<>(ErrorReason.class);

	private final LongConsumer waits;

	/**
	 * Creates a monitor that has counted nothing.
	 * @param cacheName the name of the cache
	 * @param waits told for how many nanoseconds each load has waited for that of another
	 * instance
	 */
	StoreMonitor(String cacheName, LongConsumer waits) {
		this.cacheName = cacheName;
		this.waits = waits;
		for (ErrorReason reason : ErrorReason.values()) {
			this.errors.put(reason, new LongAdder());
		}
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
			failed(ex);
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
			failed(ex);
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
	 * @param failure the failure
	 */
	void failed(Throwable failure) {
		count(reason(failure));
	}

	private static ErrorReason reason(Throwable failure) {
		boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
		Throwable cause = (wrapped && failure.getCause() != null) ? failure.getCause() : failure;
		if (cause instanceof ScanFailedException) {
			return ErrorReason.NOT_CLEARED;
		}
		return (cause instanceof MemcachedException known) ? switch (known.reason()) {
			case TIMEOUT -> ErrorReason.TIMEOUT;
			case DISCONNECTED, REFUSED -> ErrorReason.DISCONNECTED;
			case BREAKER_OPEN -> ErrorReason.BREAKER_OPEN;
			case PROTOCOL, UNSUPPORTED -> ErrorReason.PROTOCOL;
			case REJECTED, CLOSED -> ErrorReason.OTHER;
		} : ErrorReason.OTHER;
	}

	private void count(ErrorReason reason) {
		Objects.requireNonNull(this.errors.get(reason)).increment();
	}

	/**
	 * Something failed that no node knows of.
	 * @param reason why
	 * @param subject the kind of failure in the log, of which there are few
	 * @param message the message
	 */
	void failed(ErrorReason reason, String subject, Supplier<String> message) {
		count(reason);
		this.log.warn(subject, () -> "Cache '" + this.cacheName + "': " + message.get());
	}

	/**
	 * Returns how many entries the servers took.
	 */
	long puts() {
		return this.puts.sum();
	}

	/**
	 * Returns how many operations failed, items that could not be read included, by the
	 * reason.
	 */
	Map<ErrorReason, Long> errors() {
		Map<ErrorReason, Long> errors = new EnumMap<>(ErrorReason.class);
		this.errors.forEach((reason, count) -> errors.put(reason, count.sum()));
		return errors;
	}

	/**
	 * A load has waited for that of another instance.
	 * @param nanos for how long
	 */
	void awaited(long nanos) {
		this.waits.accept(nanos);
	}

}
