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
import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.measure.Contender;
import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.cache.LarderCache;
import dev.larder.test.memcached.MemcachedServer;

/**
 * Finds out what the journal costs those who write.
 *
 * @param server the server
 * @param effort how much time to take
 * @param progress told what is being measured
 */
record WriteStudy(MemcachedServer server, Effort effort, Progress progress) {

	private static final String TIERED = "tiered";

	private static final String MEMCACHED = "memcached";

	/**
	 * How many different keys are written when the throughput is measured.
	 */
	private static final int KEYS = 1000;

	/**
	 * Measures the traffic of a put.
	 */
	List<WriteCost> costs() throws Exception {
		List<WriteCost> costs = new ArrayList<>();
		this.progress.report("traffic of writes");
		try (Instances memcached = new Instances(MEMCACHED, "writes-memcached", this.server.address()).growTo(1)) {
			costs.add(measure("memcached, 1 instance", memcached));
		}
		try (Instances tiered = new Instances(TIERED, "writes-tiered", this.server.address()).growTo(1)) {
			costs.add(measure("tiered, 1 instance", tiered));
			costs.add(measure("tiered, 2 instances", tiered.growTo(2)));
		}
		return costs;
	}

	private WriteCost measure(String who, Instances instances) throws Exception {
		return new WriteLoad(instances.caches("products").get(0), new TrafficMeter(this.server),
				this.effort.pick(30, 100), this.effort.pick(400, 2000))
			.measure(who);
	}

	/**
	 * Compares throughputs.
	 * @return that of puts in tiered mode as a multiple of that in memcached mode
	 */
	Quartiles throughput() throws Exception {
		this.progress.report("throughput of writes");
		try (Instances memcached = new Instances(MEMCACHED, "contest-memcached", this.server.address()).growTo(1);
				Instances tiered = new Instances(TIERED, "contest-tiered", this.server.address()).growTo(1)) {
			List<Contender> contenders = List.of(contender(MEMCACHED, memcached), contender(TIERED, tiered));
			// It takes the compiler longer than the contest's own warming up
			contest(this.effort.pick(1, 9)).run(contenders);
			return contest(this.effort.pick(3, 11)).run(contenders).ratio(TIERED, MEMCACHED);
		}
	}

	private static Contest contest(int rounds) {
		return new Contest(WriteLoad.THREADS, rounds, Duration.ofMillis(300));
	}

	private static Contender contender(String name, Instances instances) {
		LarderCache cache = instances.caches("products").get(0);
		return new Contender(name, (thread, i) -> {
			long number = (thread * 101L + i) % KEYS;
			cache.put("key-" + number, Product.number(number));
		});
	}

}
