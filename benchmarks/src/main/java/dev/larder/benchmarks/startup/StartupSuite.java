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

package dev.larder.benchmarks.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Rounds;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.peer.Servers;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.SuiteResult;

/**
 * Starts applications as whole processes, in turns.
 */
public final class StartupSuite {

	private StartupSuite() {
	}

	/**
	 * Measures.
	 * @param run how thoroughly
	 * @return what was found
	 * @throws Exception if an application does not start
	 */
	public static SuiteResult run(Run run) throws Exception {
		Path jar = SampleApplication.find(System.getProperty(SampleApplication.JAR), Path.of(""));
		try (Servers servers = Servers.start(); Socket closed = closedPort()) {
			Variant.All variants = Variant.All.of("127.0.0.1:" + closed.getLocalPort(), servers.addresses());
			Starts small = new Starts(run.pick(variants.essential(), variants.ofSmallApplication()));
			Starts sample = new Starts(
					run.pick(List.of(Variant.CAFFEINE, variants.tieredAbsent()), variants.ofSampleApplication()));
			run.report("small application, not counted");
			SmallApplication.launch(Variant.WITHOUT_LARDER);
			int smallRounds = Rounds.of(run.pick(1, 7)).run(small.variants(), (round, variant) -> {
				run.report("round " + round + ": small application, " + variant.label());
				small.add(variant, SmallApplication.launch(variant));
			});
			run.report("filling the sample application's database");
			try (SampleApplication application = new SampleApplication(jar)) {
				application.launch(Variant.NO_CACHE);
				Rounds rounds = run.pick(Rounds.of(1), new Rounds(2, 4, Duration.ofSeconds(95)));
				int sampleRounds = rounds.run(sample.variants(), (round, variant) -> {
					run.report("round " + round + ": sample application, " + variant.label());
					sample.add(variant, application.launch(variant));
				});
				return report(variants, small, smallRounds, sample, sampleRounds);
			}
		}
	}

	/**
	 * Takes a port where nobody listens, nor will while it is taken.
	 */
	static Socket closedPort() throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		return socket;
	}

	static SuiteResult report(Variant.All variants, Starts small, int smallRounds, Starts sample, int sampleRounds) {
		Map<Variant, Variant> pairs = new LinkedHashMap<>();
		pairs.put(variants.memcached(), variants.redis());
		pairs.put(Variant.LOCAL, Variant.WITHOUT_LARDER);
		List<Bar> bars = List.of(
				bar("memcached", small.ratio(variants.memcached(), variants.redis(), Start::answered), 1,
						"below 1x the same with Spring's Redis cache",
						small.ratio(variants.memcached(), variants.redis(), Start::cpu)),
				bar("local", small.ratio(Variant.LOCAL, Variant.WITHOUT_LARDER, Start::answered), 1.02,
						"at most 1.02x the same with Spring's Caffeine cache",
						small.ratio(Variant.LOCAL, Variant.WITHOUT_LARDER, Start::cpu)));
		return SuiteResult.of(StartupSuite.class, bars,
				Map.of("small-rounds", smallRounds, "small-times", small.times(true), "small-needs", small.needs(),
						"small-chart", small.chart(), "pairs", small.pairs(pairs), "sample-rounds", sampleRounds,
						"sample-times", sample.times(false), "sample-needs", sample.needs()));
	}

	private static Bar bar(String mode, Quartiles ratio, double bound, String words, Quartiles processorTime) {
		boolean unclear = ratio.lower() < bound && ratio.upper() > bound;
		return new Bar("start and first request of a small application, " + mode, words, ratio.asFactor(),
				ratio.upper() <= bound, (unclear ? "the rounds differ too much to tell; " : "") + "processor time: "
						+ processorTime.asFactor());
	}

}
