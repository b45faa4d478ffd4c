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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Contender;
import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Backend;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.peer.Peers;
import dev.larder.benchmarks.presentation.Comparison;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.traffic.TrafficCounter;
import dev.larder.benchmarks.workload.Arena;
import dev.larder.benchmarks.workload.Dataset;
import dev.larder.benchmarks.workload.Filler;
import dev.larder.benchmarks.workload.Hit;
import dev.larder.benchmarks.workload.MultiGet;
import dev.larder.benchmarks.workload.Put;

/**
 * Contests of peers that keep values in another process.
 *
 * @param arena where the peers compete
 * @param filler stores values beforehand
 * @param memcached counts what the memcached server is asked for
 * @param progress told what is being measured
 */
record RemoteContests(Arena arena, Filler filler, TrafficCounter memcached, Progress progress) {

	/**
	 * How many different keys are used.
	 */
	static final int ENTRIES = 1000;

	static final int MULTI_GET_KEYS = 100;

	private static final int WARM_UP_THREADS = 8;

	/**
	 * What reads the keys of a multi-get one by one.
	 */
	static final String LOOP = PeerType.LARDER_MEMCACHED.label() + ", one by one";

	/**
	 * Has the compiler see what the first contest would have it see otherwise.
	 */
	void warmUp() throws Exception {
		this.progress.report("warm-up");
		Map<PeerType, Dataset> entries = fill(RemotePeers.HIT, Payload.POJO);
		List<Contender> hits = this.arena.contenders(RemotePeers.HIT,
				(type) -> new Hit(peers().get(type), of(type, entries).keys()));
		new Contest(WARM_UP_THREADS, 1, this.arena.slice()).run(hits);
	}

	Comparison hits(Payload payload, List<Integer> threads) throws Exception {
		Comparison comparison = Comparison.with(RemotePeers.REFERENCE.label());
		Map<PeerType, Dataset> entries = fill(RemotePeers.HIT, payload);
		for (int count : threads) {
			this.progress.report("hit, " + payload.label() + ", " + threads(count));
			comparison = comparison.and(threads(count), this.arena.run(count, RemotePeers.HIT,
					(type) -> new Hit(peers().get(type), of(type, entries).keys())));
		}
		return comparison;
	}

	PutFindings puts(Payload payload, List<Integer> threads) throws Exception {
		PutFindings findings = new PutFindings(Comparison.with(RemotePeers.REFERENCE.label()), 0);
		Map<PeerType, Dataset> entries = fill(RemotePeers.PUT, payload);
		for (int count : threads) {
			this.progress.report("put, " + payload.label() + ", " + threads(count));
			Map<PeerType, Put> puts = new EnumMap<>(PeerType.class);
			entries.forEach((type, data) -> puts.put(type, new Put(peers().get(type), data)));
			double before = stored();
			Scores scores = this.arena.run(count, puts.keySet(), puts::get);
			double after = stored();
			long said = puts.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().backend() == Backend.MEMCACHED)
				.mapToLong((entry) -> entry.getValue().done())
				.sum();
			findings = findings.and(threads(count), scores, Math.max(0, said - Math.round(after - before)));
		}
		return findings;
	}

	private double stored() {
		return this.memcached.now().commands().getOrDefault("set", 0.0);
	}

	Comparison multiGets(List<Integer> threads) throws Exception {
		Comparison comparison = Comparison.with(RemotePeers.REFERENCE.label());
		Map<PeerType, Dataset> entries = fill(RemotePeers.MULTI_GET, Payload.POJO);
		for (int count : threads) {
			this.progress.report("multi-get, " + threads(count));
			List<Contender> contenders = new ArrayList<>(
					this.arena.contenders(RemotePeers.MULTI_GET, (type) -> multiGet(type, entries)));
			contenders.add(new Contender(LOOP, multiGet(PeerType.LARDER_MEMCACHED, entries).oneByOne()));
			comparison = comparison.and(threads(count), this.arena.run(count, contenders));
		}
		return comparison;
	}

	private MultiGet multiGet(PeerType type, Map<PeerType, Dataset> entries) {
		return MultiGet.of(peers().get(type), of(type, entries), MULTI_GET_KEYS);
	}

	/**
	 * Stores values in all peers, and sees to it that they can be read.
	 */
	private Map<PeerType, Dataset> fill(List<PeerType> types, Payload payload) throws Exception {
		Map<PeerType, Dataset> entries = new EnumMap<>(PeerType.class);
		for (PeerType type : this.arena.open(types)) {
			Dataset data = Dataset.of(ENTRIES, payload, type);
			this.filler.fill(data, peers().get(type));
			entries.put(type, data);
		}
		return entries;
	}

	private static Dataset of(PeerType type, Map<PeerType, Dataset> entries) {
		Dataset data = entries.get(type);
		if (data == null) {
			throw new IllegalArgumentException(type + " has no entries");
		}
		return data;
	}

	private Peers peers() {
		return this.arena.peers();
	}

	static String threads(int count) {
		return (count == 1) ? "1 thread" : count + " threads";
	}

}
