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
import java.util.concurrent.TimeUnit;

/**
 * What callers saw during a phase. Immutable.
 *
 * @param name which phase
 * @param millis how long it lasted
 * @param reads the reads
 * @param laterReads the reads, as if the phase had begun a second later
 * @param writes the writes
 * @param recovery how reads became hits
 * @param worst for every {@value #STEP_MILLIS} ms the time of the read that was waited
 * for longest, in milliseconds
 */
record Phase(PhaseName name, double millis, CallFigures reads, CallFigures laterReads, CallFigures writes,
		Recovery recovery, List<Double> worst) {

	static final int STEP_MILLIS = 250;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	Phase {
		worst = List.copyOf(worst);
	}

	/**
	 * Summarizes a phase.
	 * @param name which
	 * @param from when it began
	 * @param to when it ended
	 * @param reads the reads
	 * @param writes the writes
	 * @return the summary
	 */
	static Phase of(PhaseName name, long from, long to, List<Call> reads, List<Call> writes) {
		long later = Math.min(from + SECOND, from + (to - from) / 2);
		return new Phase(name, (to - from) / 1e6, CallFigures.of(reads, from, to, Caller.PAUSE_NANOS),
				CallFigures.of(reads, later, to, Caller.PAUSE_NANOS),
				CallFigures.of(writes, from, to, Caller.PAUSE_NANOS), Recovery.of(reads, from, to),
				worst(reads, from, to));
	}

	private static List<Double> worst(List<Call> reads, long from, long to) {
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

	/**
	 * Returns how many exceptions callers got.
	 */
	long exceptions() {
		return this.reads.exceptions() + this.writes.exceptions();
	}

}
