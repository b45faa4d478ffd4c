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
package dev.larder.internal.coherence;

import java.time.Duration;
import java.util.function.LongSupplier;

import dev.larder.coherence.WhenUnreachable;
import org.jspecify.annotations.Nullable;

/**
 * How long ago a node was polled, and whether that is recent enough for copies of its
 * items to be served. Thread-safe.
 */
final class PollAge {

	private final LongSupplier nanoTime;

	private final long maxAgeNanos;

	private volatile boolean polled;

	private volatile long polledAt;

	/**
	 * Creates the age of a node that was not polled yet.
	 * @param settings when a node counts as silent, and whether that matters
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	PollAge(CoherenceSettings settings, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.maxAgeNanos = (settings.whenUnreachable() == WhenUnreachable.BYPASS) ? settings.silentAfter().toNanos()
				: Long.MAX_VALUE;
	}

	/**
	 * Returns whether copies may be served. Reads the clock only if the age matters.
	 */
	boolean isRecentEnough() {
		return this.maxAgeNanos == Long.MAX_VALUE
				|| (this.polled && this.nanoTime.getAsLong() - this.polledAt <= this.maxAgeNanos);
	}

	/**
	 * Takes note of a complete poll.
	 * @param began when it began, as {@link System#nanoTime()}
	 */
	void polled(long began) {
		this.polledAt = began;
		this.polled = true;
	}

	/**
	 * Returns how long ago the last complete poll began, or {@code null} if there was
	 * none.
	 */
	@Nullable Duration get() {
		return this.polled ? Duration.ofNanos(this.nanoTime.getAsLong() - this.polledAt) : null;
	}

}
