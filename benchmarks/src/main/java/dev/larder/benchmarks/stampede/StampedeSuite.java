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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Rounds;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;
import dev.larder.test.process.ChildProcess;

import org.springframework.util.Assert;

/**
 * Lets many callers of several processes ask at once for what is not cached.
 */
public final class StampedeSuite {

	private static final int PROCESSES = 4;

	private static final int THREADS = 16;

	private static final long LOAD_MILLIS = 200;

	private static final long NOTICE_MILLIS = 50;

	private static final int MAX_MILLIS = 300;

	private static final double MAX_RATIO = 1.3;

	private static final List<String> JVM_OPTIONS = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	private static final List<Peer> QUICK = List.of(Peer.LARDER_MEMCACHED, Peer.LARDER_TIERED, Peer.SPRING_CAFFEINE,
			Peer.REDIS_CACHE_LOCKING);

	private static final List<Peer> FULL = List.of(Peer.LARDER_LOCAL, Peer.LARDER_MEMCACHED, Peer.LARDER_TIERED,
			Peer.SPRING_CAFFEINE, Peer.SIXHOURS, Peer.SIMPLE_SPRING_MEMCACHED, Peer.REDIS_CACHE,
			Peer.REDIS_CACHE_LOCKING, Peer.JETCACHE_REDIS, Peer.JETCACHE_PROTECTED);

	private StampedeSuite() {
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a process fails
	 */
	public static SuiteResult run(Run run) throws Exception {
		List<Peer> peers = Peer.available(run.pick(QUICK, FULL));
		Map<Peer, Outcomes> outcomes = new LinkedHashMap<>();
		peers.forEach((peer) -> outcomes.put(peer, Outcomes.none()));
		run.report("starting " + PROCESSES + " processes");
		List<ChildProcess> herd = new ArrayList<>();
		try (Servers servers = Servers.start()) {
			List<String> arguments = new ArrayList<>(List.of(servers.addresses().toString()));
			peers.forEach((peer) -> arguments.add(peer.name()));
			for (int i = 0; i < PROCESSES; i++) {
				herd.add(ChildProcess.start(StampedeChild.class, JVM_OPTIONS, arguments));
			}
			herd.forEach((process) -> process.await("ready"));
			run.report("warming up");
			peers.forEach((peer) -> measure(herd, peer, "warm-up", 1, Outcomes.none()));
			Rounds.of(run.pick(2, 5)).run(outcomes.entrySet(), (round, peer) -> {
				run.report("round " + round + ", " + peer.getKey().label());
				measure(herd, peer.getKey(), String.valueOf(round), LOAD_MILLIS, peer.getValue());
			});
		}
		finally {
			herd.forEach(ChildProcess::close);
		}
		return report(outcomes);
	}

	private static void measure(List<ChildProcess> herd, Peer peer, String round, long loadMillis, Outcomes outcomes) {
		String key = peer.name() + "-" + round + "-";
		outcomes.oneKey().add(rush(herd, peer, loadMillis, Collections.nCopies(THREADS, key + "hot")));
		outcomes.singles().add(rush(herd.subList(0, 1), peer, loadMillis, List.of(key + "single")));
		outcomes.manyKeys()
			.add(rush(herd.subList(0, 1), peer, loadMillis,
					IntStream.range(0, THREADS).mapToObj((i) -> key + "many-" + i).toList()));
	}

	private static Outcome rush(List<ChildProcess> herd, Peer peer, long loadMillis, List<String> keys) {
		String command = "rush " + peer.name() + " " + loadMillis + " " + String.join(" ", keys);
		herd.forEach((process) -> process.send(command));
		herd.forEach((process) -> process.await("prepared"));
		long start = System.currentTimeMillis() + NOTICE_MILLIS;
		herd.forEach((process) -> process.send("go " + start));
		return herd.stream()
			.map((process) -> Outcome.parse(process.await("done")))
			.toList()
			.stream()
			.reduce(Outcome::and)
			.orElseThrow();
	}

	static SuiteResult report(Map<Peer, Outcomes> outcomes) {
		List<Bar> bars = new ArrayList<>();
		List<List<String>> oneKey = new ArrayList<>();
		List<List<String>> manyKeys = new ArrayList<>();
		outcomes.forEach((peer, own) -> {
			if (peer == Peer.LARDER_MEMCACHED || peer == Peer.LARDER_TIERED) {
				bars.addAll(List.of(oneKeyBar(peer, own), manyKeysBar(peer, own)));
			}
			oneKey.add(oneKeyRow(peer, own));
			manyKeys.add(List.of(peer.label(), own.ratio().asFactor(),
					Numbers.whole(Outcomes.millis(own.manyKeys()).median())));
		});
		List<Block> charts = List.of(
				chart(outcomes, "stampede-loads", "Loads of one cold key", "loads", Outcomes::maxLoads),
				chart(outcomes, "stampede-time", "Time until the last of 64 callers has the value", "ms, median",
						(own) -> Outcomes.millis(own.oneKey()).median()));
		return SuiteResult.of(StampedeSuite.class, bars, Map.of("processes", PROCESSES, "threads", THREADS, "callers",
				PROCESSES * THREADS, "load", LOAD_MILLIS, "one-key", oneKey, "charts", charts, "many-keys", manyKeys));
	}

	private static Bar oneKeyBar(Peer peer, Outcomes own) {
		double median = Outcomes.millis(own.oneKey()).median();
		boolean holds = own.maxLoads() == 1 && own.failures() == 0 && median < MAX_MILLIS;
		return new Bar("4 JVMs x 16 threads, one cold key, 200 ms load; " + peer.label(),
				"1 load, under " + MAX_MILLIS + " ms",
				own.maxLoads() + ((own.maxLoads() == 1) ? " load, " : " loads, ") + Numbers.whole(median)
						+ " ms (worst of " + own.oneKey().size() + " rounds: " + Numbers.whole(own.maxMillis()) + ")",
				holds, null);
	}

	private static Bar manyKeysBar(Peer peer, Outcomes own) {
		return new Bar("16 cold keys at once; " + peer.label(), "under " + MAX_RATIO + "x one load's time",
				own.ratio().asFactor(), own.ratio().median() < MAX_RATIO, null);
	}

	private static List<String> oneKeyRow(Peer peer, Outcomes own) {
		double median = Outcomes.millis(own.oneKey()).median();
		return List.of(peer.label(), String.valueOf(own.maxLoads()), Numbers.whole(median),
				Numbers.whole(own.maxMillis()), Numbers.of("%.2fx", median / LOAD_MILLIS),
				String.valueOf(own.oneKey().size()), String.valueOf(own.failures()));
	}

	private static Block.BarChart chart(Map<Peer, Outcomes> outcomes, String file, String title, String axis,
			ToDoubleFunction<Outcomes> figure) {
		return Block.BarChart.of(file, title, axis, outcomes.entrySet(), (entry) -> entry.getKey().label(),
				(entry) -> figure.applyAsDouble(entry.getValue()));
	}

	/**
	 * What happened when all asked at once.
	 *
	 * @param loads how often something was loaded
	 * @param failures how many callers got no value
	 * @param millis how long it took until the last had its value
	 */
	record Outcome(int loads, int failures, double millis) {

		static Outcome parse(List<String> words) {
			Assert.isTrue(words.size() == 3, () -> words + " must have three parts");
			return new Outcome(Integer.parseInt(words.get(0)), Integer.parseInt(words.get(1)),
					Double.parseDouble(words.get(2)));
		}

		Outcome and(Outcome other) {
			return new Outcome(this.loads + other.loads, this.failures + other.failures,
					Math.max(this.millis, other.millis));
		}

		@Override
		public String toString() {
			return this.loads + " " + this.failures + " " + this.millis;
		}

	}

	/**
	 * The outcomes of a peer; grows from round to round.
	 *
	 * @param oneKey of all processes and one key
	 * @param singles of one caller
	 * @param manyKeys of one process and many keys
	 */
	record Outcomes(List<Outcome> oneKey, List<Outcome> singles, List<Outcome> manyKeys) {

		static Outcomes none() {
			return new Outcomes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		}

		int maxLoads() {
			return this.oneKey.stream().mapToInt(Outcome::loads).max().orElseThrow();
		}

		int failures() {
			return Stream.concat(this.oneKey.stream(), this.manyKeys.stream()).mapToInt(Outcome::failures).sum();
		}

		double maxMillis() {
			return this.oneKey.stream().mapToDouble(Outcome::millis).max().orElseThrow();
		}

		static Quartiles millis(List<Outcome> outcomes) {
			return Quartiles.of(outcomes.stream().map(Outcome::millis).toList());
		}

		Quartiles ratio() {
			return Quartiles.ofRatios(this.manyKeys.stream().map(Outcome::millis).toList(),
					this.singles.stream().map(Outcome::millis).toList());
		}

	}

}
