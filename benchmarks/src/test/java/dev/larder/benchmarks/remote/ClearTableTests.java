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
package dev.larder.benchmarks.remote;

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.traffic.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClearTable} and {@link ClearScore}.
 */
class ClearTableTests {

	private static final Traffic ONE_SET = new Traffic(Map.of("set", 1.0, "get", 0.0), 0, 0);

	private static final Traffic SET_AND_POLL = new Traffic(Map.of("set", 1.0, "get", 2.0), 0, 0);

	private static final Traffic TWO_COMMANDS = new Traffic(Map.of("del", 1.0, "keys", 1.0), 0, 0);

	@Test
	void roundWithTheMedianOfCommandsTells() {
		ClearScore score = larder(false).and(500_000, ONE_SET, false).and(500_000, SET_AND_POLL, false);
		assertThat(score.typicalTraffic()).isEqualTo(ONE_SET);
	}

	@Test
	void othersAreComparedWithLarder() {
		ClearScore other = ClearScore.of("other").and(5_000_000, TWO_COMMANDS, true);
		assertThat(new ClearTable(List.of(larder(false), other)).table().rows()).containsExactly(
				List.of("Larder memcached", "1", "0.50", "1", "1 set", "0"),
				List.of("other", "10.0x [10.0, 10.0]", "5.00", "2", "1 del, 1 keys", "1"));
	}

	@Test
	void oneCommandMeetsTheBar() {
		assertThat(new ClearTable(List.of(larder(false))).bar(100_000)).isEqualTo(new Bar(
				"clear of 100,000 entries, Larder memcached", "one round trip", "1 command (1 set)", true, null));
	}

	@Test
	void entriesThatAreLeftMissTheBar() {
		Bar bar = new ClearTable(List.of(larder(true))).bar(100_000);
		assertThat(bar.holds()).isFalse();
		assertThat(bar.remark()).contains("1 of 1 clears");
	}

	private static ClearScore larder(boolean left) {
		return ClearScore.of(PeerType.LARDER_MEMCACHED.label()).and(500_000, ONE_SET, left);
	}

}
