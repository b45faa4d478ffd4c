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

import java.util.List;

/**
 * How a contender did. Immutable.
 *
 * @param throughputs operations per second in each round
 * @param failures operations that failed, in all rounds
 * @param medianNanos the median of the operations' times, in nanoseconds
 * @param p99Nanos the 99th percentile of the operations' times, in nanoseconds
 */
public record Score(List<Double> throughputs, long failures, long medianNanos, long p99Nanos) {

	public Score {
		throughputs = List.copyOf(throughputs);
	}

	/**
	 * Compares throughputs round by round.
	 * @param reference what to compare with, of the same contest
	 * @return this score's throughput as a multiple of the other's
	 */
	public Quartiles relativeTo(Score reference) {
		return Quartiles.ofRatios(this.throughputs, reference.throughputs);
	}

	/**
	 * Returns the throughput over all rounds.
	 * @return operations per second
	 */
	public Quartiles throughput() {
		return Quartiles.of(this.throughputs);
	}

}
