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
package dev.larder.internal.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of the system, but for this: it does not stand still, let alone go back, when
 * the clock of the system is set back, so that nothing lives longer for it. It then stays
 * ahead. When the clock of the system is set forward, or the machine has slept, it
 * follows within a second. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

	private static final long FOLLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier systemMillis;

	private final LongSupplier nanoTime;

	private volatile Mark mark;

	/**
	 * Creates a clock that shows the time of the system.
	 */
	public SteadyClock() {
		this(System::currentTimeMillis, System::nanoTime);
	}

	SteadyClock(LongSupplier systemMillis, LongSupplier nanoTime) {
		this.systemMillis = systemMillis;
		this.nanoTime = nanoTime;
		this.mark = new Mark(nanoTime.getAsLong(), systemMillis.getAsLong());
	}

	@Override
	public long millis() {
		long nanos = this.nanoTime.getAsLong();
		Mark mark = this.mark;
		if (nanos - mark.nanos >= FOLLOW_NANOS) {
			mark = mark.next(nanos, this.systemMillis.getAsLong());
			this.mark = mark;
		}
		return mark.millisAt(nanos);
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(millis());
	}

	/**
	 * A moment by both clocks.
	 */
	private record Mark(long nanos, long millis) {

		private long millisAt(long nanos) {
			return this.millis + TimeUnit.NANOSECONDS.toMillis(nanos - this.nanos);
		}

		// Keeps the part of a millisecond, which would add up
		private Mark next(long nanos, long systemMillis) {
			long millis = millisAt(nanos);
			return (systemMillis > millis) ? new Mark(nanos, systemMillis)
					: new Mark(this.nanos + TimeUnit.MILLISECONDS.toNanos(millis - this.millis), millis);
		}

	}

}
