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
import java.util.Collection;
import java.util.regex.Pattern;

import dev.larder.benchmarks.peer.PeerServers;
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
 * Runs single measurements by JMH, each in a process of its own.
 *
 * @param servers the servers that may be used
 * @param quietMillis for how long the compiler must have had nothing to do before
 * anything counts, in milliseconds
 * @param iterations how many count
 * @param millis how long an iteration takes, in milliseconds
 */
record Fork(PeerServers servers, int quietMillis, int iterations, int millis) {

	private static final String SERVERS_PROPERTY = "larder.benchmarks.servers";

	private static final String QUIET_PROPERTY = "larder.benchmarks.quiet";

	private static final String NO_SERVERS = ";";

	private static final int DEFAULT_QUIET = 1500;

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	/**
	 * Returns the servers this process may use. Without them, as when JMH was started by
	 * hand, only caches of this process can be measured.
	 */
	static PeerServers serversOfThisProcess() {
		return PeerServers.parse(System.getProperty(SERVERS_PROPERTY, NO_SERVERS));
	}

	/**
	 * Returns what gets this process ready.
	 */
	static WarmUp warmUpOfThisProcess() {
		return new WarmUp(Duration.ofMillis(Integer.getInteger(QUIET_PROPERTY, DEFAULT_QUIET)));
	}

	Figure run(Measurement measurement) throws RunnerException {
		Collection<RunResult> results = new Runner(new OptionsBuilder()
			.include("^" + Pattern.quote(measurement.benchmark().getName()) + "\\.")
			.param("subject", measurement.subject().name())
			.forks(1)
			.warmupIterations(1)
			.warmupTime(TimeValue.milliseconds(this.millis))
			.measurementIterations(this.iterations)
			.measurementTime(TimeValue.milliseconds(this.millis))
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-D" + SERVERS_PROPERTY + "=" + this.servers, "-D" + QUIET_PROPERTY + "=" + this.quietMillis)
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT)
			.build()).run();
		Assert.state(results.size() == 1, () -> measurement + " has " + results.size() + " results");
		RunResult result = results.iterator().next();
		Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
		Assert.state(allocated != null, () -> "It is not known what " + measurement + " allocates");
		return new Figure(fastest(result), allocated.getScore());
	}

	// What disturbs an iteration, or comes from the compiler too late, makes it slower
	// only
	private static double fastest(RunResult result) {
		return result.getPrimaryResult().getStatistics().getMin();
	}

}
