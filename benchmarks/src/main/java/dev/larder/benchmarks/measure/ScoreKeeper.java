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

import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;

/**
 * Collects the slices of a contender. Not thread-safe.
 */
final class ScoreKeeper {

	private final List<Double> throughputs = new ArrayList<>();

	private final Histogram latencies = Slice.empty().latencies();

	private long failures;

	void add(Slice slice) {
		this.throughputs.add(slice.throughput());
		this.latencies.add(slice.latencies());
		this.failures += slice.failures();
	}

	Score score() {
		return new Score(this.throughputs, this.failures, this.latencies.getValueAtPercentile(50),
				this.latencies.getValueAtPercentile(99));
	}

}
