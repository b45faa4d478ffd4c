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

package dev.larder.benchmarks.outage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;

/**
 * Tells what outages do to each peer.
 *
 * @param script how long the phases were
 * @param phases what happened in them
 */
record OutageReport(OutageSuite.Script script, Map<Peer, List<Phase>> phases) {

	private static final double LEAST_MILLIS = 0.01;

	private static final long MAX_P99 = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long MAX_RETURN_MILLIS = 2000;

	SuiteResult result() {
		List<Bar> bars = new ArrayList<>();
		this.phases.forEach((peer, phases) -> {
			if (peer == Peer.LARDER_MEMCACHED || peer == Peer.LARDER_TIERED) {
				bars.addAll(bars(peer, phases));
			}
		});
		List<Block> readCharts = List.of(
				chart("outage-killed", "The longest get while the server is killed", Phase.Name.KILLED),
				chart("outage-frozen", "The longest get while the server is frozen", Phase.Name.FROZEN));
		Block returnChart = new Block.BarChart("outage-return", "Time from the server's return until hits are steady",
				"s", this.phases.keySet().stream().map(Peer::label).toList(),
				List.of(steady("after it was killed", Phase.Name.RESTARTED),
						steady("after it was frozen", Phase.Name.RESUMED)));
		return SuiteResult.of(OutageReport.class, bars,
				Map.of("keys", OutageChild.KEYS, "up", seconds(this.script.up()), "outage",
						seconds(this.script.outage()), "max-return", seconds(this.script.maxReturn()), "reads",
						rows((name) -> true, OutageReport::readCells), "read-charts", readCharts, "writes",
						rows(Phase.Name::isOutage, OutageReport::writeCells), "returns", returns(), "return-chart",
						returnChart));
	}

	static List<Bar> bars(Peer peer, List<Phase> phases) {
		List<Phase> outages = phases.stream().filter((phase) -> phase.name().isOutage()).toList();
		List<Phase> returns = phases.stream().filter((phase) -> phase.name().isReturn()).toList();
		long exceptions = phases.stream().mapToLong(Phase::exceptions).sum();
		return List.of(
				new Bar("get while the server is killed or hangs, breaker open; " + peer.label(), "p99 under 5 ms",
						join(outages, (phase) -> Numbers.of("%.2f ms", phase.laterReads().p99Nanos() / 1e6)),
						outages.stream().allMatch((phase) -> phase.laterReads().p99Nanos() < MAX_P99), null),
				new Bar("hits after the server's return; " + peer.label(), "steady within 2 s",
						join(returns,
								(phase) -> (phase.recovery().steadyMillis() < 0) ? "not"
										: time(phase.recovery().steadyMillis()) + " s"),
						returns.stream().allMatch((phase) -> isInTime(phase.recovery())), null),
				new Bar("exceptions that reach callers in an outage; " + peer.label(), "none",
						String.valueOf(exceptions), exceptions == 0, null));
	}

	private static String join(List<Phase> phases, Function<Phase, String> figure) {
		return phases.stream()
			.map((phase) -> phase.name().label() + " " + figure.apply(phase))
			.collect(Collectors.joining(", "));
	}

	private static boolean isInTime(Recovery recovery) {
		return recovery.steadyMillis() >= 0 && recovery.steadyMillis() <= MAX_RETURN_MILLIS;
	}

	private List<List<String>> rows(Predicate<Phase.Name> which, Function<Phase, List<String>> cells) {
		List<List<String>> rows = new ArrayList<>();
		this.phases
			.forEach(
					(peer, phases) -> phases.stream()
						.filter((phase) -> which.test(phase.name()))
						.forEach((phase) -> rows.add(Stream
							.concat(Stream.of(peer.label(), phase.name().label()), cells.apply(phase).stream())
							.toList())));
		return rows;
	}

	private static List<String> readCells(Phase phase) {
		Calls.Figures reads = phase.reads();
		return List.of(String.valueOf(reads.successes()), String.valueOf(reads.misses()),
				String.valueOf(reads.exceptions()), String.valueOf(reads.underWay()), millis(reads.medianNanos()),
				millis(reads.p99Nanos()), millis(reads.maxNanos()),
				phase.name().isOutage() ? millis(phase.laterReads().p99Nanos()) : "");
	}

	private static List<String> writeCells(Phase phase) {
		Calls.Figures writes = phase.writes();
		return List.of(String.valueOf(writes.successes()), String.valueOf(writes.exceptions()),
				String.valueOf(writes.underWay()), millis(writes.medianNanos()), millis(writes.p99Nanos()));
	}

	private List<List<String>> returns() {
		List<List<String>> rows = new ArrayList<>();
		this.phases.forEach((peer, phases) -> {
			Recovery restarted = phase(phases, Phase.Name.RESTARTED).recovery();
			Recovery resumed = phase(phases, Phase.Name.RESUMED).recovery();
			rows.add(List.of(peer.label(), time(restarted.firstHitMillis()), time(restarted.steadyMillis()),
					time(resumed.firstHitMillis()), time(resumed.steadyMillis())));
		});
		return rows;
	}

	private Block.Bars steady(String name, Phase.Name phase) {
		return Block.Bars.of(name, this.phases.values(), (phases) -> {
			double millis = phase(phases, phase).recovery().steadyMillis();
			return ((millis >= 0) ? millis : this.script.maxReturn()) / 1000;
		});
	}

	private Block.LineChart chart(String file, String title, Phase.Name name) {
		List<Block.Line> series = new ArrayList<>();
		this.phases.forEach((peer, phases) -> {
			List<Double> worst = phase(phases, name).worst();
			List<Integer> steps = IntStream.range(0, worst.size()).boxed().toList();
			series.add(Block.Line.of(peer.label(), steps, (step) -> (step + 1) * Phase.STEP_MILLIS / 1000.0,
					(step) -> Math.max(worst.get(step), LEAST_MILLIS)));
		});
		return new Block.LineChart(file, title, "seconds since then", "ms, longest in a quarter of a second", false,
				true, series);
	}

	private static Phase phase(List<Phase> phases, Phase.Name name) {
		return phases.stream().filter((phase) -> phase.name() == name).findFirst().orElseThrow();
	}

	private static String time(double millis) {
		return (millis >= 0) ? Numbers.of("%.1f", millis / 1000) : "not";
	}

	private static String seconds(int millis) {
		return Numbers.of("%.1f s", millis / 1000.0);
	}

	private static String millis(long nanos) {
		double millis = nanos / 1e6;
		return Numbers.of((millis < 10) ? "%.2f" : "%.0f", millis);
	}

}
