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
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.larder.benchmarks.measure.Rounds;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.peer.Addresses;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.SuiteResult;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import org.springframework.util.Assert;

/**
 * Runs JMH benchmarks in rounds, each in a process of its own.
 */
public final class LocalSuite {

	static final String SERVERS = "benchmarks.servers";

	private LocalSuite() {
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if a benchmark fails
	 */
	public static SuiteResult run(Run run) throws Exception {
		// Another run of JMH disturbs all who take turns here alike
		System.setProperty("jmh.ignoreLock", "true");
		List<LocalFigures.Row> rows = run.pick(essential(), all());
		Rounds rounds = run.pick(Rounds.of(1), new Rounds(2, 12, Duration.ofSeconds(400)));
		Fork fork = run.pick(new Fork(500, 4, 100), new Fork(2500, 8, 125));
		LocalFigures figures = new LocalFigures();
		try (Servers servers = Servers.start()) {
			int count = rounds.run(rows, (round, row) -> {
				run.report("round " + round + ": " + row.label() + " ("
						+ row.benchmark().substring(LocalSuite.class.getPackageName().length() + 1) + ")");
				figures.add(row, fork.run(row, servers.addresses()));
			});
			return figures.report(rows, fork, count);
		}
	}

	static List<LocalFigures.Row> all() {
		return rows(List.of(CacheBenchmark.Subject.values()),
				List.of(CacheBenchmark.Subject.CAFFEINE, CacheBenchmark.Subject.SPRING_CAFFEINE,
						CacheBenchmark.Subject.SPRING_CAFFEINE_STATISTICS, CacheBenchmark.Subject.LARDER_LOCAL),
				List.of(CacheableBenchmark.Subject.values()));
	}

	static List<LocalFigures.Row> essential() {
		return rows(
				List.of(CacheBenchmark.Subject.CAFFEINE, CacheBenchmark.Subject.SPRING_CAFFEINE,
						CacheBenchmark.Subject.LARDER_LOCAL, CacheBenchmark.Subject.LARDER_TIERED,
						CacheBenchmark.Subject.JETCACHE_BOTH),
				List.of(CacheBenchmark.Subject.CAFFEINE, CacheBenchmark.Subject.SPRING_CAFFEINE,
						CacheBenchmark.Subject.LARDER_LOCAL),
				List.of(CacheableBenchmark.Subject.UNCACHED, CacheableBenchmark.Subject.SPRING,
						CacheableBenchmark.Subject.LARDER));
	}

	private static List<LocalFigures.Row> rows(List<CacheBenchmark.Subject> hits, List<CacheBenchmark.Subject> misses,
			List<CacheableBenchmark.Subject> calls) {
		return Stream
			.of(hits.stream().map(LocalFigures.Row::hit), misses.stream().map(LocalFigures.Row::miss),
					calls.stream().map(LocalFigures.Row::call))
			.flatMap((each) -> each)
			.toList();
	}

	/**
	 * What a process does.
	 *
	 * @param warmUpMillis how long it works before it measures
	 * @param iterations how often it measures
	 * @param millis how long each time
	 */
	record Fork(int warmUpMillis, int iterations, int millis) {

		private static final String ALLOCATED = "gc.alloc.rate.norm";

		LocalFigures.Figure run(LocalFigures.Row row, Addresses servers) throws RunnerException {
			RunResult result = new Runner(new OptionsBuilder().include("^" + Pattern.quote(row.benchmark()) + "$")
				.param("subject", row.subject())
				.forks(1)
				.warmupIterations(1)
				.warmupTime(TimeValue.milliseconds(this.warmUpMillis))
				.measurementIterations(this.iterations)
				.measurementTime(TimeValue.milliseconds(this.millis))
				.addProfiler(GCProfiler.class)
				.jvmArgsAppend("-D" + SERVERS + "=" + servers)
				.shouldFailOnError(true)
				.verbosity(VerboseMode.SILENT)
				.build()).runSingle();
			Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
			Assert.state(allocated != null, () -> "It is not known what " + row + " allocates");
			// Whatever disturbs an iteration can only make it slower
			return new LocalFigures.Figure(result.getPrimaryResult().getStatistics().getMin(), allocated.getScore());
		}

	}

}
