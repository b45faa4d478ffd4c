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
package dev.larder.benchmarks.outage;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.SuiteResult;

/**
 * What an outage must not do to callers of Larder.
 *
 * @param type which Larder
 * @param phases what its callers saw
 */
record OutageBars(PeerType type, List<Phase> phases) {

	private static final long MAX_P99 = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long MAX_RETURN_MILLIS = 2000;

	SuiteResult addTo(SuiteResult result) {
		return result.with(p99()).with(hits()).with(exceptions());
	}

	private Bar p99() {
		List<Phase> outages = this.phases.stream().filter((phase) -> phase.name().isOutage()).toList();
		return new Bar("get while the server is killed or hangs, breaker open; " + this.type.label(), "p99 under 5 ms",
				outages.stream()
					.map((phase) -> phase.name().label() + " "
							+ String.format(Locale.ROOT, "%.2f ms", phase.laterReads().p99Nanos() / 1e6))
					.collect(Collectors.joining(", ")),
				outages.stream().allMatch((phase) -> phase.laterReads().p99Nanos() < MAX_P99), null);
	}

	private Bar hits() {
		List<Phase> returns = this.phases.stream().filter((phase) -> phase.name().isReturn()).toList();
		return new Bar("hits after the server's return; " + this.type.label(), "steady within 2 s",
				returns.stream()
					.map((phase) -> phase.name().label() + " " + seconds(phase.recovery()))
					.collect(Collectors.joining(", ")),
				returns.stream().map(Phase::recovery).allMatch(OutageBars::isInTime), null);
	}

	private static boolean isInTime(Recovery recovery) {
		return recovery.steadyMillis() >= 0 && recovery.steadyMillis() <= MAX_RETURN_MILLIS;
	}

	private static String seconds(Recovery recovery) {
		return (recovery.steadyMillis() < 0) ? "not"
				: String.format(Locale.ROOT, "%.1f s", recovery.steadyMillis() / 1000);
	}

	private Bar exceptions() {
		long exceptions = this.phases.stream().mapToLong(Phase::exceptions).sum();
		return new Bar("exceptions that reach callers in an outage; " + this.type.label(), "none",
				String.valueOf(exceptions), exceptions == 0, null);
	}

}
