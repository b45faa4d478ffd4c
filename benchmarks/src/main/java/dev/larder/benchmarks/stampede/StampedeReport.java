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
package dev.larder.benchmarks.stampede;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.result.Text;

/**
 * What is said about stampedes.
 *
 * @param rounds what was measured
 */
record StampedeReport(Map<PeerType, Rounds> rounds) {

	private static final int MAX_MILLIS = 300;

	private static final double MAX_RATIO = 1.3;

	SuiteResult result() {
		SuiteResult result = SuiteResult.of("Stampede");
		for (PeerType type : List.of(PeerType.LARDER_MEMCACHED, PeerType.LARDER_TIERED)) {
			Rounds rounds = this.rounds.get(type);
			if (rounds != null) {
				result = result.with(oneKeyBar(type, rounds)).with(manyKeysBar(type, rounds));
			}
		}
		result = result.with(new Heading("One cold key, many callers"))
			.with(new Text(
					"""
							%d processes with %d threads each ask for the same key, which is not cached, at the same moment; \
							loading it takes %d ms. *Loads* counts how often it was loaded in all processes together, in the \
							worst round; *time* is from the start until the last of the %d callers had its value. One load alone \
							takes %d ms, so what exceeds that is the price of agreeing, or of loading more than once. The rounds \
							of all peers were mixed in random order, each with a new key, in processes that stayed up."""
						.formatted(StampedeSuite.PROCESSES, StampedeSuite.THREADS, StampedeSuite.LOAD.toMillis(),
								StampedeSuite.PROCESSES * StampedeSuite.THREADS, StampedeSuite.LOAD.toMillis())));
		result = result.with(oneKeyTable())
			.with(chart("stampede-loads", "Loads of one cold key", "loads", Rounds::maxLoads))
			.with(chart("stampede-time", "Time until the last of 64 callers has the value", "ms, median",
					(rounds) -> rounds.millis().median()));
		result = result.with(new Heading("Many cold keys, one process")).with(new Text("""
				%d threads of one process ask at the same moment for %d different keys, none of which is cached. \
				Nobody has a reason to wait for anybody, so all of it should take as long as a single load, which was \
				measured just before with a key of its own. The ratio is of the two times of the same round; the \
				median of all rounds, and the quartiles.""".formatted(StampedeSuite.THREADS, StampedeSuite.THREADS)));
		return result.with(manyKeysTable());
	}

	private static Bar oneKeyBar(PeerType type, Rounds rounds) {
		boolean holds = rounds.maxLoads() == 1 && rounds.failures() == 0 && rounds.millis().median() < MAX_MILLIS;
		return new Bar("4 JVMs x 16 threads, one cold key, 200 ms load; " + type.label(),
				"1 load, under " + MAX_MILLIS + " ms",
				rounds.maxLoads() + ((rounds.maxLoads() == 1) ? " load, " : " loads, ")
						+ millis(rounds.millis().median()) + " ms (worst of " + rounds.count() + " rounds: "
						+ millis(rounds.maxMillis()) + ")",
				holds, null);
	}

	private static Bar manyKeysBar(PeerType type, Rounds rounds) {
		return new Bar("16 cold keys at once; " + type.label(), "under " + MAX_RATIO + "x one load's time",
				rounds.ratio().asFactor(), rounds.ratio().median() < MAX_RATIO, null);
	}

	private Table oneKeyTable() {
		List<List<String>> rows = new ArrayList<>();
		this.rounds.forEach((type,
				rounds) -> rows.add(List.of(type.label(), String.valueOf(rounds.maxLoads()),
						millis(rounds.millis().median()), millis(rounds.maxMillis()),
						String.format(Locale.ROOT, "%.2fx", rounds.millis().median() / StampedeSuite.LOAD.toMillis()),
						String.valueOf(rounds.count()), String.valueOf(rounds.failures()))));
		return new Table(List.of("", "loads", "time, ms", "worst, ms", "time / load", "rounds", "exceptions"), rows);
	}

	private Table manyKeysTable() {
		List<List<String>> rows = new ArrayList<>();
		this.rounds.forEach((type, rounds) -> rows
			.add(List.of(type.label(), rounds.ratio().asFactor(), millis(rounds.manyMillis().median()))));
		return new Table(List.of("", "time of 16 loads / time of one", "time, ms"), rows);
	}

	private BarChart chart(String file, String title, String axis, ToDoubleFunction<Rounds> figure) {
		Collection<Rounds> all = this.rounds.values();
		return new BarChart(file, title, axis, this.rounds.keySet().stream().map(PeerType::label).toList(),
				List.of(new BarChart.Series(axis, all.stream().map(figure::applyAsDouble).toList())));
	}

	private static String millis(double millis) {
		return String.format(Locale.ROOT, "%.0f", millis);
	}

}
