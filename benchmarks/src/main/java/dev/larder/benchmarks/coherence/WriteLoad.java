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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.larder.benchmarks.payload.Product;
import dev.larder.cache.LarderCache;

/**
 * Puts whose traffic is measured, less what the instances cause anyway.
 *
 * @param cache the cache that is written to
 * @param meter measures the traffic of all instances
 * @param singles how many puts come alone
 * @param burst how many puts each thread makes as fast as it can
 */
record WriteLoad(LarderCache cache, TrafficMeter meter, int singles, int burst) {

	static final Duration SPACING = Duration.ofMillis(50);

	static final int THREADS = 8;

	/**
	 * Until what was written last was announced and read.
	 */
	private static final Duration REST = Duration.ofMillis(600);

	WriteCost measure(String who) throws Exception {
		Traffic idle = this.meter.idle(SPACING.multipliedBy(this.singles));
		return new WriteCost(who, traffic(idle, this::putSpaced).times(1.0 / this.singles),
				traffic(idle, this::putBurst).times(1.0 / (THREADS * this.burst)));
	}

	private Traffic traffic(Traffic idle, TrafficMeter.Step work) throws Exception {
		long start = System.nanoTime();
		Traffic traffic = this.meter.during(() -> {
			work.run();
			TimeUnit.NANOSECONDS.sleep(REST.toNanos());
		});
		return traffic.minus(idle.times((System.nanoTime() - start) / 1e9));
	}

	private void putSpaced() throws InterruptedException {
		for (int i = 0; i < this.singles; i++) {
			this.cache.put("single-" + i, Product.number(i));
			TimeUnit.NANOSECONDS.sleep(SPACING.toNanos());
		}
	}

	private void putBurst() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<Void>> writers = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				String prefix = "burst-" + thread + "-";
				writers.add(() -> {
					for (int i = 0; i < this.burst; i++) {
						this.cache.put(prefix + i, Product.number(i));
					}
					return null;
				});
			}
			for (Future<Void> writer : executor.invokeAll(writers)) {
				writer.get();
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

}
