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
import java.util.Random;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.peer.Peers;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.workload.Arena;
import dev.larder.benchmarks.workload.Dataset;
import dev.larder.benchmarks.workload.Filler;
import dev.larder.benchmarks.workload.Hit;
import dev.larder.benchmarks.workload.Put;

/**
 * Measures reading and storing values that are ever larger.
 *
 * @param plan what is measured
 * @param progress told what is being measured
 */
record SizesGrowth(GrowthPlan plan, Progress progress) {

	private static final List<PeerType> PEERS = List.of(PeerType.RAW_XMEMCACHED, PeerType.LARDER_MEMCACHED,
			PeerType.REDIS_CACHE_IMMEDIATE);

	/**
	 * How much the values of a peer may take together, in bytes.
	 */
	private static final int MAX_BYTES = 4_000_000;

	private static final int MAX_ENTRIES = 1000;

	Findings run() throws Exception {
		String reference = PeerType.RAW_XMEMCACHED.label();
		Growth hits = Growth.of("bytes", Cost.micros(1), reference);
		Growth puts = Growth.of("bytes", Cost.micros(1), reference);
		try (Servers servers = Servers.start();
				Peers peers = new Peers(PEERS, servers.addresses());
				Filler filler = new Filler(1)) {
			Arena arena = new Arena(peers, this.plan.rounds(), this.plan.slice());
			for (int size : this.plan.sizes()) {
				this.progress.report("hit and put, " + label(size));
				servers.flush();
				Dataset entries = entries(size);
				for (PeerType type : PEERS) {
					filler.fill(entries, peers.get(type));
				}
				hits = hits.and(size, label(size),
						arena.run(1, PEERS, (type) -> new Hit(peers.get(type), entries.keys())));
				puts = puts.and(size, label(size), arena.run(1, PEERS, (type) -> new Put(peers.get(type), entries)));
			}
		}
		return new Findings(hits, puts);
	}

	/**
	 * Returns entries whose values cannot be compressed.
	 */
	private static Dataset entries(int size) {
		return Dataset.of(Math.min(MAX_ENTRIES, MAX_BYTES / size), (number) -> {
			byte[] bytes = new byte[size];
			new Random(number).nextBytes(bytes);
			return bytes;
		});
	}

	static String label(int size) {
		return (size < 1000) ? size + " B" : size / 1000 + " KB";
	}

	/**
	 * What was found out.
	 *
	 * @param hits about reading
	 * @param puts about storing
	 */
	record Findings(Growth hits, Growth puts) {
	}

}
