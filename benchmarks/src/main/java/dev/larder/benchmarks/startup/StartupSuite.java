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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.larder.benchmarks.measure.Rounds;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.server.Servers;
import dev.larder.benchmarks.suite.Effort;
import dev.larder.benchmarks.suite.Progress;
import dev.larder.benchmarks.suite.Suite;

/**
 * Starting applications with and without Larder.
 */
public final class StartupSuite implements Suite {

	@Override
	public String name() {
		return "startup";
	}

	@Override
	public SuiteResult run(Effort effort, Progress progress) throws Exception {
		Path jar = SampleJar.find(System.getProperty(SampleJar.PROPERTY), Path.of(""));
		try (Servers servers = Servers.startMemcached(1); ClosedPort closed = new ClosedPort()) {
			Variants variants = Variants.of(closed.address(), servers.memcached().address());
			Starts small = new Starts(effort.pick(variants.essential(), variants.ofSmallApplication()));
			int smallRounds = measure("small application", new SmallApplicationLauncher(), small,
					effort.pick(new Rounds(2, 2, Duration.ZERO), new Rounds(4, 12, Duration.ofMinutes(2))), progress);
			Starts sample = new Starts(
					effort.pick(List.of(Variant.CAFFEINE, variants.tieredAbsent()), variants.ofSampleApplication()));
			progress.report("filling the sample application's database");
			try (SampleApplicationLauncher launcher = new SampleApplicationLauncher(jar)) {
				int sampleRounds = measure("sample application", launcher, sample,
						effort.pick(new Rounds(1, 1, Duration.ZERO), new Rounds(2, 4, Duration.ofSeconds(95))),
						progress);
				return new StartupReport(variants, small, smallRounds, sample, sampleRounds).result();
			}
		}
	}

	private static int measure(String application, Launcher launcher, Starts starts, Rounds rounds, Progress progress)
			throws Exception {
		return rounds.run(starts.variants(), (round, variant) -> {
			progress.report("round " + round + ": " + application + ", " + variant.label());
			starts.add(variant, launcher.launch(variant));
		});
	}

}
