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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.peer.Peers;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.workload.Arena;
import dev.larder.benchmarks.workload.Dataset;
import dev.larder.benchmarks.workload.Filler;
import dev.larder.benchmarks.workload.ManyHits;

/**
 * Measures hits in local memory with ever more entries.
 *
 * @param plan what is measured
 * @param progress told what is being measured
 */
record EntriesGrowth(GrowthPlan plan, Progress progress) {

	private static final int FILLING_THREADS = 16;

	private static final List<PeerType> LOCAL = List.of(PeerType.SPRING_CAFFEINE, PeerType.LARDER_LOCAL);

	private static final List<PeerType> ALL = List.of(PeerType.SPRING_CAFFEINE, PeerType.LARDER_LOCAL,
			PeerType.LARDER_TIERED);

	/**
	 * How many different values there are: they are not looked at, and take room.
	 */
	private static final int VALUES = 1000;

	Growth run() throws Exception {
		Growth growth = Growth.of("entries", Cost.nanos(1, ManyHits.COUNT), PeerType.SPRING_CAFFEINE.label());
		try (Servers servers = Servers.startMemcached(1);
				Peers peers = new Peers(ALL, servers.addresses());
				Filler filler = new Filler(FILLING_THREADS)) {
			Arena arena = new Arena(peers, this.plan.rounds(), this.plan.slice());
			for (int count : this.plan.entries()) {
				String label = String.format(Locale.ROOT, "%,d", count);
				this.progress.report("local hit, " + label + " entries");
				List<PeerType> types = (count <= this.plan.tieredEntries()) ? ALL : LOCAL;
				List<String> keys = fill(entries(count), types, peers, filler);
				growth = growth.and(count, label, arena.run(1, types, (type) -> new ManyHits(peers.get(type), keys)));
			}
		}
		return growth;
	}

	private static Dataset entries(int count) {
		List<Object> values = LongStream.range(0, VALUES).mapToObj(Payload.POJO::value).toList();
		return Dataset.of(count, (number) -> values.get((int) (number % VALUES)));
	}

	/**
	 * Stores entries, and returns their keys in random order.
	 */
	private static List<String> fill(Dataset entries, List<PeerType> types, Peers peers, Filler filler)
			throws InterruptedException {
		for (PeerType type : types) {
			filler.fill(entries, peers.get(type));
		}
		List<String> keys = new ArrayList<>(entries.keys());
		Collections.shuffle(keys, new Random(entries.size()));
		return keys;
	}

}
