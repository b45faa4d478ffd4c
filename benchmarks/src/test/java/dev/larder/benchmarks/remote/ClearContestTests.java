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

import dev.larder.benchmarks.measure.Traffic;
import dev.larder.benchmarks.peer.Peer;
import dev.larder.benchmarks.report.Bar;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClearContest}.
 */
class ClearContestTests {

	private static final Traffic ONE_SET = new Traffic(Map.of("set", 1.0, "get", 0.0), 0, 0);

	private static final Traffic SET_AND_POLL = new Traffic(Map.of("set", 1.0, "get", 2.0), 0, 0);

	private static final Traffic TWO_COMMANDS = new Traffic(Map.of("del", 1.0, "keys", 1.0), 0, 0);

	private final ClearContest contest = new ClearContest(100_000, 1);

	private final ClearContest.Figures larder = figures(Peer.LARDER_MEMCACHED.label(), 500_000, ONE_SET);

	@Test
	void roundWithTheMedianOfCommandsTells() {
		this.larder.traffic().addAll(List.of(ONE_SET, SET_AND_POLL));
		assertThat(this.larder.typicalTraffic()).isEqualTo(ONE_SET);
	}

	@Test
	void othersAreComparedWithLarder() {
		ClearContest.Figures other = figures("other", 5_000_000, TWO_COMMANDS);
		other.left().add("key");
		assertThat(this.contest.rows(List.of(this.larder, other))).containsExactly(
				List.of("Larder memcached", "1", "0.50", "1", "1 set", "0"),
				List.of("other", "10.0x [10.0, 10.0]", "5.00", "2", "1 del, 1 keys", "1"));
	}

	@Test
	void oneCommandMeetsTheBar() {
		assertThat(this.contest.bar(List.of(this.larder))).isEqualTo(new Bar(
				"clear of 100,000 entries, Larder memcached", "one round trip", "1 command (1 set)", true, null));
	}

	@Test
	void entriesThatAreLeftMissTheBar() {
		this.larder.left().add("key");
		Bar bar = this.contest.bar(List.of(this.larder));
		assertThat(bar.holds()).isFalse();
		assertThat(bar.remark()).contains("1 of 1 clears");
	}

	private static ClearContest.Figures figures(String peer, double nanos, Traffic traffic) {
		ClearContest.Figures figures = ClearContest.Figures.of(peer);
		figures.nanos().add(nanos);
		figures.traffic().add(traffic);
		return figures;
	}

}
