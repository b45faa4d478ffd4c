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

/**
 * Mean and maximum of the times of the last minute or so: those of the current half
 * minute and of the one before. Threads that record at the very same moment may lose each
 * other's figure, which is the price of not making the hot path wait.
 * <p>
 * The library does without Micrometer, which has no such meter anyway: the mean of its
 * timers is that of all times since the start, or takes a registry that publishes.
 */
final class LatencyWindow {

	private static final long HALF = Duration.ofSeconds(30).toNanos();

	private volatile Half current = new Half(Long.MIN_VALUE);

	private volatile Half previous = this.current;

	/**
	 * Records a time.
	 * @param now the present {@link System#nanoTime()}
	 * @param nanos how long the operation took
	 */
	void record(long now, long nanos) {
		Half half = this.current;
		long number = Math.floorDiv(now, HALF);
		if (half.number != number) {
			half = roll(number);
		}
		half.count++;
		half.total += nanos;
		if (nanos > half.max) {
			half.max = nanos;
		}
	}

	private synchronized Half roll(long number) {
		Half half = this.current;
		if (half.number != number) {
			this.previous = half;
			half = new Half(number);
			this.current = half;
		}
		return half;
	}

	/**
	 * Returns the mean.
	 * @param now the present {@link System#nanoTime()}
	 * @return the mean, or zero if nothing was recorded
	 */
	Duration mean(long now) {
		Half recent = recent(now);
		return (recent.count > 0) ? Duration.ofNanos(recent.total / recent.count) : Duration.ZERO;
	}

	/**
	 * Returns the maximum.
	 * @param now the present {@link System#nanoTime()}
	 * @return the maximum, or zero if nothing was recorded
	 */
	Duration max(long now) {
		return Duration.ofNanos(recent(now).max);
	}

	// Amid a change both halves may be the same: neither mean nor maximum differs
	private Half recent(long now) {
		Half recent = new Half(Math.floorDiv(now, HALF));
		recent.add(this.current);
		recent.add(this.previous);
		return recent;
	}

	private static final class Half {

		private final long number;

		private long count;

		private long total;

		private long max;

		Half(long number) {
			this.number = number;
		}

		/**
		 * Adds the times of the same half minute or the one before.
		 */
		void add(Half other) {
			if (other.number == this.number || other.number == this.number - 1) {
				this.count += other.count;
				this.total += other.total;
				this.max = Math.max(this.max, other.max);
			}
		}

	}

}
