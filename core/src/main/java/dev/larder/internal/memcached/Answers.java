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

import org.jspecify.annotations.Nullable;

/**
 * Waits for the answers of memcached on the thread of the caller, whom no failure
 * reaches. Thread-safe.
 */
final class Answers {

	private final TierLog log;

	Answers(TierLog log) {
		this.log = log;
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
			this.log.failed();
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
			this.log.failed();
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

}
