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

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;
import dev.larder.cache.LarderCache;
import dev.larder.test.memcached.MemcachedServer;

/**
 * How long local copies outlive a change, and what keeping them fresh costs.
 */
public final class CoherenceSuite implements Suite {

	@Override
	public String name() {
		return "coherence";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		try (Servers servers = Servers.startMemcached(1)) {
			MemcachedServer server = servers.memcached();
			IdleMeter meter = new IdleMeter(server, effort.pick(Duration.ofMillis(1500), Duration.ofSeconds(6)));
			WriteStudy writes = new WriteStudy(server, effort, progress);
			List<WriteCost> costs = writes.costs();
			Quartiles putRatio = writes.throughput();
			List<Lag> lags = new ArrayList<>();
			List<IdleCost> idle = new ArrayList<>();
			try (Instances instances = new Instances("tiered", "lag", server.address())) {
				for (int size : effort.pick(List.of(2, 4), List.of(2, 4, 8, 16))) {
					List<LarderCache> caches = instances.growTo(size).caches("products");
					progress.report("lag of " + size + " instances");
					try (LagWatch lag = new LagWatch(caches)) {
						lags.add(lag.run(effort.pick(Duration.ofSeconds(3), Duration.ofSeconds(20))));
					}
					progress.report(size + " idle instances");
					idle.add(meter.measure(size, 1));
				}
			}
			IdleStudy study = new IdleStudy(server.address(), meter, effort, progress);
			return new CoherenceReport(
					new Findings(lags, idle, study.run("tiered"), study.run("memcached"), costs, putRatio))
				.result();
		}
	}

}
