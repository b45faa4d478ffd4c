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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.test.memcached.MemcachedServer;

/**
 * Measures what idle instances cost. The processor's time is taken in several pieces, of
 * which the median counts: the compiler, which comes and goes, does not.
 */
final class IdleMeter {

	private static final Duration PIECE = Duration.ofMillis(500);

	private final MemcachedServer server;

	private final int pieces;

	private final double baseline;

	/**
	 * Creates a meter, which first measures this process as it is without instances.
	 * @param server the server of the instances
	 * @param time how long to look each time
	 */
	IdleMeter(MemcachedServer server, Duration time) throws InterruptedException {
		this.server = server;
		this.pieces = (int) (time.toMillis() / PIECE.toMillis());
		this.baseline = cpuShare();
	}

	/**
	 * Measures instances.
	 * @param instances how many there are
	 * @param caches how many caches each has
	 * @return the cost
	 * @throws Exception if this thread is interrupted meanwhile
	 */
	IdleCost measure(int instances, int caches) throws Exception {
		List<Double> share = new ArrayList<>();
		long start = System.nanoTime();
		Traffic traffic = new TrafficMeter(this.server).during(() -> share.add(cpuShare()));
		double seconds = (System.nanoTime() - start) / 1e9;
		double cpu = Math.max(0, share.get(0) - this.baseline) * IdleCost.POLL_INTERVAL.toNanos() / 1000;
		return new IdleCost(instances, caches, traffic.times(1 / seconds), cpu / instances);
	}

	private double cpuShare() throws InterruptedException {
		List<Double> shares = new ArrayList<>();
		for (int i = 0; i < this.pieces; i++) {
			long before = cpuNanos();
			long start = System.nanoTime();
			TimeUnit.NANOSECONDS.sleep(PIECE.toNanos());
			shares.add((double) (cpuNanos() - before) / (System.nanoTime() - start));
		}
		return Quartiles.of(shares).median();
	}

	private static long cpuNanos() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

}
