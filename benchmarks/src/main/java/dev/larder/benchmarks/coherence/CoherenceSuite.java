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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Traffic;
import dev.larder.benchmarks.measure.TrafficMeter;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.payload.Product;
import dev.larder.benchmarks.peer.Addresses;
import dev.larder.benchmarks.peer.Dataset;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.SuiteResult;
import dev.larder.cache.LarderCache;

/**
 * Measures how soon instances see what others changed, and what that costs.
 */
public final class CoherenceSuite {

	static final Duration POLL_INTERVAL = Duration.ofMillis(200);

	static final Duration SPACING = Duration.ofMillis(50);

	static final int THREADS = 8;

	private static final Duration REST = Duration.ofMillis(600);

	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final int KEYS = 1000;

	private final Run run;

	private final Addresses servers;

	private final TrafficMeter meter;

	private CoherenceSuite(Run run, Servers servers) {
		this.run = run;
		this.servers = servers.addresses();
		this.meter = new TrafficMeter(() -> servers.traffic(Peer.Backend.MEMCACHED), PAUSE);
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if an instance fails
	 */
	public static SuiteResult run(Run run) throws Exception {
		try (Servers servers = Servers.startMemcached(1)) {
			return new CoherenceSuite(run, servers).findings().report();
		}
	}

	private CoherenceFindings findings() throws Exception {
		List<CoherenceFindings.WriteCost> writes = writes();
		Quartiles putRatio = putRatio();
		List<LagWatch.Lag> lags = new ArrayList<>();
		List<CoherenceFindings.IdleCost> idle = new ArrayList<>();
		try (Instances instances = instances("tiered", "lag")) {
			for (int size : this.run.pick(List.of(2, 4), List.of(2, 4, 8, 16))) {
				List<LarderCache> caches = instances.growTo(size).caches("products");
				this.run.report("lag of " + size + " instances");
				try (LagWatch watch = new LagWatch(caches)) {
					lags.add(watch.run(Duration.ofSeconds(this.run.pick(3, 20))));
				}
				this.run.report(size + " idle instances");
				idle.add(idle(size, 1));
			}
		}
		return new CoherenceFindings(lags, idle, idleCaches("tiered"), idleCaches("memcached"), writes, putRatio);
	}

	private Instances instances(String mode, String keyPrefix) {
		return new Instances(mode, keyPrefix, this.servers).growTo(1);
	}

	private List<CoherenceFindings.WriteCost> writes() throws Exception {
		this.run.report("traffic of writes");
		List<CoherenceFindings.WriteCost> costs = new ArrayList<>();
		try (Instances memcached = instances("memcached", "writes-memcached")) {
			costs.add(write("memcached, 1 instance", memcached));
		}
		try (Instances tiered = instances("tiered", "writes-tiered")) {
			costs.add(write("tiered, 1 instance", tiered));
			costs.add(write("tiered, 2 instances", tiered.growTo(2)));
		}
		return costs;
	}

	private CoherenceFindings.WriteCost write(String who, Instances instances) throws Exception {
		LarderCache cache = instances.caches("products").get(0);
		int singles = this.run.pick(30, 100);
		int burst = this.run.pick(400, 2000);
		this.meter.calibrate();
		this.meter.watchIdle(SPACING.multipliedBy(singles));
		Traffic single = this.meter.measure(() -> {
			for (int i = 0; i < singles; i++) {
				cache.put("single-" + i, Product.number(i));
				TimeUnit.NANOSECONDS.sleep(SPACING.toNanos());
			}
			TimeUnit.NANOSECONDS.sleep(REST.toNanos());
		});
		Dataset entries = Dataset.of(THREADS * burst, Payload.POJO::value);
		Traffic all = this.meter.measure(() -> {
			putAll(cache, entries);
			TimeUnit.NANOSECONDS.sleep(REST.toNanos());
		});
		return new CoherenceFindings.WriteCost(who, single.times(1.0 / singles), all.times(1.0 / (THREADS * burst)));
	}

	private static void putAll(LarderCache cache, Dataset entries) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<Void>> writers = IntStream.range(0, THREADS).<Callable<Void>>mapToObj((thread) -> () -> {
				for (int i = thread; i < entries.keys().size(); i += THREADS) {
					cache.put(entries.keys().get(i), entries.values().get(i));
				}
				return null;
			}).toList();
			for (Future<Void> writer : executor.invokeAll(writers)) {
				writer.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private Quartiles putRatio() throws Exception {
		this.run.report("throughput of writes");
		try (Instances memcached = instances("memcached", "contest-memcached");
				Instances tiered = instances("tiered", "contest-tiered")) {
			Map<String, Contest.Work> contenders = Map.of("memcached", puts(memcached), "tiered", puts(tiered));
			// It takes the compiler longer than the contest's own warming up
			contest(this.run.pick(1, 9)).run(contenders);
			Map<String, Score> scores = contest(this.run.pick(3, 11)).run(contenders);
			return Score.of(scores, "tiered").relativeTo(Score.of(scores, "memcached"));
		}
	}

	private static Contest contest(int rounds) {
		return new Contest(THREADS, rounds, Duration.ofMillis(300));
	}

	private static Contest.Work puts(Instances instances) {
		LarderCache cache = instances.caches("products").get(0);
		return (thread, i) -> {
			long number = (thread * 101L + i) % KEYS;
			cache.put("key-" + number, Product.number(number));
		};
	}

	private List<CoherenceFindings.IdleCost> idleCaches(String mode) throws Exception {
		List<CoherenceFindings.IdleCost> costs = new ArrayList<>();
		try (Instances instances = instances(mode, mode + "-caches")) {
			int made = 0;
			for (int count : this.run.pick(List.of(1, 10), List.of(1, 10, 100))) {
				this.run.report("an idle instance, " + mode + ", caches: " + count);
				while (made < count) {
					instances.caches("cache-" + made++);
				}
				costs.add(idle(1, count));
			}
		}
		return costs;
	}

	private CoherenceFindings.IdleCost idle(int instances, int caches) throws Exception {
		this.meter.calibrate();
		ThreadTimes before = ThreadTimes.now();
		long start = System.nanoTime();
		Traffic perSecond = this.meter.watchIdle(Duration.ofMillis(this.run.pick(1500, 6000)));
		double polls = (double) instances * (System.nanoTime() - start) / POLL_INTERVAL.toNanos();
		return new CoherenceFindings.IdleCost(instances, caches, perSecond,
				ThreadTimes.now().since(before) / polls / 1000);
	}

}
