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
package dev.larder.benchmarks.local;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.larder.benchmarks.measure.Rounds;
import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;

/**
 * Reading caches of this process: a hit, a miss, and a hit through a proxy.
 */
public final class LocalSuite implements Suite {

	@Override
	public String name() {
		return "local";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		// Whatever else runs by JMH is in the same rounds as everybody, and no reason to
		// fail
		System.setProperty("jmh.ignoreLock", "true");
		Subjects subjects = effort.pick(Subjects.ESSENTIAL, Subjects.ALL);
		Rounds rounds = effort.pick(new Rounds(1, 1, Duration.ofSeconds(40)),
				new Rounds(2, 12, Duration.ofSeconds(400)));
		try (Servers servers = Servers.start()) {
			PeerServers addresses = servers.addresses();
			Fork fork = effort.pick(new Fork(addresses, 500, 4, 100), new Fork(addresses, 1500, 8, 125));
			Figures figures = new Figures();
			int count = rounds.run(measurements(subjects), (round, measurement) -> {
				progress.report("round " + round + ": " + measurement);
				figures.add(measurement, fork.run(measurement));
			});
			return new LocalReport(subjects, figures, fork, count).result();
		}
	}

	private static List<Measurement> measurements(Subjects subjects) {
		return Stream
			.of(subjects.hits().stream().map(Measurement::hit), subjects.misses().stream().map(Measurement::miss),
					subjects.calls().stream().map(Measurement::call))
			.flatMap((each) -> each)
			.toList();
	}

}
