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

import org.HdrHistogram.Histogram;

/**
 * Calls of one kind in some time. Immutable.
 *
 * @param successes calls that found or stored something
 * @param misses calls that found nothing
 * @param exceptions calls that threw
 * @param underWay calls that had not ended when the time was over
 * @param medianNanos the median of the calls' times, in nanoseconds
 * @param p99Nanos the 99th percentile of the calls' times
 * @param maxNanos the longest of the calls' times
 */
record CallFigures(long successes, long misses, long exceptions, long underWay, long medianNanos, long p99Nanos,
		long maxNanos) {

	/**
	 * Summarizes calls. A call that reaches beyond the time counts with what lies within.
	 * A long one stands for those as well that would have come while it was waited for,
	 * and had to wait for what was left of it.
	 * @param calls the calls
	 * @param from when the time begins
	 * @param to when it ends
	 * @param interval time between the calls of a thread that need not wait
	 * @return the figures
	 */
	static CallFigures of(List<Call> calls, long from, long to, long interval) {
		Histogram times = new Histogram(3);
		for (Call call : calls) {
			long time = call.within(from, to);
			if (time >= 0) {
				times.recordValueWithExpectedInterval(time, interval);
			}
		}
		long underWay = calls.stream().filter((call) -> call.start() < to && isUnderWay(call, to)).count();
		return new CallFigures(count(calls, CallResult.SUCCESS, from, to), count(calls, CallResult.MISS, from, to),
				count(calls, CallResult.EXCEPTION, from, to), underWay, times.getValueAtPercentile(50),
				times.getValueAtPercentile(99), times.getMaxValue());
	}

	private static boolean isUnderWay(Call call, long to) {
		return call.end() > to || call.result() == CallResult.UNDER_WAY;
	}

	private static long count(List<Call> calls, CallResult result, long from, long to) {
		return calls.stream().filter((call) -> call.result() == result && call.endedWithin(from, to)).count();
	}

}
