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

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.suite.Effort;

/**
 * What is measured. Immutable.
 *
 * @param rounds how many rounds of a contest count
 * @param slice how long each peer works in a round
 * @param hits how many threads read values of each payload
 * @param puts how many threads store values of each payload
 * @param multiGets how many threads read many values at once
 * @param clearedEntries how many entries are cleared
 * @param clears how often
 */
record RemotePlan(int rounds, Duration slice, Map<Payload, List<Integer>> hits, Map<Payload, List<Integer>> puts,
		List<Integer> multiGets, int clearedEntries, int clears) {

	RemotePlan {
		hits = inOrder(hits);
		puts = inOrder(puts);
		multiGets = List.copyOf(multiGets);
	}

	private static Map<Payload, List<Integer>> inOrder(Map<Payload, List<Integer>> threads) {
		return Collections.unmodifiableMap(new EnumMap<>(threads));
	}

	static RemotePlan of(Effort effort) {
		return effort.pick(quick(), full());
	}

	private static RemotePlan quick() {
		return new RemotePlan(3, Duration.ofMillis(100), Map.of(Payload.POJO, List.of(1, 8)),
				Map.of(Payload.POJO, List.of(8)), List.of(1), 5_000, 3);
	}

	private static RemotePlan full() {
		List<Integer> all = List.of(1, 8, 32);
		return new RemotePlan(9, Duration.ofMillis(300),
				Map.of(Payload.POJO, all, Payload.BYTES, all, Payload.LIST, all),
				Map.of(Payload.POJO, all, Payload.BYTES, List.of(8), Payload.LIST, List.of(8)), List.of(1, 8), 100_000,
				3);
	}

}
