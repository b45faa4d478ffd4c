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
package dev.larder.internal.memcached;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * When a node is given up, and how often it is asked whether it is back. Immutable.
 *
 * @param failureThreshold the timeouts and lost connections in a row that open the
 * breaker
 * @param probeInterval the time between two probes of a node that is down
 */
public record BreakerSettings(int failureThreshold, Duration probeInterval) {

	public BreakerSettings {
		Assert.isTrue(failureThreshold > 0, () -> "'failureThreshold' must be 1 or more but is " + failureThreshold);
		Assert.notNull(probeInterval, "'probeInterval' must not be null");
		Assert.isTrue(probeInterval.compareTo(Duration.ofMillis(1)) >= 0,
				() -> "'probeInterval' must be 1 ms or more but is " + probeInterval);
	}

	/**
	 * Returns the defaults: five failures, and two probes a second.
	 * @return the default settings
	 */
	public static BreakerSettings defaults() {
		return new BreakerSettings(5, Duration.ofMillis(500));
	}

	/**
	 * Returns settings with another threshold.
	 * @param failureThreshold the failures in a row, 1 or more
	 * @return the new settings
	 */
	public BreakerSettings withFailureThreshold(int failureThreshold) {
		return new BreakerSettings(failureThreshold, this.probeInterval);
	}

	/**
	 * Returns settings with another interval.
	 * @param probeInterval the time between two probes, 1 ms or more
	 * @return the new settings
	 */
	public BreakerSettings withProbeInterval(Duration probeInterval) {
		return new BreakerSettings(this.failureThreshold, probeInterval);
	}

}
