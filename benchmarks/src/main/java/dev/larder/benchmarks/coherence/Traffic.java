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

import java.util.Map;

/**
 * What a memcached server was asked and sent, as it counts itself. Immutable.
 *
 * @param keys keys that were read, each one of a multi-get
 * @param stores commands that store: {@code set}, {@code add}, {@code cas}
 * @param counts commands that count: {@code incr}
 * @param bytesIn bytes the server received, without those of TCP
 * @param bytesOut bytes the server sent, without those of TCP
 */
record Traffic(double keys, double stores, double counts, double bytesIn, double bytesOut) {

	/**
	 * Reads the server's counters.
	 * @param stats what it answers {@code stats} with
	 * @return all of its traffic so far
	 */
	static Traffic of(Map<String, String> stats) {
		return new Traffic(stat(stats, "cmd_get"), stat(stats, "cmd_set"),
				stat(stats, "incr_hits") + stat(stats, "incr_misses"), stat(stats, "bytes_read"),
				stat(stats, "bytes_written"));
	}

	private static double stat(Map<String, String> stats, String name) {
		return Double.parseDouble(stats.getOrDefault(name, "0"));
	}

	Traffic minus(Traffic other) {
		return new Traffic(this.keys - other.keys, this.stores - other.stores, this.counts - other.counts,
				this.bytesIn - other.bytesIn, this.bytesOut - other.bytesOut);
	}

	Traffic times(double factor) {
		return new Traffic(this.keys * factor, this.stores * factor, this.counts * factor, this.bytesIn * factor,
				this.bytesOut * factor);
	}

	double bytes() {
		return this.bytesIn + this.bytesOut;
	}

}
