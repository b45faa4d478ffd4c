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
package dev.larder.benchmarks.remote;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Backend;
import dev.larder.benchmarks.peer.Peers;
import dev.larder.benchmarks.presentation.Comparison;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;
import dev.larder.benchmarks.traffic.TrafficCounter;
import dev.larder.benchmarks.workload.Arena;
import dev.larder.benchmarks.workload.Filler;

/**
 * Measures reading, storing and clearing values that are in another process.
 */
public final class RemoteSuite implements Suite {

	private static final int FILLING_THREADS = 16;

	@Override
	public String name() {
		return "remote";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		RemotePlan plan = RemotePlan.of(effort);
		RemoteReport report = new RemoteReport(plan);
		SuiteResult result = report.begin();
		try (Servers servers = Servers.start();
				Peers peers = new Peers(RemotePeers.ALL, servers.addresses());
				Filler filler = new Filler(FILLING_THREADS)) {
			RemoteContests contests = new RemoteContests(new Arena(peers, plan.rounds(), plan.slice()), filler,
					TrafficCounter.of(Backend.MEMCACHED, servers), progress);
			contests.warmUp();
			result = report.withHits(result, hits(contests, plan));
			result = report.withPuts(result, puts(contests, plan));
			result = report.withMultiGets(result, contests.multiGets(plan.multiGets()));
		}
		try (ClearContest clears = new ClearContest(progress)) {
			return report.withClears(result, clears.run(plan.clearedEntries(), plan.clears()));
		}
	}

	private static Map<Payload, Comparison> hits(RemoteContests contests, RemotePlan plan) throws Exception {
		Map<Payload, Comparison> hits = new EnumMap<>(Payload.class);
		for (Map.Entry<Payload, List<Integer>> threads : plan.hits().entrySet()) {
			hits.put(threads.getKey(), contests.hits(threads.getKey(), threads.getValue()));
		}
		return hits;
	}

	private static Map<Payload, PutFindings> puts(RemoteContests contests, RemotePlan plan) throws Exception {
		Map<Payload, PutFindings> puts = new EnumMap<>(Payload.class);
		for (Map.Entry<Payload, List<Integer>> threads : plan.puts().entrySet()) {
			puts.put(threads.getKey(), contests.puts(threads.getKey(), threads.getValue()));
		}
		return puts;
	}

}
