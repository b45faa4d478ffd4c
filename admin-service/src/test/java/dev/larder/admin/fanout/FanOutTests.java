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
package dev.larder.admin.fanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FanOut}.
 */
class FanOutTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch never = new CountDownLatch(1);

	private final FanOut fanOut = new FanOut(this.executor, Duration.ofSeconds(2), 2);

	@AfterEach
	void shutDown() {
		this.never.countDown();
		this.executor.shutdownNow();
	}

	private String answer(String target) {
		return switch (target.replaceAll("-.*", "")) {
			case "stuck" -> {
				boolean over = false;
				while (!over) {
					try {
						this.never.await();
						over = true;
					}
					catch (InterruptedException ex) {
						// Goes on waiting, as a thread does that reads from a socket
					}
				}
				yield "late";
			}
			case "silent" -> {
				try {
					this.never.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				yield "late";
			}
			case "broken" -> throw new ApiException(ProblemCode.TARGET_FAILED, "broken");
			case "incapable" -> throw new ApiException(ProblemCode.CAPABILITY_MISSING, "incapable");
			case "slow" -> {
				long start = System.nanoTime();
				while (System.nanoTime() - start < 5_000_000) {
					Thread.onSpinWait();
				}
				yield "fine";
			}
			case "bug" -> throw new IllegalStateException("secret");
			default -> "fine";
		};
	}

	private Answers<String> ask(String... targets) {
		return this.fanOut.ask(List.of(targets), (target) -> target, this::answer);
	}

	@Test
	void answersKeepTheOrderOfTheTargets() {
		assertThat(ask("silent", "ok", "broken").results()).extracting(Answer::state)
			.containsExactly(AnswerState.TIMEOUT, AnswerState.OK, AnswerState.FAILED);
	}

	@Test
	void summaryCounts() {
		assertThat(ask("silent", "ok", "broken", "incapable").summary())
			.isEqualTo(new AnswerSummary(4, 1, 1, 1, 1, 0, 0, 0));
	}

	@Test
	void timeOfAnAnswerIncludesTheAsking() {
		assertThat(ask("slow").results().get(0).elapsedMs()).isGreaterThanOrEqualTo(5);
	}

	@Test
	void lateAnswerToAnOrderIsUnknown() {
		Answers<String> answers = this.fanOut.tell(List.of("silent"), (target) -> target, this::answer,
				(index, answer) -> {
				});
		assertThat(answers.results()).extracting(Answer::state).containsExactly(AnswerState.UNKNOWN);
	}

	@Test
	void unexpectedExceptionIsAFailureWithoutItsMessage() {
		Answer<String> answer = ask("bug").results().get(0);
		assertThat(answer.state()).isEqualTo(AnswerState.FAILED);
		TargetProblem problem = answer.problem();
		assertThat(problem).isNotNull();
		assertThat(problem.detail()).doesNotContain("secret");
	}

	@Test
	void oneAnswerIsEnough() {
		assertThat(ask("ok", "broken").requireAny().results()).hasSize(2);
	}

	@Test
	void noTargetsAreNoProblem() {
		assertThat(ask().requireAny().results()).isEmpty();
	}

	@Test
	void silenceOfAllIsATimeout() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> ask("silent").requireAny())
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ProblemCode.TARGET_TIMEOUT));
	}

	@Test
	void targetThatLeavesQuestionsUnansweredIsNotAskedMore() {
		assertThat(ask("stuck", "stuck", "stuck").results()).extracting(Answer::state)
			.containsOnlyOnce(AnswerState.FAILED)
			.contains(AnswerState.TIMEOUT);
	}

	@Test
	void silentTargetsDelayNobodyElse() {
		List<String> targets = new ArrayList<>(Collections.nCopies(400, "silent"));
		for (int i = 0; i < targets.size(); i++) {
			targets.set(i, "silent-" + i);
		}
		targets.add("ok");
		Answers<String> answers = ask(targets.toArray(String[]::new));
		assertThat(answers.results().get(400).state()).isEqualTo(AnswerState.OK);
	}

	@Test
	void answeredQuestionsDoNotCountAsOpen() {
		for (int i = 0; i < 10; i++) {
			assertThat(ask("ok").results().get(0).state()).isEqualTo(AnswerState.OK);
		}
	}

	@Test
	void differentFailuresAreAFailure() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> ask("silent", "broken").requireAny())
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ProblemCode.TARGET_FAILED));
	}

	@Test
	void listenerIsToldOfWhatNobodyExpected() {
		List<Answer<String>> told = new ArrayList<>();
		this.fanOut.<String, String>tell(List.of("one"), (target) -> target, (target) -> {
			throw new IllegalStateException("unexpected");
		}, (index, answer) -> told.add(answer));
		assertThat(told).singleElement().satisfies((answer) -> {
			assertThat(answer.state()).isEqualTo(AnswerState.FAILED);
			assertThat(answer.problem()).extracting(TargetProblem::code).isEqualTo("internal-error");
		});
	}

}
