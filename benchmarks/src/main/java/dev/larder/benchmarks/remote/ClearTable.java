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

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.presentation.Figures;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.traffic.Traffic;

/**
 * Shows how clearing went, beside Larder in memcached.
 *
 * @param scores the scores of all peers
 */
record ClearTable(List<ClearScore> scores) {

	private static final double NANOS_PER_MILLISECOND = 1e6;

	ClearTable {
		scores = List.copyOf(scores);
	}

	Table table() {
		return new Table(List.of("peer", "time of " + larder().peer(), "ms", "commands", "which", "not cleared"),
				this.scores.stream().map(this::row).toList());
	}

	private List<String> row(ClearScore score) {
		Traffic traffic = score.typicalTraffic();
		return List.of(score.peer(), score.equals(larder()) ? "1" : score.relativeTo(larder()).asFactor(),
				Figures.of(Quartiles.of(score.nanos()).median() / NANOS_PER_MILLISECOND),
				String.valueOf(Math.round(traffic.total())), kinds(traffic), String.valueOf(score.failures()));
	}

	private static String kinds(Traffic traffic) {
		return traffic.commands()
			.entrySet()
			.stream()
			.filter((command) -> command.getValue() > 0)
			.map((command) -> Math.round(command.getValue()) + " " + command.getKey())
			.collect(Collectors.joining(", "));
	}

	Bar bar(int entries) {
		Traffic traffic = larder().typicalTraffic();
		boolean holds = Math.round(traffic.total()) == 1 && larder().failures() == 0;
		String remark = holds ? null : "The server saw " + kinds(traffic) + "; after " + larder().failures() + " of "
				+ larder().nanos().size() + " clears there were still entries.";
		return new Bar(String.format(Locale.ROOT, "clear of %,d entries, %s", entries, larder().peer()),
				"one round trip", Math.round(traffic.total()) + " command (" + kinds(traffic) + ")", holds, remark);
	}

	private ClearScore larder() {
		return this.scores.stream()
			.filter((score) -> score.peer().equals(PeerType.LARDER_MEMCACHED.label()))
			.findFirst()
			.orElseThrow();
	}

}
