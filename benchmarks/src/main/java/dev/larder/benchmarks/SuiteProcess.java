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

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.larder.benchmarks.coherence.CoherenceSuite;
import dev.larder.benchmarks.growth.GrowthSuite;
import dev.larder.benchmarks.local.LocalSuite;
import dev.larder.benchmarks.measure.Run;
import dev.larder.benchmarks.outage.OutageSuite;
import dev.larder.benchmarks.remote.RemoteSuite;
import dev.larder.benchmarks.report.Environment;
import dev.larder.benchmarks.report.Measurement;
import dev.larder.benchmarks.report.SuiteResult;
import dev.larder.benchmarks.roundtrip.RoundTripSuite;
import dev.larder.benchmarks.serialization.SerializationSuite;
import dev.larder.benchmarks.settings.SettingsSuite;
import dev.larder.benchmarks.stampede.StampedeSuite;
import dev.larder.benchmarks.startup.StartupSuite;

/**
 * A process that runs one suite, so that no suite finds what another has left behind.
 */
final class SuiteProcess {

	/** All suites, in the order of the report. */
	static final Map<String, Suite> SUITES = suites();

	private SuiteProcess() {
	}

	private static Map<String, Suite> suites() {
		Map<String, Suite> suites = new LinkedHashMap<>();
		suites.put("local", LocalSuite::run);
		suites.put("remote", RemoteSuite::run);
		suites.put("roundtrip", RoundTripSuite::run);
		suites.put("stampede", StampedeSuite::run);
		suites.put("outage", OutageSuite::run);
		suites.put("coherence", CoherenceSuite::run);
		suites.put("serialization", SerializationSuite::run);
		suites.put("settings", SettingsSuite::run);
		suites.put("startup", StartupSuite::run);
		suites.put("growth", GrowthSuite::run);
		return Collections.unmodifiableMap(suites);
	}

	/**
	 * Runs a suite and keeps its result.
	 * @param arguments the suite, {@code QUICK} or {@code FULL}, and the file for the
	 * result
	 * @throws Exception if the suite fails
	 */
	public static void main(String[] arguments) throws Exception {
		Run run = new Run(arguments[1].equals("QUICK"), System.nanoTime());
		Environment environment = Environment.probe();
		LocalDate today = LocalDate.now(ZoneId.systemDefault());
		SuiteResult result = Objects.requireNonNull(SUITES.get(arguments[0]), "no such suite").run(run);
		new Measurement(today, run.seconds(), run.quick(), environment, result).write(Path.of(arguments[2]));
		// Whatever threads a peer has left behind
		System.exit(0);
	}

}
