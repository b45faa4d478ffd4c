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
package dev.larder.benchmarks.stampede;

import java.util.Map;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.Bar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StampedeReport}.
 */
class StampedeReportTests {

	@Test
	void oneLoadInTimeMeetsTheBars() {
		assertThat(report(new Outcome(1, 0, 220), new Outcome(16, 0, 210))).extracting(Bar::holds)
			.containsExactly(true, true);
	}

	@Test
	void secondLoadMissesTheBar() {
		assertThat(report(new Outcome(2, 0, 220), new Outcome(16, 0, 210))).extracting(Bar::holds)
			.containsExactly(false, true);
	}

	@Test
	void exceptionMissesTheBar() {
		assertThat(report(new Outcome(1, 1, 220), new Outcome(16, 0, 210))).extracting(Bar::holds)
			.containsExactly(false, true);
	}

	@Test
	void loadsThatWaitForEachOtherMissTheBar() {
		assertThat(report(new Outcome(1, 0, 220), new Outcome(16, 0, 410))).extracting(Bar::holds)
			.containsExactly(true, false);
	}

	private static Iterable<Bar> report(Outcome oneKey, Outcome manyKeys) {
		Rounds rounds = new Rounds();
		rounds.addOneKey(oneKey);
		rounds.addManyKeys(new Outcome(1, 0, 200), manyKeys);
		return new StampedeReport(Map.of(PeerType.LARDER_MEMCACHED, rounds)).result().bars();
	}

}
