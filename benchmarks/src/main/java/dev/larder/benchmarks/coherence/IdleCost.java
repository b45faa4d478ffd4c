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

import java.time.Duration;

/**
 * What instances cost that have nothing to do but to poll. Immutable.
 *
 * @param instances how many there are
 * @param caches how many caches each has
 * @param perSecond the traffic of all of them in a second
 * @param cpuMicros the processor's time of a poll, in microseconds, with everything else
 * that goes on in an idle instance
 */
record IdleCost(int instances, int caches, Traffic perSecond, double cpuMicros) {

	static final Duration POLL_INTERVAL = Duration.ofMillis(200);

	/**
	 * Returns the traffic of one instance in a second.
	 */
	Traffic ofOne() {
		return this.perSecond.times(1.0 / this.instances);
	}

	/**
	 * Returns the share of a processor one instance takes.
	 */
	double cpuShare() {
		return this.cpuMicros * 1000 / POLL_INTERVAL.toNanos();
	}

}
