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

/**
 * A call of a cache. Immutable.
 *
 * @param start when it began, in nanoseconds of some clock
 * @param end when it ended, or until when it had been waited for
 * @param result how it ended
 */
record Call(long start, long end, CallResult result) {

	/**
	 * Returns how much of the call falls into a time.
	 * @return nanoseconds, negative if they do not touch
	 */
	long within(long from, long to) {
		return Math.min(this.end, to) - Math.max(this.start, from);
	}

	/**
	 * Returns whether the call ended in a time.
	 */
	boolean endedWithin(long from, long to) {
		return this.result != CallResult.UNDER_WAY && this.end >= from && this.end < to;
	}

}
