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

package dev.larder.admin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.TargetProblem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Failure} and {@link FollowedTarget}.
 */
class FailureTests {

	private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

	private static final TargetProblem PROBLEM = new TargetProblem("target-timeout", 504, "It is silent");

	private final FollowedTarget<String> target = new FollowedTarget<>(Subject.server("main", "a"), "a",
			(last) -> (last != null) ? last + "+" : "0",
			(earlier, later) -> List.of(new Event(Event.Kind.EVICTION, START, later.length(), "")));

	private void succeed(Instant now) {
		this.target.answered(new Answer<>("a", AnswerState.OK, 1, this.target.ask(), null), now, 3,
				now.minusSeconds(600));
	}

	private void fail(Instant now) {
		this.target.answered(new Answer<>("a", AnswerState.TIMEOUT, 1, null, PROBLEM), now, 3, now.minusSeconds(600));
	}

	@Test
	void backOffDoublesUpToTwoMinutes() {
		List<Long> waits = new ArrayList<>();
		Failure failure = null;
		for (int i = 0; i < 10; i++) {
			failure = Failure.next(failure, START, null, PROBLEM, 3);
			waits.add(Duration.between(START, failure.nextAttemptAt()).toSeconds());
		}
		assertThat(waits).containsExactly(0L, 0L, 5L, 10L, 20L, 40L, 80L, 120L, 120L, 120L);
		assertThat(failure.failures()).isEqualTo(10);
	}

	@Test
	void quarantinedTargetIsDueWhenItsTimeIsOver() {
		fail(START);
		assertThat(this.target.isDue(START)).isTrue();
		fail(START);
		fail(START);
		assertThat(this.target.isDue(START.plusMillis(4999))).isFalse();
		assertThat(this.target.isDue(START.plusSeconds(5))).isTrue();
	}

	@Test
	void lastGoodSampleIsKeptAndDated() {
		succeed(START);
		fail(START.plusSeconds(10));
		fail(START.plusSeconds(20));
		assertThat(this.target.sample()).isEqualTo("0");
		assertThat(this.target.failure()).isEqualTo(
				new Failure(2, START.plusSeconds(10), START.plusSeconds(20), START, "target-timeout", "It is silent"));
	}

	@Test
	void onlyWhatHasJustAnsweredIsFresh() {
		succeed(START);
		assertThat(this.target.isFresh()).isTrue();
		this.target.isDue(START.plusSeconds(10));
		fail(START.plusSeconds(10));
		assertThat(this.target.isFresh()).isFalse();
	}

	@Test
	void answerEndsTheFailure() {
		succeed(START);
		fail(START.plusSeconds(10));
		succeed(START.plusSeconds(20));
		assertThat(this.target.failure()).isNull();
		assertThat(this.target.earlier()).isEqualTo("0");
		assertThat(this.target.sample()).isEqualTo("0+");
	}

	@Test
	void eventsAreFoundBetweenSamplesAndForgotten() {
		succeed(START);
		assertThat(this.target.events()).isEmpty();
		succeed(START.plusSeconds(10));
		assertThat(this.target.events()).containsExactly(new Event(Event.Kind.EVICTION, START, 2, ""));
		succeed(START.plusSeconds(601));
		assertThat(this.target.events()).hasSize(1);
	}

	@Test
	void failureIsTakenOverWithItsLastSample() {
		Failure before = new Failure(7, START, START.plusSeconds(80), START.minusSeconds(10), "target-failed", "x");
		this.target.restore(before);
		assertThat(this.target.isDue(START.plusSeconds(79))).isFalse();
		fail(START.plusSeconds(80));
		assertThat(this.target.failure()).extracting(Failure::failures, Failure::since, Failure::lastSampleAt)
			.containsExactly(8, START, START.minusSeconds(10));
	}

}
