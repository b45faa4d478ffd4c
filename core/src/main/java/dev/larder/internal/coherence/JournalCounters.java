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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Counts what happens to the journal of one node. Thread-safe.
 */
final class JournalCounters {

	private final LongAdder recordsRead = new LongAdder();

	private final LongAdder recordsWritten = new LongAdder();

	private final LongAdder losses = new LongAdder();

	private final AtomicLong lastLag = new AtomicLong();

	private final AtomicLong maxLag = new AtomicLong();

	/**
	 * A record of another instance was applied.
	 * @param lag how long after it was written, in milliseconds
	 */
	void read(long lag) {
		// Clocks differ
		long positive = Math.max(0, lag);
		this.recordsRead.increment();
		this.lastLag.set(positive);
		this.maxLag.accumulateAndGet(positive, Math::max);
	}

	void written() {
		this.recordsWritten.increment();
	}

	/**
	 * Something was missed, and everything dropped.
	 */
	void lost() {
		this.losses.increment();
	}

	CoherenceStatistics statistics(@Nullable Duration age) {
		return new CoherenceStatistics(age, Duration.ofMillis(this.lastLag.get()), Duration.ofMillis(this.maxLag.get()),
				this.recordsRead.sum(), this.recordsWritten.sum(), this.losses.sum());
	}

}
