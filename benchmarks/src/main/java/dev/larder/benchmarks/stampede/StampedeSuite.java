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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;

/**
 * How often a value is loaded that many callers in several processes miss at once, and
 * whether loads of different keys wait for each other.
 */
public final class StampedeSuite implements Suite {

	static final int PROCESSES = 4;

	static final int THREADS = 16;

	static final Duration LOAD = Duration.ofMillis(200);

	private static final List<PeerType> QUICK = List.of(PeerType.LARDER_MEMCACHED, PeerType.LARDER_TIERED,
			PeerType.SPRING_CAFFEINE, PeerType.REDIS_CACHE_LOCKING);

	private static final List<PeerType> FULL = List.of(PeerType.LARDER_LOCAL, PeerType.LARDER_MEMCACHED,
			PeerType.LARDER_TIERED, PeerType.SPRING_CAFFEINE, PeerType.SIXHOURS, PeerType.SIMPLE_SPRING_MEMCACHED,
			PeerType.REDIS_CACHE, PeerType.REDIS_CACHE_LOCKING, PeerType.JETCACHE_REDIS, PeerType.JETCACHE_PROTECTED);

	@Override
	public String name() {
		return "stampede";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		List<PeerType> types = effort.pick(QUICK, FULL).stream().filter(PeerType::isAvailable).toList();
		Map<PeerType, Rounds> rounds = new EnumMap<>(PeerType.class);
		types.forEach((type) -> rounds.put(type, new Rounds()));
		progress.report("starting " + PROCESSES + " processes");
		try (Servers servers = Servers.start(); Herd herd = new Herd(PROCESSES, types, servers.addresses())) {
			progress.report("warming up");
			for (PeerType type : types) {
				herd.runAll(type, Duration.ofMillis(1), sameKey(type, "warm-up"));
				herd.runOne(type, Duration.ofMillis(1), distinctKeys(type, "warm-up"));
			}
			List<PeerType> order = new ArrayList<>(types);
			Random random = new Random(types.size());
			int count = effort.pick(2, 5);
			for (int round = 0; round < count; round++) {
				Collections.shuffle(order, random);
				for (PeerType type : order) {
					progress.report("round " + (round + 1) + " of " + count + ", " + type.label());
					measure(herd, type, round, rounds.getOrDefault(type, new Rounds()));
				}
			}
		}
		return new StampedeReport(rounds).result();
	}

	private static void measure(Herd herd, PeerType type, int round, Rounds rounds) throws InterruptedException {
		rounds.addOneKey(herd.runAll(type, LOAD, sameKey(type, "hot-" + round)));
		Outcome single = herd.runOne(type, LOAD, List.of(type.name() + "-single-" + round));
		rounds.addManyKeys(single, herd.runOne(type, LOAD, distinctKeys(type, "many-" + round)));
	}

	private static List<String> sameKey(PeerType type, String name) {
		return Collections.nCopies(THREADS, type.name() + "-" + name);
	}

	private static List<String> distinctKeys(PeerType type, String name) {
		return IntStream.range(0, THREADS).mapToObj((i) -> type.name() + "-" + name + "-" + i).toList();
	}

}
