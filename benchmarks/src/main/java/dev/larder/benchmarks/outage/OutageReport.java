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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.LineChart;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.result.Text;

/**
 * What is said about outages.
 *
 * @param script what happened
 * @param phases what each peer's callers saw of it
 */
record OutageReport(Script script, Map<PeerType, List<Phase>> phases) {

	/**
	 * The least that is drawn on a logarithmic axis, in milliseconds.
	 */
	private static final double LEAST_MILLIS = 0.01;

	SuiteResult result() {
		SuiteResult result = SuiteResult.of("Outage");
		for (PeerType type : List.of(PeerType.LARDER_MEMCACHED, PeerType.LARDER_TIERED)) {
			List<Phase> phases = this.phases.get(type);
			if (phases != null) {
				result = new OutageBars(type, phases).addTo(result);
			}
		}
		result = result.with(new Text("""
				Eight threads of one process read one of %d keys each, pause for a millisecond, and go on; what they \
				do not find, or get an exception for, they store again, as applications do. Meanwhile the one server \
				runs (%s), is killed (%s), is started again, empty, is frozen with SIGSTOP, which leaves \
				its connections open (%s), and goes on. A return is watched until nearly all reads have been hits \
				for a second, at most for %s. Each peer has a process of its own and goes through this once, with \
				its default timeouts.""".formatted(Caller.KEYS, seconds(this.script.up()),
				seconds(this.script.outage()), seconds(this.script.outage()), seconds(this.script.maxReturn()))));
		return returns(puts(gets(result)));
	}

	private SuiteResult gets(SuiteResult result) {
		List<List<String>> rows = new ArrayList<>();
		this.phases.forEach((type, phases) -> phases.forEach((phase) -> rows.add(row(type, phase))));
		return result.with(new Heading("Reads"))
			.with(new Text(
					"""
							Times are of one `get`, in milliseconds. One that lasts beyond the end of a phase counts in each phase \
							with the part that lies in it, and is listed as *under way*. One that takes longer than the pause also \
							stands for those that could not begin meanwhile, each with what it would have had to wait: so the \
							percentiles are those of requests that come every millisecond, however long the one before hangs. The \
							last column leaves out the first second of an outage (its first half if that is less), in which \
							breakers open. Differences between the few microseconds of those who do not ask the server mean \
							nothing here."""))
			.with(new Table(List.of("", "server", "hits", "misses", "exceptions", "under way", "p50", "p99", "max",
					"p99 later"), rows))
			.with(chart("outage-killed", "The longest get while the server is killed", PhaseName.KILLED))
			.with(chart("outage-frozen", "The longest get while the server is frozen", PhaseName.FROZEN));
	}

	private static List<String> row(PeerType type, Phase phase) {
		CallFigures reads = phase.reads();
		return List.of(type.label(), phase.name().label(), String.valueOf(reads.successes()),
				String.valueOf(reads.misses()), String.valueOf(reads.exceptions()), String.valueOf(reads.underWay()),
				millis(reads.medianNanos()), millis(reads.p99Nanos()), millis(reads.maxNanos()),
				phase.name().isOutage() ? millis(phase.laterReads().p99Nanos()) : "");
	}

	private SuiteResult puts(SuiteResult result) {
		List<List<String>> rows = new ArrayList<>();
		this.phases
			.forEach(
					(type, phases) -> phases.stream()
						.filter((phase) -> phase.name().isOutage())
						.forEach((phase) -> rows.add(List.of(type.label(), phase.name().label(),
								String.valueOf(phase.writes().successes()), String.valueOf(phase.writes().exceptions()),
								String.valueOf(phase.writes().underWay()), millis(phase.writes().medianNanos()),
								millis(phase.writes().p99Nanos())))));
		return result.with(new Heading("Writes during the outages"))
			.with(new Text(
					"""
							The `put` after a read that was no hit, in milliseconds. *Returned* are those without an exception; \
							no server can have stored anything then."""))
			.with(new Table(List.of("", "server", "returned", "exceptions", "under way", "p50", "p99"), rows));
	}

	private SuiteResult returns(SuiteResult result) {
		List<List<String>> rows = new ArrayList<>();
		this.phases.forEach((type, phases) -> {
			Recovery restarted = phase(phases, PhaseName.RESTARTED).recovery();
			Recovery resumed = phase(phases, PhaseName.RESUMED).recovery();
			rows.add(List.of(type.label(), time(restarted.firstHitMillis()), time(restarted.steadyMillis()),
					time(resumed.firstHitMillis()), time(resumed.steadyMillis())));
		});
		return result.with(new Heading("The return"))
			.with(new Text(
					"""
							Seconds from when the server answers again, on a new connection, until the first hit, and until hits \
							are steady: at least 95 %% of the reads in every tenth of a second, and none that hangs. Peers with \
							local copies have hits before. *Not* means: not within %s; those are drawn as if it were then."""
						.formatted(seconds(this.script.maxReturn()))))
			.with(new Table(List.of("", "restarted: first hit", "steady", "resumed: first hit", "steady"), rows))
			.with(new BarChart("outage-return", "Time from the server's return until hits are steady", "s",
					this.phases.keySet().stream().map(PeerType::label).toList(),
					List.of(returns("after it was killed", PhaseName.RESTARTED),
							returns("after it was frozen", PhaseName.RESUMED))));
	}

	private BarChart.Series returns(String name, PhaseName phase) {
		ToDoubleFunction<List<Phase>> seconds = (phases) -> {
			double millis = phase(phases, phase).recovery().steadyMillis();
			return ((millis >= 0) ? millis : this.script.maxReturn().toMillis()) / 1000;
		};
		return new BarChart.Series(name,
				this.phases.values().stream().map((phases) -> seconds.applyAsDouble(phases)).toList());
	}

	private LineChart chart(String file, String title, PhaseName name) {
		List<LineChart.Series> series = new ArrayList<>();
		this.phases.forEach((type, phases) -> {
			List<Double> x = new ArrayList<>();
			List<Double> y = new ArrayList<>();
			for (double worst : phase(phases, name).worst()) {
				x.add((x.size() + 1) * Phase.STEP_MILLIS / 1000.0);
				y.add(Math.max(worst, LEAST_MILLIS));
			}
			series.add(new LineChart.Series(type.label(), x, y));
		});
		return new LineChart(file, title, "seconds since then", "ms, longest in a quarter of a second", false, true,
				series);
	}

	private static Phase phase(List<Phase> phases, PhaseName name) {
		return phases.stream().filter((phase) -> phase.name() == name).findFirst().orElseThrow();
	}

	private static String time(double millis) {
		return (millis >= 0) ? String.format(Locale.ROOT, "%.1f", millis / 1000) : "not";
	}

	private static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

	private static String millis(long nanos) {
		double millis = nanos / 1e6;
		return String.format(Locale.ROOT, (millis < 10) ? "%.2f" : "%.0f", millis);
	}

}
