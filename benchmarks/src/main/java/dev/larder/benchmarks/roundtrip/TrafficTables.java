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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.larder.benchmarks.presentation.Figures;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.traffic.Traffic;

/**
 * Shows the traffic of peers: a row for each, a column for each operation. Immutable.
 *
 * @param peers the traffic of each peer
 */
record TrafficTables(List<PeerTraffic> peers) {

	/**
	 * What is less is a remainder of what the peer does on its own.
	 */
	private static final double NOTHING = 0.05;

	TrafficTables {
		peers = List.copyOf(peers);
	}

	Table commands() {
		return table((traffic) -> count(traffic.total()));
	}

	Table kinds() {
		return table(TrafficTables::kinds);
	}

	Table bytes() {
		return table((traffic) -> bytes(traffic.received()) + " / " + bytes(traffic.sent()));
	}

	BarChart chart() {
		List<Operation> operations = List.of(Operation.HIT, Operation.PUT, Operation.EVICT);
		List<BarChart.Series> series = operations.stream()
			.map((operation) -> new BarChart.Series(operation.label(),
					this.peers.stream()
						.map((peer) -> Math.max(0, peer.perOperation().getOrDefault(operation, Traffic.NONE).total()))
						.toList()))
			.toList();
		return new BarChart("roundtrip-commands", "Commands per operation", "commands the server has seen",
				this.peers.stream().map((peer) -> peer.type().label()).toList(), series);
	}

	private Table table(Function<Traffic, String> cell) {
		List<String> header = new ArrayList<>(List.of("peer"));
		Arrays.stream(Operation.values()).map(Operation::label).forEach(header::add);
		return new Table(header, this.peers.stream().map((peer) -> row(peer, cell)).toList());
	}

	private static List<String> row(PeerTraffic peer, Function<Traffic, String> cell) {
		List<String> row = new ArrayList<>(List.of(peer.type().label()));
		for (Operation operation : Operation.values()) {
			Traffic traffic = peer.perOperation().get(operation);
			row.add((traffic != null) ? cell.apply(traffic) : Figures.NONE);
		}
		return row;
	}

	private static String kinds(Traffic traffic) {
		String kinds = traffic.commands()
			.entrySet()
			.stream()
			.filter((command) -> command.getValue() >= NOTHING)
			.map(TrafficTables::kind)
			.collect(Collectors.joining(", "));
		return kinds.isEmpty() ? Figures.NONE : kinds;
	}

	private static String kind(Map.Entry<String, Double> command) {
		String count = count(command.getValue());
		return count.equals("1") ? command.getKey() : count + " " + command.getKey();
	}

	/**
	 * Returns a number of commands, without decimals if it is as good as whole.
	 */
	static String count(double value) {
		long whole = Math.round(value);
		return (Math.abs(value - whole) < NOTHING) ? String.valueOf(whole) : String.format(Locale.ROOT, "%.2f", value);
	}

	private static String bytes(double value) {
		return String.format(Locale.ROOT, "%,d", Math.max(0, Math.round(value)));
	}

}
