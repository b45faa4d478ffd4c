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

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.larder.benchmarks.measure.Comparison;
import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.Clients;
import dev.larder.benchmarks.peer.Dataset;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;

/**
 * Lets all peers work with values in another process, in turns.
 */
public final class RemoteSuite {

	static final List<Peer> HIT = List.of(Peer.RAW_XMEMCACHED, Peer.RAW_SOCKET, Peer.HANDING_SOCKET,
			Peer.LARDER_MEMCACHED, Peer.SIXHOURS, Peer.SIMPLE_SPRING_MEMCACHED, Peer.REDIS_CACHE, Peer.JETCACHE_REDIS);

	static final List<Peer> PUT = HIT.stream()
		.filter((peer) -> peer != Peer.HANDING_SOCKET)
		.map((peer) -> (peer == Peer.REDIS_CACHE) ? Peer.REDIS_CACHE_IMMEDIATE : peer)
		.toList();

	private static final List<Peer> MULTI_GET = List.of(Peer.RAW_XMEMCACHED, Peer.RAW_SOCKET, Peer.LARDER_MEMCACHED,
			Peer.JETCACHE_REDIS);

	private static final int ENTRIES = 1000;

	private static final int FILLING_THREADS = 16;

	private static final int MULTI_GET_KEYS = 100;

	private static final int WARM_UP_THREADS = 8;

	private final Run run;

	private final Plan plan;

	private final Clients clients;

	private final List<Bar> bars = new ArrayList<>();

	private final Map<String, Object> parts = new HashMap<>();

	private RemoteSuite(Run run, Plan plan, Clients clients) {
		this.run = run;
		this.plan = plan;
		this.clients = clients;
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a peer cannot be used
	 */
	public static SuiteResult run(Run run) throws Exception {
		Plan plan = run.pick(Plan.QUICK, Plan.FULL);
		List<Peer> peers = Stream.concat(HIT.stream(), PUT.stream()).distinct().toList();
		try (Servers servers = Servers.start(); Clients clients = Clients.open(peers, servers.addresses())) {
			RemoteSuite suite = new RemoteSuite(run, plan, clients);
			suite.warmUp();
			suite.hits();
			suite.puts(() -> servers.traffic(Peer.Backend.MEMCACHED).count("set"));
			suite.multiGets();
			suite.clears();
			return suite.result();
		}
	}

	private SuiteResult result() {
		this.parts.putAll(Map.of("entries", ENTRIES, "slice", this.plan.slice().toMillis(), "rounds",
				this.plan.rounds(), "multi-get-keys", MULTI_GET_KEYS));
		this.parts.put("left-out", Peer.SIXHOURS.isAvailable() ? List.of() : new Block.Text(
				Peer.SIXHOURS.label() + " was not measured, as this version is not in the repository at hand."));
		return SuiteResult.of(RemoteSuite.class, this.bars, this.parts);
	}

	private void warmUp() throws Exception {
		this.run.report("warm-up");
		Map<Peer, Dataset> entries = fill(HIT, Payload.POJO);
		new Contest(WARM_UP_THREADS, 1, this.plan.slice()).run(contenders(HIT, entries, Dataset::hits));
	}

	private void hits() throws Exception {
		List<Block> blocks = new ArrayList<>();
		List<Block> besideSocket = new ArrayList<>();
		for (Payload payload : this.plan.hits().keySet()) {
			Map<Peer, Dataset> entries = fill(HIT, payload);
			String what = "hit, " + payload.label();
			Comparison comparison = compare(what, this.plan.hits().get(payload),
					() -> contenders(HIT, entries, Dataset::hits));
			if (payload == Payload.POJO) {
				addBars("memcached " + what, comparison, 1.7);
				blocks.add(comparison.chart("remote-hit", "Hits, small POJO"));
			}
			blocks.addAll(tables(what, comparison));
			besideSocket.add(comparison.against(Peer.RAW_SOCKET.label()).ratios(what));
		}
		this.parts.put("hits", blocks);
		this.parts.put("hits-beside-socket", besideSocket);
	}

	private void puts(Supplier<Double> stored) throws Exception {
		List<Block> blocks = new ArrayList<>();
		long lost = 0;
		for (Payload payload : this.plan.puts().keySet()) {
			Map<Peer, Dataset> entries = fill(PUT, payload);
			LongAdder said = new LongAdder();
			String what = "put, " + payload.label();
			double before = stored.get();
			Comparison comparison = compare(what, this.plan.puts().get(payload), () -> contenders(PUT, entries,
					(data, client) -> data.puts(client, isMemcached(client) ? said : new LongAdder())));
			lost += Math.max(0, said.sum() - Math.round(stored.get() - before));
			if (payload == Payload.POJO) {
				addBars("memcached " + what, comparison, 3);
				blocks.add(comparison.chart("remote-put", "Puts, small POJO"));
			}
			blocks.addAll(tables(what, comparison));
		}
		this.parts.put("puts", blocks);
		this.parts.put("lost", new Block.Text((lost == 0)
				? "memcached counted at least as many stored values as the peers had reported: none was dropped on the way."
				: "memcached counted " + lost + " stored values fewer than the peers had reported, so the figures of "
						+ "those that hide failures are too good."));
	}

	private boolean isMemcached(Client client) {
		return PUT.stream()
			.filter((peer) -> peer.backend() == Peer.Backend.MEMCACHED)
			.anyMatch((peer) -> this.clients.byPeer().get(peer) == client);
	}

	private void multiGets() throws Exception {
		Map<Peer, Dataset> entries = fill(MULTI_GET, Payload.POJO);
		Comparison comparison = compare("multi-get", this.plan.multiGets(), () -> {
			Map<String, Contest.Work> contenders = contenders(MULTI_GET, entries,
					(data, client) -> data.multiGets(client, MULTI_GET_KEYS));
			contenders(List.of(Peer.LARDER_MEMCACHED), entries, (data, client) -> data.oneByOne(client, MULTI_GET_KEYS))
				.forEach((name, work) -> contenders.put(name + ", one by one", work));
			return contenders;
		});
		List<Block> blocks = new ArrayList<>(tables(MULTI_GET_KEYS + " keys", comparison));
		blocks.add(comparison.chart("remote-multi-get", "Reading " + MULTI_GET_KEYS + " keys at once"));
		this.parts.put("multi-gets", blocks);
	}

	private void clears() throws Exception {
		ClearContest contest = new ClearContest(this.plan.clearedEntries(), this.plan.clears());
		List<ClearContest.Figures> figures = contest.run(this.run);
		this.bars.add(contest.bar(figures));
		this.parts.putAll(Map.of("cleared", Numbers.count(this.plan.clearedEntries()), "clears", this.plan.clears(),
				"clear-figures", contest.rows(figures)));
	}

	private Map<Peer, Dataset> fill(List<Peer> peers, Payload payload) throws Exception {
		Map<Peer, Dataset> entries = new EnumMap<>(Peer.class);
		for (Peer peer : Peer.available(peers)) {
			Dataset data = Dataset.of(ENTRIES, payload, peer);
			data.fill(this.clients.get(peer), FILLING_THREADS);
			entries.put(peer, data);
		}
		return entries;
	}

	private Map<String, Contest.Work> contenders(List<Peer> peers, Map<Peer, Dataset> entries,
			BiFunction<Dataset, Client, Contest.Work> work) {
		return this.clients.contenders(peers, (peer) -> work.apply(entries.get(peer), this.clients.get(peer)));
	}

	private Comparison compare(String what, List<Integer> threads, Supplier<Map<String, Contest.Work>> contenders)
			throws Exception {
		Map<String, Map<String, Score>> settings = new LinkedHashMap<>();
		for (int count : threads) {
			String setting = (count == 1) ? "1 thread" : count + " threads";
			this.run.report(what + ", " + setting);
			settings.put(setting, new Contest(count, this.plan.rounds(), this.plan.slice()).run(contenders.get()));
		}
		return new Comparison(Peer.RAW_XMEMCACHED.label(), settings);
	}

	private void addBars(String work, Comparison comparison, double leastStarter) {
		addBars(work, comparison, Peer.RAW_XMEMCACHED, 0.95);
		if (Peer.SIXHOURS.isAvailable()) {
			addBars(work, comparison, Peer.SIXHOURS, leastStarter);
		}
	}

	private void addBars(String work, Comparison comparison, Peer other, double least) {
		Comparison against = comparison.against(other.label());
		comparison.settings()
			.keySet()
			.forEach((setting) -> this.bars
				.add(against.bar(work + ", " + setting, Peer.LARDER_MEMCACHED.label(), setting, least)));
	}

	private static List<Block> tables(String corner, Comparison comparison) {
		return List.of(comparison.ratios(corner), comparison.latencies("peer"));
	}

	/**
	 * How much is measured.
	 *
	 * @param rounds how many turns of each peer count
	 * @param slice how long a turn is
	 * @param hits with how many threads each kind of value is read
	 * @param puts with how many threads each kind of value is stored
	 * @param multiGets with how many threads many keys are read at once
	 * @param clearedEntries how many entries are cleared
	 * @param clears how often they are cleared
	 */
	record Plan(int rounds, Duration slice, SortedMap<Payload, List<Integer>> hits,
			SortedMap<Payload, List<Integer>> puts, List<Integer> multiGets, int clearedEntries, int clears) {

		static final Plan QUICK = new Plan(3, Duration.ofMillis(100),
				new TreeMap<>(Map.of(Payload.POJO, List.of(1, 8))), new TreeMap<>(Map.of(Payload.POJO, List.of(8))),
				List.of(1), 5_000, 3);

		static final Plan FULL = new Plan(9, Duration.ofMillis(300),
				new TreeMap<>(Map.of(Payload.POJO, List.of(1, 8, 32), Payload.BYTES, List.of(1, 8, 32), Payload.LIST,
						List.of(1, 8, 32))),
				new TreeMap<>(
						Map.of(Payload.POJO, List.of(1, 8, 32), Payload.BYTES, List.of(8), Payload.LIST, List.of(8))),
				List.of(1, 8), 100_000, 3);

	}

}
