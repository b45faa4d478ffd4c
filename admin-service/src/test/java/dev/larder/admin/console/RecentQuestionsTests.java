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

package dev.larder.admin.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentQuestions}.
 */
class RecentQuestionsTests {

	private Instant now = Instant.EPOCH;

	private final RecentQuestions questions = new RecentQuestions(
			((InstantSource) () -> this.now).withZone(ZoneOffset.UTC));

	private static Question question(String key) {
		return Question.entry("atlas", "cities", key, false);
	}

	@Test
	void questionIsFoundByItsId() {
		String id = this.questions.add(question("a"));
		assertThat(this.questions.add(question("a"))).isNotEqualTo(id);
		assertThat(this.questions.find(id)).isEqualTo(question("a"));
		assertThat(this.questions.find("none")).isNull();
	}

	@Test
	void questionIsForgottenAnHourAfterItWasAskedLast() {
		String id = this.questions.add(question("a"));
		pass(RecentQuestions.KEPT_TIME);
		assertThat(this.questions.find(id)).isNotNull();
		pass(RecentQuestions.KEPT_TIME);
		assertThat(this.questions.find(id)).isNotNull();
		pass(RecentQuestions.KEPT_TIME.plusMillis(1));
		assertThat(this.questions.find(id)).isNull();
	}

	@Test
	void questionThatWasNotAskedForTheLongestTimeMakesRoom() {
		String first = this.questions.add(question("first"));
		String second = this.questions.add(question("second"));
		this.questions.find(first);
		for (int i = 2; i <= RecentQuestions.MAX_KEPT; i++) {
			this.questions.add(question("another"));
		}
		assertThat(this.questions.find(first)).isNotNull();
		assertThat(this.questions.find(second)).isNull();
	}

	@Test
	void questionIsAnotherOneFromNowOn() {
		String id = this.questions.add(question("7"));
		this.questions.change(id, question("7").found("long~7"));
		this.questions.change("none", question("7"));
		assertThat(this.questions.find(id)).isEqualTo(question("7").found("long~7"));
		assertThat(this.questions.find("none")).isNull();
	}

	@Test
	void keyIsNotInTheTextOfAQuestion() {
		assertThat(question("secret")).asString().doesNotContain("secret");
	}

	private void pass(Duration time) {
		this.now = this.now.plus(time);
	}

}
