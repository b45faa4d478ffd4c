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
package dev.larder.benchmarks.coherence;

import org.HdrHistogram.Histogram;

/**
 * How long other instances served the value from before a change. Immutable.
 *
 * @param instances how many instances there were
 * @param changes how many changes were watched
 * @param p50Millis the median, over all changes and all other instances
 * @param p99Millis the 99th percentile
 * @param maxMillis the longest
 * @param lookMillis the 99th percentile of the time between two looks, which is what the
 * figures are exact to
 */
record Lag(int instances, long changes, double p50Millis, double p99Millis, double maxMillis, double lookMillis) {

	/**
	 * Summarizes lags.
	 * @param instances how many instances there were
	 * @param lags the lags, in nanoseconds
	 * @param looks the times between two looks, in nanoseconds
	 * @return the summary
	 */
	static Lag of(int instances, Histogram lags, Histogram looks) {
		return new Lag(instances, lags.getTotalCount() / (instances - 1), lags.getValueAtPercentile(50) / 1e6,
				lags.getValueAtPercentile(99) / 1e6, lags.getMaxValue() / 1e6, looks.getValueAtPercentile(99) / 1e6);
	}

}
