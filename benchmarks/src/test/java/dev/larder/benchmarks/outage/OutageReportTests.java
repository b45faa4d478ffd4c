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
import java.util.concurrent.TimeUnit;

import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.report.Bar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutageReport}.
 */
class OutageReportTests {

	@Test
	void fastMissesAndAnEarlyReturnMeetTheBars() {
		assertThat(bars(1, 0, 1900)).extracting(Bar::holds).containsExactly(true, true, true);
	}

	@Test
	void slowReadsMissTheBar() {
		assertThat(bars(5, 0, 1900)).extracting(Bar::holds).containsExactly(false, true, true);
	}

	@Test
	void exceptionsMissTheBar() {
		assertThat(bars(1, 1, 1900)).extracting(Bar::holds).containsExactly(true, true, false);
	}

	@Test
	void lateReturnMissesTheBar() {
		assertThat(bars(1, 0, 2100)).extracting(Bar::holds).containsExactly(true, false, true);
	}

	@Test
	void noReturnMissesTheBar() {
		assertThat(bars(1, 0, -1)).extracting(Bar::holds).containsExactly(true, false, true);
	}

	private static List<Bar> bars(long p99Millis, long exceptions, double steadyMillis) {
		Calls.Figures reads = new Calls.Figures(0, 1, exceptions, 0, 0, TimeUnit.MILLISECONDS.toNanos(p99Millis), 0);
		Phase killed = new Phase(Phase.Name.KILLED, 1000, reads, reads, reads, new Recovery(-1, -1), List.of());
		Phase restarted = new Phase(Phase.Name.RESTARTED, 1000, reads, reads, reads, new Recovery(10, steadyMillis),
				List.of());
		return OutageReport.bars(Peer.LARDER_MEMCACHED, List.of(killed, restarted));
	}

}
