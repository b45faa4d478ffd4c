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

package dev.larder.benchmarks.roundtrip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.measure.Traffic;
import dev.larder.benchmarks.measure.TrafficMeter;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Client;
import dev.larder.benchmarks.peer.Dataset;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;

/**
 * Asks servers what each operation of a peer has made them do.
 */
public final class RoundTripSuite {

	private static final List<Peer> ALL = List.of(Peer.LARDER_MEMCACHED, Peer.LARDER_TIERED, Peer.RAW_XMEMCACHED,
			Peer.RAW_SOCKET, Peer.SIXHOURS, Peer.SIMPLE_SPRING_MEMCACHED, Peer.REDIS_CACHE, Peer.REDIS_CACHE_LOCKING,
			Peer.JETCACHE_REDIS);

	private static final List<Peer> SOME = List.of(Peer.LARDER_MEMCACHED, Peer.RAW_XMEMCACHED, Peer.SIXHOURS,
			Peer.SIMPLE_SPRING_MEMCACHED, Peer.REDIS_CACHE);

	private static final int CLEARED_ENTRIES = 100;

	private static final int CLEARS = 5;

	private static final int WARM_UP = 20;

	/** Less is a share of what goes on anyway. */
	private static final double NOTHING = 0.05;

	private RoundTripSuite() {
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a peer cannot be used
	 */
	public static SuiteResult run(Run run) throws Exception {
		int times = run.pick(100, 300);
		Duration idle = Duration.ofMillis(run.pick(300, 600));
		Duration pause = Duration.ofMillis(run.pick(10, 20));
		Map<Peer, Map<Operation, Traffic>> traffic = new LinkedHashMap<>();
		try (Servers servers = Servers.start()) {
			for (Peer peer : Peer.available(run.pick(SOME, ALL))) {
				run.report("traffic of " + peer.label());
				servers.flush();
				try (Client client = peer.open(servers.addresses())) {
					TrafficMeter meter = new TrafficMeter(() -> servers.traffic(peer.backend()), pause);
					Dataset entries = Dataset.of(times + WARM_UP, Payload.POJO, peer);
					entries.fill(client, 1);
					meter.calibrate();
					meter.watchIdle(idle);
					traffic.put(peer, measure(client, entries, meter));
				}
			}
		}
		return report(traffic, times);
	}

	private static Map<Operation, Traffic> measure(Client client, Dataset entries, TrafficMeter meter)
			throws Exception {
		Map<Operation, Traffic> traffic = new EnumMap<>(Operation.class);
		for (Operation operation : Operation.values()) {
			try {
				traffic.put(operation, (operation == Operation.CLEAR) ? clear(client, entries, meter)
						: measure(operation, client, entries, meter));
			}
			catch (UnsupportedOperationException ex) {
				// Is a gap in the tables
			}
		}
		return traffic;
	}

	private static Traffic measure(Operation operation, Client client, Dataset entries, TrafficMeter meter)
			throws Exception {
		int times = entries.keys().size() - WARM_UP;
		if (operation == Operation.HIT) {
			// Copies in local memory may have been dropped since the cache was filled
			repeat(operation, client, entries, 0, times);
		}
		meter.measure(() -> repeat(operation, client, entries, times, WARM_UP));
		meter.calibrate();
		return meter.measure(() -> repeat(operation, client, entries, 0, times)).times(1.0 / times);
	}

	private static Traffic clear(Client client, Dataset entries, TrafficMeter meter) throws Exception {
		Dataset cleared = entries.first(CLEARED_ENTRIES);
		List<Traffic> traffic = new ArrayList<>();
		for (int i = 0; i <= CLEARS; i++) {
			cleared.fill(client, 1);
			meter.calibrate();
			traffic.add(meter.measureShort(client::clear));
		}
		return Traffic.median(traffic.subList(1, traffic.size()), Traffic::total);
	}

	private static void repeat(Operation operation, Client client, Dataset entries, int first, int count)
			throws Exception {
		for (int number = first; number < first + count; number++) {
			operation.call.on(client, entries, number);
		}
	}

	static SuiteResult report(Map<Peer, Map<Operation, Traffic>> traffic, int times) {
		return SuiteResult.of(RoundTripSuite.class, List.of(),
				Map.of("times", times, "cleared", CLEARED_ENTRIES, "clears", CLEARS, "chart", chart(traffic),
						"commands", rows(traffic, (one) -> count(one.total())), "kinds",
						rows(traffic, RoundTripSuite::kinds), "bytes",
						rows(traffic, (one) -> bytes(one.received()) + " / " + bytes(one.sent()))));
	}

	private static Block.BarChart chart(Map<Peer, Map<Operation, Traffic>> traffic) {
		List<Block.Bars> series = Stream.of(Operation.HIT, Operation.PUT, Operation.EVICT)
			.map((operation) -> Block.Bars.of(operation.label, traffic.values(),
					(one) -> Math.max(0, one.getOrDefault(operation, Traffic.NONE).total())))
			.toList();
		return new Block.BarChart("roundtrip-commands", "Commands per operation", "commands the server has seen",
				traffic.keySet().stream().map(Peer::label).toList(), series);
	}

	private static List<List<String>> rows(Map<Peer, Map<Operation, Traffic>> traffic, Function<Traffic, String> cell) {
		List<List<String>> rows = new ArrayList<>();
		traffic.forEach((peer, byOperation) -> {
			List<String> row = new ArrayList<>(List.of(peer.label()));
			for (Operation operation : Operation.values()) {
				Traffic one = byOperation.get(operation);
				row.add((one != null) ? cell.apply(one) : Numbers.NONE);
			}
			rows.add(row);
		});
		return rows;
	}

	private static String kinds(Traffic traffic) {
		String kinds = traffic.commands()
			.entrySet()
			.stream()
			.filter((command) -> command.getValue() >= NOTHING)
			.map((command) -> count(command.getValue()).equals("1") ? command.getKey()
					: count(command.getValue()) + " " + command.getKey())
			.collect(Collectors.joining(", "));
		return kinds.isEmpty() ? Numbers.NONE : kinds;
	}

	static String count(double value) {
		long whole = Math.round(value);
		return (Math.abs(value - whole) < NOTHING) ? String.valueOf(whole) : Numbers.of("%.2f", value);
	}

	private static String bytes(double value) {
		return Numbers.count(Math.max(0, Math.round(value)));
	}

	/**
	 * An operation of a cache, on an entry with a number.
	 */
	enum Operation {

		HIT("hit", (client, entries, number) -> client.get(entries.keys().get(number))),

		MISS("miss", (client, entries, number) -> client.get("absent-" + number)),

		PUT("put", (client, entries, number) -> client.put(entries.keys().get(number), entries.values().get(number))),

		EVICT("evict", (client, entries, number) -> client.evict(entries.keys().get(number))),

		LOAD("load after a miss",
				(client, entries, number) -> client.load("load-" + number, () -> entries.values().get(number))),

		CLEAR("clear", (client, entries, number) -> client.clear());

		private final String label;

		@SuppressWarnings("ImmutableEnumChecker") // without a state
		private final Call call;

		Operation(String label, Call call) {
			this.label = label;
			this.call = call;
		}

		private interface Call {

			void on(Client client, Dataset entries, int number) throws Exception;

		}

	}

}
