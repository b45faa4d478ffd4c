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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.LongStream;

import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.Clients;
import dev.larder.benchmarks.peer.Dataset;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;

/**
 * Measures how cost grows with entries, sizes and servers.
 */
public final class GrowthSuite {

	private static final int FILLING_THREADS = 16;

	private static final int HIT_THREADS = 8;

	private static final int MULTI_GET_KEYS = 100;

	private static final int MAX_BYTES = 4_000_000;

	private static final int MAX_ENTRIES = 1000;

	private final Run run;

	private final Plan plan;

	private final Map<String, Object> parts = new HashMap<>();

	private GrowthSuite(Run run) {
		this.run = run;
		this.plan = run.pick(Plan.QUICK, Plan.FULL);
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a peer cannot be used
	 */
	public static SuiteResult run(Run run) throws Exception {
		GrowthSuite suite = new GrowthSuite(run);
		suite.entries();
		suite.sizes();
		suite.servers();
		suite.parts.putAll(Map.of("slice", suite.plan.slice().toMillis(), "rounds", suite.plan.rounds(), "many",
				Dataset.MANY, "tiered", Numbers.count(suite.plan.tieredEntries()), "threads", HIT_THREADS, "keys",
				MULTI_GET_KEYS));
		return SuiteResult.of(GrowthSuite.class, List.of(), suite.parts);
	}

	private Map<String, Score> contest(int threads, Clients clients, List<Peer> peers,
			Function<Client, Contest.Work> work) throws Exception {
		return new Contest(threads, this.plan.rounds(), this.plan.slice())
			.run(clients.contenders(peers, (peer) -> work.apply(clients.get(peer))));
	}

	private static void fill(Dataset entries, Clients clients, List<Peer> peers, int threads) throws Exception {
		for (Peer peer : peers) {
			entries.fill(clients.get(peer), threads);
		}
	}

	private void entries() throws Exception {
		List<Peer> local = List.of(Peer.SPRING_CAFFEINE, Peer.LARDER_LOCAL);
		List<Peer> all = List.of(Peer.SPRING_CAFFEINE, Peer.LARDER_LOCAL, Peer.LARDER_TIERED);
		List<Object> values = LongStream.range(0, 1000).mapToObj(Payload.POJO::value).toList();
		Growth growth = Growth.inNanos("entries", Dataset.MANY, Peer.SPRING_CAFFEINE.label());
		try (Servers servers = Servers.startMemcached(1); Clients clients = Clients.open(all, servers.addresses())) {
			for (int count : this.plan.entries()) {
				String label = Numbers.count(count);
				this.run.report("local hit, " + label + " entries");
				List<Peer> peers = (count <= this.plan.tieredEntries()) ? all : local;
				Dataset entries = Dataset.of(count, (number) -> values.get((int) (number % values.size())));
				fill(entries, clients, peers, FILLING_THREADS);
				List<String> keys = new ArrayList<>(entries.keys());
				Collections.shuffle(keys, new Random(count));
				Dataset shuffled = new Dataset(keys, List.of());
				growth.add(count, label, contest(1, clients, peers, shuffled::manyHits));
			}
		}
		this.parts.put("entries", growth.blocks("growth-entries", "Local hit by number of entries", "hit"));
	}

	private void sizes() throws Exception {
		List<Peer> peers = List.of(Peer.RAW_XMEMCACHED, Peer.LARDER_MEMCACHED, Peer.REDIS_CACHE_IMMEDIATE);
		Growth hits = Growth.inMicros("bytes", 1, Peer.RAW_XMEMCACHED.label());
		Growth puts = Growth.inMicros("bytes", 1, Peer.RAW_XMEMCACHED.label());
		try (Servers servers = Servers.start(); Clients clients = Clients.open(peers, servers.addresses())) {
			for (int size : this.plan.sizes()) {
				String label = label(size);
				this.run.report("hit and put, " + label);
				servers.flush();
				Dataset entries = Dataset.of(Math.min(MAX_ENTRIES, MAX_BYTES / size),
						(number) -> Payload.random(number, size));
				fill(entries, clients, peers, 1);
				hits.add(size, label, contest(1, clients, peers, entries::hits));
				puts.add(size, label, contest(1, clients, peers, (client) -> entries.puts(client, new LongAdder())));
			}
		}
		this.parts.put("size-hits", hits.blocks("growth-size-hit", "Hit by size of the value", "hit"));
		this.parts.put("size-puts", puts.blocks("growth-size-put", "Put by size of the value", "put"));
	}

	static String label(int size) {
		return (size < 1000) ? size + " B" : size / 1000 + " KB";
	}

	private void servers() throws Exception {
		List<Peer> peers = List.of(Peer.RAW_XMEMCACHED, Peer.LARDER_MEMCACHED);
		Growth hits = Growth.inMicros("servers", HIT_THREADS, Peer.RAW_XMEMCACHED.label());
		Growth multiGets = Growth.inMicros("servers", 1, Peer.RAW_XMEMCACHED.label());
		Dataset entries = Dataset.of(MAX_ENTRIES, Payload.POJO::value);
		for (int count : this.plan.servers()) {
			String label = (count == 1) ? "1 server" : count + " servers";
			this.run.report("hit and multi-get, " + label);
			try (Servers servers = Servers.startMemcached(count);
					Clients clients = Clients.open(peers, servers.addresses())) {
				fill(entries, clients, peers, FILLING_THREADS);
				hits.add(count, label, contest(HIT_THREADS, clients, peers, entries::hits));
				multiGets.add(count, label,
						contest(1, clients, peers, (client) -> entries.multiGets(client, MULTI_GET_KEYS)));
			}
		}
		this.parts.put("server-hits", hits.blocks("growth-servers-hit", "Hit by number of servers", "hit"));
		this.parts.put("server-multi-gets", multiGets.blocks("growth-servers-multi-get",
				"Reading " + MULTI_GET_KEYS + " keys by number of servers", "call"));
	}

	/**
	 * How much is measured.
	 *
	 * @param rounds how many turns of each peer count
	 * @param slice how long a turn is
	 * @param entries how many entries there are
	 * @param tieredEntries up to how many the tiered cache takes part
	 * @param sizes how many bytes a value has
	 * @param servers how many servers there are
	 */
	record Plan(int rounds, Duration slice, List<Integer> entries, int tieredEntries, List<Integer> sizes,
			List<Integer> servers) {

		static final Plan QUICK = new Plan(3, Duration.ofMillis(80), List.of(1_000, 100_000), 1_000,
				List.of(100, 10_000, 700_000), List.of(1, 4));

		static final Plan FULL = new Plan(8, Duration.ofMillis(250), List.of(1_000, 10_000, 100_000, 1_000_000),
				100_000, List.of(10, 100, 1_000, 10_000, 100_000, 700_000), List.of(1, 2, 4, 8));

	}

}
