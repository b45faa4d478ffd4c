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
package dev.larder.benchmarks.growth;

import dev.larder.benchmarks.measure.Score;

/**
 * What an operation costs a thread, as the inverse of the throughput.
 *
 * @param unit the unit of the cost
 * @param factor how often the unit is in a second, times the threads, by the operations
 * that count as one in the throughput
 */
record Cost(String unit, double factor) {

	static Cost nanos(int threads, int operations) {
		return new Cost("ns", 1e9 * threads / operations);
	}

	static Cost micros(int threads) {
		return new Cost("µs", 1e6 * threads);
	}

	double of(Score score) {
		return this.factor / score.throughput().median();
	}

}
