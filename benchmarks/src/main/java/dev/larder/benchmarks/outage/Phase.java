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

package dev.larder.benchmarks.outage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What happened in a phase of the server's life.
 *
 * @param name the phase
 * @param millis how long it lasted
 * @param reads what the reads came to
 * @param laterReads the same without the first second, in which breakers open
 * @param writes what the writes came to
 * @param recovery how soon there were hits
 * @param worst how long the longest read has been waited for in each step, in ms
 */
record Phase(Name name, double millis, Calls.Figures reads, Calls.Figures laterReads, Calls.Figures writes,
		Recovery recovery, List<Double> worst) {

	static final int STEP_MILLIS = 250;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	Phase {
		worst = List.copyOf(worst);
	}

	static Phase of(Name name, long from, long to, List<Calls.Call> reads, List<Calls.Call> writes) {
		long later = Math.min(from + SECOND, from + (to - from) / 2);
		return new Phase(name, (to - from) / 1e6, Calls.Figures.of(reads, from, to, OutageChild.PAUSE_NANOS),
				Calls.Figures.of(reads, later, to, OutageChild.PAUSE_NANOS),
				Calls.Figures.of(writes, from, to, OutageChild.PAUSE_NANOS), Recovery.of(reads, from, to),
				worst(reads, from, to));
	}

	private static List<Double> worst(List<Calls.Call> reads, long from, long to) {
		long step = TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS);
		List<Double> worst = new ArrayList<>();
		for (long begin = from; begin + step <= to; begin += step) {
			long start = begin;
			worst.add(reads.stream()
				.filter((read) -> read.within(start, start + step) >= 0)
				.mapToLong((read) -> read.within(from, start + step))
				.max()
				.orElse(0) / 1e6);
		}
		return worst;
	}

	long exceptions() {
		return this.reads.exceptions() + this.writes.exceptions();
	}

	/**
	 * A phase of the server's life.
	 */
	enum Name {

		UP, KILLED, RESTARTED, FROZEN, RESUMED;

		String label() {
			return name().toLowerCase(Locale.ROOT);
		}

		boolean isOutage() {
			return this == KILLED || this == FROZEN;
		}

		boolean isReturn() {
			return this == RESTARTED || this == RESUMED;
		}

	}

}
