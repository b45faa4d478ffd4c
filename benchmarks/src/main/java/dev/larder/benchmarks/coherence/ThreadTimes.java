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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of all threads of this process but the one that asks, to the
 * nanosecond: that of the process is counted in hundredths of a second.
 *
 * @param nanos the time by thread
 */
record ThreadTimes(Map<Long, Long> nanos) {

	ThreadTimes {
		nanos = Map.copyOf(nanos);
	}

	static ThreadTimes now() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		Map<Long, Long> nanos = new HashMap<>();
		for (long thread : threads.getAllThreadIds()) {
			long time = threads.getThreadCpuTime(thread);
			// Negative if the thread has ended
			if (time >= 0 && thread != Thread.currentThread().getId()) {
				nanos.put(thread, time);
			}
		}
		return new ThreadTimes(nanos);
	}

	long since(ThreadTimes earlier) {
		return this.nanos.entrySet()
			.stream()
			.mapToLong((entry) -> entry.getValue() - earlier.nanos.getOrDefault(entry.getKey(), 0L))
			.sum();
	}

}
