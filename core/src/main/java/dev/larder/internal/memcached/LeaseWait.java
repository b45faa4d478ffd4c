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
import java.util.concurrent.TimeUnit;

import dev.larder.internal.entry.Lease;
import dev.larder.load.LoadSettings;
import org.jspecify.annotations.Nullable;

/**
 * The wait of one load for the lease of another instance: whether the lease is in force,
 * how long to pause between two looks at it, and when to give up. For one thread at a
 * time.
 */
final class LeaseWait {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(2);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

	/**
	 * A pause is this part of the time waited so far.
	 */
	private static final int PAUSE_DIVISOR = 8;

	private final LoadSettings settings;

	private final long started = System.nanoTime();

	private @Nullable Lease lease;

	private long unchangedSince;

	private boolean paused;

	LeaseWait(LoadSettings settings) {
		this.settings = settings;
	}

	/**
	 * Returns whether a lease that was found is not over yet, as its holder lives.
	 * @param lease the lease
	 * @param generation the present generation; a lease of another fences nothing
	 */
	boolean isFor(Lease lease, long generation) {
		if (lease.generation() != generation) {
			return false;
		}
		long now = System.nanoTime();
		if (!lease.equals(this.lease)) {
			this.lease = lease;
			this.unchangedSince = now;
		}
		return now - this.unchangedSince < TimeUnit.MILLISECONDS.toNanos(lease.until() - lease.writtenAt());
	}

	/**
	 * Returns whether the load has waited long enough.
	 */
	boolean isOver() {
		return isOver(this.settings.waitTimeout()) || isOver(this.settings.loadTimeout());
	}

	private boolean isOver(Duration timeout) {
		return !timeout.isZero() && waitedNanos() >= timeout.toNanos();
	}

	/**
	 * Returns how long to pause before the next look, which is a wait from now on.
	 */
	long pauseNanos() {
		this.paused = true;
		return Math.min(Math.max(waitedNanos() / PAUSE_DIVISOR, FIRST_PAUSE.toNanos()), LONGEST_PAUSE.toNanos());
	}

	/**
	 * Returns whether there was anything to wait for.
	 */
	boolean hasPaused() {
		return this.paused;
	}

	long waitedNanos() {
		return System.nanoTime() - this.started;
	}

}
