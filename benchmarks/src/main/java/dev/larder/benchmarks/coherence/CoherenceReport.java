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
package dev.larder.benchmarks.coherence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.LineChart;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.result.Text;

/**
 * What is said about coherence.
 *
 * @param findings what was found out
 */
record CoherenceReport(Findings findings) {

	private static final double BOUND_MILLIS = 2 * IdleCost.POLL_INTERVAL.toMillis();

	SuiteResult result() {
		return idle(writes(lag(SuiteResult.of("Coherence"))));
	}

	private SuiteResult lag(SuiteResult result) {
		List<Lag> lags = this.findings.lags();
		double worst = lags.stream().mapToDouble(Lag::p99Millis).max().orElseThrow();
		List<List<String>> rows = new ArrayList<>();
		lags.forEach((lag) -> rows.add(List.of(lag.instances() + " instances", String.valueOf(lag.changes()),
				number(lag.p50Millis(), 0), number(lag.p99Millis(), 0), number(lag.maxMillis(), 0),
				number(lag.p99Millis() / IdleCost.POLL_INTERVAL.toMillis(), 2), number(lag.lookMillis(), 1))));
		return result
			.with(new Bar("a change is visible in other instances' local tier",
					"p99 under 2 poll intervals (" + number(BOUND_MILLIS, 0) + " ms)",
					"at most " + number(worst, 0) + " ms with up to " + lags.get(lags.size() - 1).instances()
							+ " instances",
					worst < BOUND_MILLIS, (worst < BOUND_MILLIS) ? null : remark(lags)))
			.with(new Heading("How long a copy outlives a change"))
			.with(new Text(
					"""
							Instances in tiered mode, each with its own client and threads, in one process. One of them, \
							chosen at random, puts or evicts a key of which all others have a copy; a thread looks about every \
							millisecond whether they still serve what was before. Changes come every 10 to 30 ms and do not \
							wait for each other. The time is in milliseconds from before the change is made, over all changes \
							and all other instances. *Look* is the 99th percentile of the time between two looks, to which the \
							others are exact; where it is not a few milliseconds, the machine was too busy to tell. The poll interval is the default, %d ms, and the bound is two of them. \
							Polls are not synchronized, so a change waits half an interval on average, and before that up to a \
							tenth of one to be gathered with others."""
						.formatted(IdleCost.POLL_INTERVAL.toMillis())))
			.with(new Table(List.of("", "changes", "p50", "p99", "max", "p99 in poll intervals", "look"), rows))
			.with(new LineChart("coherence-lag", "Time until a change is seen by other instances", "instances", "ms",
					true, false, List.of(line("p50", lags, Lag::p50Millis), line("p99", lags, Lag::p99Millis),
							line("longest", lags, Lag::maxMillis), line("two polls", lags, (lag) -> BOUND_MILLIS))));
	}

	private static String remark(List<Lag> lags) {
		return "the thread that looked was itself kept waiting for up to "
				+ number(lags.stream().mapToDouble(Lag::lookMillis).max().orElseThrow(), 0) + " ms (p99)";
	}

	private static LineChart.Series line(String name, List<Lag> lags, ToDoubleFunction<Lag> figure) {
		return new LineChart.Series(name, lags.stream().map((lag) -> (double) lag.instances()).toList(),
				lags.stream().map(figure::applyAsDouble).toList());
	}

	private SuiteResult writes(SuiteResult result) {
		List<List<String>> rows = new ArrayList<>();
		for (WriteCost cost : this.findings.writes()) {
			rows.add(row(cost.who() + ", alone", cost.single()));
			rows.add(row(cost.who() + ", burst", cost.burst()));
		}
		return result.with(new Heading("What announcing a put costs"))
			.with(new Text("""
					A put of a small object, seen by the server: what its counters (`cmd_get`, `cmd_set`, `incr_*`, \
					`bytes_read`, `bytes_written`) say for many puts, divided by their number, less what the same \
					instances cause while idle. *Alone* is one put every %d ms, so that each is announced by itself; \
					*burst* is %d threads that put as fast as they can, whose announcements are gathered. A put of \
					memcached mode is the item alone; tiered mode adds the counting and the writing of a record, which \
					every instance reads. Clearly less than one store for a put means that the machine was too busy \
					for the operation timeout, and puts were given up.""".formatted(WriteLoad.SPACING.toMillis(),
					WriteLoad.THREADS)))
			.with(new Table(
					List.of("per put", "stores", "counts", "keys read", "bytes to the server", "bytes from the server"),
					rows))
			.with(new Text(
					"Put with %d threads, the throughput of tiered mode relative to memcached mode, both with one "
						.formatted(WriteLoad.THREADS) + "instance and in turns, median and quartiles of the rounds: "
							+ this.findings.putRatio().asFactor() + "."));
	}

	private static List<String> row(String name, Traffic put) {
		return List.of(name, number(put.stores(), 2), number(put.counts(), 2), number(put.keys(), 2),
				number(put.bytesIn(), 0), number(put.bytesOut(), 0));
	}

	private SuiteResult idle(SuiteResult result) {
		List<List<String>> rows = new ArrayList<>();
		this.findings.idleMemcached().forEach((cost) -> rows.add(row("memcached", cost)));
		this.findings.idleTiered().forEach((cost) -> rows.add(row("tiered", cost)));
		this.findings.idleInstances().forEach((cost) -> rows.add(row("tiered", cost)));
		return result.with(new Heading("What idle instances cost"))
			.with(new Text(
					"""
							Instances that are not used poll their server every %d ms for the generations of their caches and, in \
							tiered mode, the head of the journal, all in one round trip. Figures are of one instance. Bytes are those \
							the server counts, without TCP's. The processor's time is that of all threads of the instances \
							while idle, divided by the polls: everything that goes on in an idle instance counts, in code that \
							runs too seldom to be compiled well."""
						.formatted(IdleCost.POLL_INTERVAL.toMillis())))
			.with(new Table(List.of("", "instances", "caches each", "keys/s", "bytes/s to the server",
					"bytes/s from the server", "processor, us/poll", "processor, % of one"), rows))
			.with(new LineChart("coherence-idle-caches", "Traffic of an idle instance", "caches", "bytes per second",
					true, true,
					List.of(caches("tiered", this.findings.idleTiered()),
							caches("memcached", this.findings.idleMemcached()))))
			.with(new LineChart("coherence-idle-instances", "Traffic of idle instances with one cache each",
					"instances", "bytes per second", true, true,
					List.of(new LineChart.Series("tiered",
							this.findings.idleInstances().stream().map((cost) -> (double) cost.instances()).toList(),
							this.findings.idleInstances().stream().map((cost) -> cost.perSecond().bytes()).toList()))));
	}

	private static List<String> row(String mode, IdleCost cost) {
		Traffic one = cost.ofOne();
		return List.of(mode, String.valueOf(cost.instances()), String.valueOf(cost.caches()), number(one.keys(), 1),
				number(one.bytesIn(), 0), number(one.bytesOut(), 0), number(cost.cpuMicros(), 0),
				number(100 * cost.cpuShare(), 2));
	}

	private static LineChart.Series caches(String name, List<IdleCost> costs) {
		return new LineChart.Series(name, costs.stream().map((cost) -> (double) cost.caches()).toList(),
				costs.stream().map((cost) -> cost.perSecond().bytes()).toList());
	}

	private static String number(double value, int decimals) {
		return String.format(Locale.ROOT, "%." + decimals + "f", value);
	}

}
