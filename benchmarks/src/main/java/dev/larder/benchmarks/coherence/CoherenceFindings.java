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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Traffic;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;

/**
 * What coherence costs, and how the report shows it.
 *
 * @param lags how long copies outlive changes, by the number of instances
 * @param idleInstances what idle instances with one cache cost
 * @param idleTiered what an idle instance costs in tiered mode, by the number of caches
 * @param idleMemcached the same in memcached mode
 * @param writes what a put costs
 * @param putRatio the throughput of tiered mode relative to memcached mode
 */
record CoherenceFindings(List<LagWatch.Lag> lags, List<IdleCost> idleInstances, List<IdleCost> idleTiered,
		List<IdleCost> idleMemcached, List<WriteCost> writes, Quartiles putRatio) {

	private static final double INTERVAL_MILLIS = CoherenceSuite.POLL_INTERVAL.toMillis();

	private static final double BOUND_MILLIS = 2 * INTERVAL_MILLIS;

	SuiteResult report() {
		Map<String, Object> parts = new HashMap<>(Map.of("interval", CoherenceSuite.POLL_INTERVAL.toMillis(), "spacing",
				CoherenceSuite.SPACING.toMillis(), "threads", CoherenceSuite.THREADS, "put-ratio",
				this.putRatio.asFactor()));
		parts.put("lags", this.lags.stream()
			.map((lag) -> List.of(lag.instances() + " instances", String.valueOf(lag.changes()),
					Numbers.whole(lag.p50Millis()), Numbers.whole(lag.p99Millis()), Numbers.whole(lag.maxMillis()),
					Numbers.of("%.2f", lag.p99Millis() / INTERVAL_MILLIS), Numbers.of("%.1f", lag.lookMillis())))
			.toList());
		parts.put("lag-chart",
				new Block.LineChart("coherence-lag", "Time until a change is seen by other instances", "instances",
						"ms", true, false,
						List.of(line("p50", LagWatch.Lag::p50Millis), line("p99", LagWatch.Lag::p99Millis),
								line("longest", LagWatch.Lag::maxMillis), line("two polls", (lag) -> BOUND_MILLIS))));
		parts.put("writes",
				this.writes.stream()
					.flatMap((cost) -> Stream.of(row(cost.who() + ", alone", cost.single()),
							row(cost.who() + ", burst", cost.burst())))
					.toList());
		parts.put("idle",
				Stream
					.of(this.idleMemcached.stream().map((cost) -> row("memcached", cost)),
							this.idleTiered.stream().map((cost) -> row("tiered", cost)),
							this.idleInstances.stream().map((cost) -> row("tiered", cost)))
					.flatMap((rows) -> rows)
					.toList());
		parts.put("idle-charts", List.of(
				new Block.LineChart("coherence-idle-caches", "Traffic of an idle instance", "caches",
						"bytes per second", true, true,
						List.of(line("tiered", this.idleTiered, IdleCost::caches),
								line("memcached", this.idleMemcached, IdleCost::caches))),
				new Block.LineChart("coherence-idle-instances", "Traffic of idle instances with one cache each",
						"instances", "bytes per second", true, true,
						List.of(line("tiered", this.idleInstances, IdleCost::instances)))));
		return SuiteResult.of(CoherenceFindings.class, List.of(bar()), parts);
	}

	private Bar bar() {
		double worst = this.lags.stream().mapToDouble(LagWatch.Lag::p99Millis).max().orElseThrow();
		double look = this.lags.stream().mapToDouble(LagWatch.Lag::lookMillis).max().orElseThrow();
		boolean holds = worst < BOUND_MILLIS;
		return new Bar("a change is visible in other instances' local tier",
				"p99 under 2 poll intervals (" + Numbers.whole(BOUND_MILLIS) + " ms)",
				"at most " + Numbers.whole(worst) + " ms with up to " + this.lags.get(this.lags.size() - 1).instances()
						+ " instances",
				holds, holds ? null : "the thread that looked was itself kept waiting for up to " + Numbers.whole(look)
						+ " ms (p99)");
	}

	private Block.Line line(String name, ToDoubleFunction<LagWatch.Lag> figure) {
		return Block.Line.of(name, this.lags, LagWatch.Lag::instances, figure);
	}

	private static List<String> row(String name, Traffic put) {
		return List.of(name, Numbers.of("%.2f", put.count("set")), Numbers.of("%.2f", put.count("incr")),
				Numbers.of("%.2f", put.count("get")), Numbers.whole(put.received()), Numbers.whole(put.sent()));
	}

	private static List<String> row(String mode, IdleCost cost) {
		Traffic one = cost.perSecond().times(1.0 / cost.instances());
		return List.of(mode, String.valueOf(cost.instances()), String.valueOf(cost.caches()),
				Numbers.of("%.1f", one.count("get")), Numbers.whole(one.received()), Numbers.whole(one.sent()),
				Numbers.whole(cost.cpuMicros()), Numbers.of("%.2f", cost.cpuMicros() / INTERVAL_MILLIS / 10));
	}

	private static Block.Line line(String name, List<IdleCost> costs, ToDoubleFunction<IdleCost> x) {
		return Block.Line.of(name, costs, x, (cost) -> cost.perSecond().bytes());
	}

	/**
	 * What idle instances cost.
	 *
	 * @param instances how many
	 * @param caches how many each has
	 * @param perSecond the traffic of all in a second
	 * @param cpuMicros the processor time for a poll of one
	 */
	record IdleCost(int instances, int caches, Traffic perSecond, double cpuMicros) {

	}

	/**
	 * What a put costs.
	 *
	 * @param who by whom
	 * @param single the traffic of one alone
	 * @param burst the traffic of one among many
	 */
	record WriteCost(String who, Traffic single, Traffic burst) {

	}

}
