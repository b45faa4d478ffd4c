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
 * Measures what idle instances cost. The processor's time is that of all Java threads:
 * the clock of the process ticks too slowly, and counts the compiler.
 *
 * @param server the server of the instances
 * @param time how long to look each time
 */
record IdleMeter(MemcachedServer server, Duration time) {

	/**
	 * Measures instances.
	 * @param instances how many there are
	 * @param caches how many caches each has
	 * @return the cost
	 * @throws Exception if this thread is interrupted meanwhile
	 */
	IdleCost measure(int instances, int caches) throws Exception {
		long[] nanos = new long[2];
		Traffic traffic = new TrafficMeter(this.server).during(() -> {
			ThreadTimes before = ThreadTimes.now();
			long start = System.nanoTime();
			TimeUnit.NANOSECONDS.sleep(this.time.toNanos());
			nanos[0] = System.nanoTime() - start;
			nanos[1] = ThreadTimes.now().since(before);
		});
		double polls = (double) instances * nanos[0] / IdleCost.POLL_INTERVAL.toNanos();
		return new IdleCost(instances, caches, traffic.times(1e9 / nanos[0]), nanos[1] / polls / 1000);
	}

}
