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

package dev.larder.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Rounds}.
 */
class RoundsTests {

	private final AtomicLong now = new AtomicLong();

	@Test
	void everythingHasItsTurnInEachRound() throws Exception {
		List<String> turns = new ArrayList<>();
		int rounds = rounds(2, 2, 1).run(List.of("a", "b"), (round, thing) -> turns.add(round + thing));
		assertThat(rounds).isEqualTo(2);
		assertThat(turns).containsExactlyInAnyOrder("1a", "1b", "2a", "2b");
		assertThat(turns.subList(0, 2)).allMatch((turn) -> turn.startsWith("1"));
	}

	@Test
	void noRoundIsBegunThatWouldNotFit() throws Exception {
		assertThat(rounds(1, 10, 35).run(List.of("a"), (round, thing) -> this.now.addAndGet(10))).isEqualTo(3);
	}

	@Test
	void theLongestRoundSaysWhatFits() throws Exception {
		assertThat(rounds(1, 10, 45).run(List.of("a"), (round, thing) -> this.now.addAndGet((round == 1) ? 20 : 5)))
			.isEqualTo(3);
	}

	@Test
	void theLeastRoundsTakeAnyTime() throws Exception {
		assertThat(rounds(2, 10, 35).run(List.of("a"), (round, thing) -> this.now.addAndGet(100))).isEqualTo(2);
	}

	@Test
	void thereAreNotMoreThanAskedFor() throws Exception {
		assertThat(rounds(1, 4, 35).run(List.of("a"), (round, thing) -> {
		})).isEqualTo(4);
	}

	@Test
	void mostIsNotLessThanLeast() {
		assertThatIllegalArgumentException().isThrownBy(() -> rounds(2, 1, 1));
	}

	private Rounds rounds(int least, int most, long nanos) {
		return new Rounds(least, most, Duration.ofNanos(nanos), this.now::get);
	}

}
