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
import java.util.concurrent.TimeUnit;

import dev.larder.test.memcached.MemcachedServer;

/**
 * Asks a server for its traffic, leaving out what asking costs.
 *
 * @param server the server
 */
record TrafficMeter(MemcachedServer server) {

	/**
	 * Measures the traffic of some work.
	 * @param work the work
	 * @return its traffic, and that of everyone else meanwhile
	 * @throws Exception if the work fails
	 */
	Traffic during(Step work) throws Exception {
		Traffic first = Traffic.of(this.server.stats());
		Traffic before = Traffic.of(this.server.stats());
		work.run();
		Traffic after = Traffic.of(this.server.stats());
		return after.minus(before).minus(before.minus(first));
	}

	/**
	 * Measures the traffic of those who have nothing to do.
	 * @param time how long to watch them
	 * @return the traffic per second
	 * @throws Exception if this thread is interrupted meanwhile
	 */
	Traffic idle(Duration time) throws Exception {
		return during(() -> TimeUnit.NANOSECONDS.sleep(time.toNanos())).times(1e9 / time.toNanos());
	}

	/**
	 * Something that is done.
	 */
	@FunctionalInterface
	interface Step {

		void run() throws Exception;

	}

}
