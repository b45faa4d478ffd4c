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

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes until reads are hits again.
 *
 * @param firstHitMillis until the first hit, negative if there was none
 * @param steadyMillis until nearly all are hits, negative if that did not happen
 */
record Recovery(double firstHitMillis, double steadyMillis) {

	private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);

	private static final double STEADY_SHARE = 0.95;

	static Recovery of(List<Calls.Call> reads, long from, long to) {
		long first = reads.stream()
			.filter((read) -> read.result() == Calls.Result.SUCCESS && read.endedWithin(from, to))
			.mapToLong(Calls.Call::end)
			.min()
			.orElse(-1);
		int steps = (int) ((to - from) / STEP);
		long[] all = new long[steps];
		long[] good = new long[steps];
		for (Calls.Call read : reads) {
			int begin = (int) Math.max(0, (read.start() - from) / STEP);
			int end = (int) Math.min(steps - 1, (read.end() - from) / STEP);
			for (int step = begin; step <= end; step++) {
				all[step]++;
			}
			boolean ended = read.endedWithin(from, from + steps * STEP);
			if (ended && read.result() == Calls.Result.SUCCESS) {
				good[end]++;
			}
			// Whose thread hangs is but one read, and a sign that all is not well
			for (int step = begin + 1; step < (ended ? end : steps); step++) {
				good[step] = Integer.MIN_VALUE;
			}
		}
		int steady = steps;
		while (steady > 0 && good[steady - 1] > 0 && good[steady - 1] >= STEADY_SHARE * all[steady - 1]) {
			steady--;
		}
		return new Recovery((first < 0) ? -1 : (first - from) / 1e6, (steady == steps) ? -1 : steady * STEP / 1e6);
	}

	static boolean isSteady(List<Calls.Call> reads, long now) {
		return of(reads, now - TimeUnit.SECONDS.toNanos(1), now).steadyMillis() == 0;
	}

}
