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
package dev.larder.benchmarks.growth;

import java.util.List;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.peer.Peers;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.workload.Arena;
import dev.larder.benchmarks.workload.Dataset;
import dev.larder.benchmarks.workload.Filler;
import dev.larder.benchmarks.workload.Hit;
import dev.larder.benchmarks.workload.MultiGet;

/**
 * Measures reading with ever more memcached servers.
 *
 * @param plan what is measured
 * @param progress told what is being measured
 */
record NodesGrowth(GrowthPlan plan, Progress progress) {

	private static final int FILLING_THREADS = 16;

	static final int HIT_THREADS = 8;

	static final int MULTI_GET_KEYS = 100;

	private static final List<PeerType> PEERS = List.of(PeerType.RAW_XMEMCACHED, PeerType.LARDER_MEMCACHED);

	private static final int ENTRIES = 1000;

	Findings run() throws Exception {
		String reference = PeerType.RAW_XMEMCACHED.label();
		Growth hits = Growth.of("servers", Cost.micros(HIT_THREADS), reference);
		Growth multiGets = Growth.of("servers", Cost.micros(1), reference);
		Dataset entries = Dataset.of(ENTRIES, Payload.POJO::value);
		for (int count : this.plan.nodes()) {
			String label = (count == 1) ? "1 server" : count + " servers";
			this.progress.report("hit and multi-get, " + label);
			try (Servers servers = Servers.startMemcached(count);
					Peers peers = new Peers(PEERS, servers.addresses());
					Filler filler = new Filler(FILLING_THREADS)) {
				for (PeerType type : PEERS) {
					filler.fill(entries, peers.get(type));
				}
				Arena arena = new Arena(peers, this.plan.rounds(), this.plan.slice());
				hits = hits.and(count, label,
						arena.run(HIT_THREADS, PEERS, (type) -> new Hit(peers.get(type), entries.keys())));
				multiGets = multiGets.and(count, label,
						arena.run(1, PEERS, (type) -> MultiGet.of(peers.get(type), entries, MULTI_GET_KEYS)));
			}
		}
		return new Findings(hits, multiGets);
	}

	/**
	 * What was found out.
	 *
	 * @param hits about reading single values
	 * @param multiGets about reading many at once
	 */
	record Findings(Growth hits, Growth multiGets) {
	}

}
