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
package dev.larder.benchmarks.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;

import dev.larder.benchmarks.measure.Comparison;
import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.Dataset;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.SpringClient;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.SuiteResult;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.ServerAccess;
import dev.larder.test.tls.TestCertificates;
import dev.larder.test.tls.TestCertificates.IssuedCertificate;

/**
 * Lets Larder work with a memcached as it is set up by default, with operations that
 * nobody observes, and over encrypted connections, in turns.
 */
public final class SettingsSuite {

	private static final String DEFAULT = "by default";

	private static final String UNOBSERVED = "not observed";

	private static final String ENCRYPTED = "TLS";

	private static final int ENTRIES = 1000;

	private static final int FILLING_THREADS = 16;

	private SettingsSuite() {
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a server cannot be used
	 */
	public static SuiteResult run(Run run) throws Exception {
		TestCertificates authority = TestCertificates.create();
		IssuedCertificate own = authority.issue("server", "ip:127.0.0.1");
		try (MemcachedServer plain = MemcachedServer.start("-t", "2", "-m", "256");
				MemcachedServer encrypted = MemcachedServer.start(ServerAccess.encrypted(authority.trusting()),
						withThreads(own.memcachedOptions()));
				Client byDefault = client(plain, List.of());
				Client unobserved = client(plain, List.of("management.observations.enable.larder.memcached=false"));
				Client encryptedClient = client(encrypted,
						List.of("spring.ssl.bundle.pem.cache.truststore.certificate=file:" + authority.authority(),
								"larder.memcached.ssl.bundle=cache"))) {
			Map<String, Client> clients = new LinkedHashMap<>();
			clients.put(DEFAULT, byDefault);
			clients.put(UNOBSERVED, unobserved);
			clients.put(ENCRYPTED, encryptedClient);
			return measure(run, clients);
		}
	}

	private static String[] withThreads(String[] options) {
		List<String> all = new ArrayList<>(List.of(options));
		all.addAll(List.of("-t", "2", "-m", "256"));
		return all.toArray(String[]::new);
	}

	private static Client client(MemcachedServer server, List<String> properties) {
		List<String> all = new ArrayList<>(properties);
		all.addAll(List.of("larder.mode=memcached", "larder.key-prefix=benchmark",
				"larder.memcached.servers=" + server.address()));
		return SpringClient.larder(all);
	}

	private static SuiteResult measure(Run run, Map<String, Client> clients) throws Exception {
		int rounds = run.pick(3, 15);
		Duration slice = Duration.ofMillis(run.pick(100, 300));
		List<Integer> threads = run.pick(List.of(8), List.of(1, 8, 32));
		List<Block> hits = new ArrayList<>();
		List<Block> puts = new ArrayList<>();
		for (Payload payload : run.pick(List.of(Payload.POJO), List.of(Payload.POJO, Payload.LIST))) {
			Dataset entries = Dataset.of(ENTRIES, payload, Peer.LARDER_MEMCACHED);
			for (Client client : clients.values()) {
				entries.fill(client, FILLING_THREADS);
			}
			hits.addAll(tables(compare(run, "hit, " + payload.label(), threads, new Contests(rounds, slice),
					contenders(clients, entries, Dataset::hits)), "hit, " + payload.label()));
			puts.addAll(tables(
					compare(run, "put, " + payload.label(), threads, new Contests(rounds, slice),
							contenders(clients, entries, (data, client) -> data.puts(client, new LongAdder()))),
					"put, " + payload.label()));
		}
		return SuiteResult.of(SettingsSuite.class, List.of(),
				Map.of("entries", ENTRIES, "slice", slice.toMillis(), "rounds", rounds, "hits", hits, "puts", puts));
	}

	private static Map<String, Contest.Work> contenders(Map<String, Client> clients, Dataset entries,
			BiFunction<Dataset, Client, Contest.Work> work) {
		Map<String, Contest.Work> contenders = new LinkedHashMap<>();
		clients.forEach((name, client) -> contenders.put(name, work.apply(entries, client)));
		return contenders;
	}

	private static Comparison compare(Run run, String what, List<Integer> threads, Contests contests,
			Map<String, Contest.Work> contenders) throws Exception {
		Map<String, Map<String, Score>> settings = new LinkedHashMap<>();
		for (int count : threads) {
			String setting = (count == 1) ? "1 thread" : count + " threads";
			run.report(what + ", " + setting);
			settings.put(setting, contests.of(count).run(contenders));
		}
		return new Comparison(DEFAULT, settings);
	}

	private static List<Block> tables(Comparison comparison, String corner) {
		return List.of(comparison.ratios(corner), comparison.latencies("settings"));
	}

	/**
	 * Contests that differ in how many threads work.
	 *
	 * @param rounds how many turns count
	 * @param slice how long a turn is
	 */
	private record Contests(int rounds, Duration slice) {

		Contest of(int threads) {
			return new Contest(threads, this.rounds, this.slice);
		}

	}

}
