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

import org.HdrHistogram.Histogram;

/**
 * The calls of one thread, and what several calls come to.
 */
final class Calls {

	private final List<Call> calls = new ArrayList<>();

	private boolean underWay;

	private long start;

	synchronized void begin(long now) {
		this.underWay = true;
		this.start = now;
	}

	synchronized void end(long now, Result result) {
		this.underWay = false;
		this.calls.add(new Call(this.start, now, result));
	}

	/**
	 * Returns the calls that ended since a time, and the one that has not ended yet.
	 */
	synchronized List<Call> since(long from, long now) {
		int first = this.calls.size();
		while (first > 0 && this.calls.get(first - 1).end() >= from) {
			first--;
		}
		List<Call> recent = new ArrayList<>(this.calls.subList(first, this.calls.size()));
		if (this.underWay) {
			recent.add(new Call(this.start, now, Result.UNDER_WAY));
		}
		return recent;
	}

	/**
	 * How a call has ended.
	 */
	enum Result {

		SUCCESS, MISS, EXCEPTION, UNDER_WAY

	}

	/**
	 * A call.
	 *
	 * @param start when it began
	 * @param end when it ended, or was last seen under way
	 * @param result how it ended
	 */
	record Call(long start, long end, Result result) {

		/**
		 * Returns the time of the part that lies between two times, negative if none
		 * does.
		 */
		long within(long from, long to) {
			return Math.min(this.end, to) - Math.max(this.start, from);
		}

		boolean endedWithin(long from, long to) {
			return this.result != Result.UNDER_WAY && this.end >= from && this.end < to;
		}

	}

	/**
	 * What calls come to between two times.
	 *
	 * @param successes how many have succeeded
	 * @param misses how many have found nothing
	 * @param exceptions how many have failed
	 * @param underWay how many had not ended
	 * @param medianNanos half of them took less
	 * @param p99Nanos all but one of a hundred took less
	 * @param maxNanos the longest
	 */
	record Figures(long successes, long misses, long exceptions, long underWay, long medianNanos, long p99Nanos,
			long maxNanos) {

		/**
		 * Counts. A call that takes longer than the interval stands for those, too, that
		 * could not begin meanwhile.
		 */
		static Figures of(List<Call> calls, long from, long to, long interval) {
			Histogram times = new Histogram(3);
			calls.stream()
				.mapToLong((call) -> call.within(from, to))
				.filter((time) -> time >= 0)
				.forEach((time) -> times.recordValueWithExpectedInterval(time, interval));
			long underWay = calls.stream()
				.filter((call) -> call.start() < to && (call.end() > to || call.result() == Result.UNDER_WAY))
				.count();
			return new Figures(count(calls, Result.SUCCESS, from, to), count(calls, Result.MISS, from, to),
					count(calls, Result.EXCEPTION, from, to), underWay, times.getValueAtPercentile(50),
					times.getValueAtPercentile(99), times.getMaxValue());
		}

		private static long count(List<Call> calls, Result result, long from, long to) {
			return calls.stream().filter((call) -> call.result() == result && call.endedWithin(from, to)).count();
		}

	}

}
