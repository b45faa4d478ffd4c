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
package dev.larder.benchmarks.measure;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * What was got done in a slice.
 *
 * @param throughput operations that succeeded, per second
 * @param failures operations that failed
 * @param latencies how long operations took, in nanoseconds
 */
record Slice(double throughput, long failures, Histogram latencies) {

	static Slice empty() {
		return new Slice(0, 0, new Histogram(TimeUnit.MINUTES.toNanos(2), 3));
	}

	/**
	 * Returns what was got done by two at the same time.
	 */
	Slice plus(Slice other) {
		Histogram all = this.latencies.copy();
		all.add(other.latencies);
		return new Slice(this.throughput + other.throughput, this.failures + other.failures, all);
	}

}
