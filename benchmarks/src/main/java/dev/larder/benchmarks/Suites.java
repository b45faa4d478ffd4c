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
package dev.larder.benchmarks;

import java.util.List;

import dev.larder.benchmarks.coherence.CoherenceSuite;
import dev.larder.benchmarks.growth.GrowthSuite;
import dev.larder.benchmarks.local.LocalSuite;
import dev.larder.benchmarks.outage.OutageSuite;
import dev.larder.benchmarks.remote.RemoteSuite;
import dev.larder.benchmarks.roundtrip.RoundTripSuite;
import dev.larder.benchmarks.serialization.SerializationSuite;
import dev.larder.benchmarks.stampede.StampedeSuite;
import dev.larder.benchmarks.startup.StartupSuite;
import dev.larder.benchmarks.suite.Suite;

/**
 * All suites there are, in the order of the report.
 */
final class Suites {

	private Suites() {
	}

	static List<Suite> all() {
		return List.of(new LocalSuite(), new RemoteSuite(), new RoundTripSuite(), new StampedeSuite(),
				new OutageSuite(), new CoherenceSuite(), new SerializationSuite(), new StartupSuite(),
				new GrowthSuite());
	}

	static List<String> names() {
		return all().stream().map(Suite::name).toList();
	}

	/**
	 * Returns a suite.
	 * @param name its name
	 * @return the suite
	 */
	static Suite named(String name) {
		return all().stream().filter((suite) -> suite.name().equals(name)).findFirst().orElseThrow();
	}

}
