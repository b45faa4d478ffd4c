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

package dev.larder.admin.entries;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.larder.admin.entries.EntryPlace.Kind;
import dev.larder.admin.entries.Verdict.State;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.Answers;
import dev.larder.admin.sentence.Sentence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdict}.
 */
class VerdictTests {

	private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

	private static final EntryPlace NOTHING = EntryPlace.empty(null, false);

	private static EntryPlace item(int age, String letter) {
		return place(Kind.VALUE, true, true, age, letter);
	}

	private static EntryPlace copy(int age, String letter) {
		return place(Kind.VALUE, null, true, age, letter);
	}

	private static EntryPlace place(Kind kind, Boolean responsible, boolean valid, int age, String letter) {
		Duration duration = Duration.ofSeconds(age);
		return new EntryPlace(true, kind, responsible, valid, "01", NOW.minus(duration), null, duration.toMillis(),
				null, 10L, letter, false, null, null);
	}

	private static Answers<EntryPlace> answers(EntryPlace... places) {
		List<Answer<EntryPlace>> answers = new ArrayList<>();
		for (EntryPlace place : places) {
			answers.add(new Answer<>("target-" + (answers.size() + 1), AnswerState.OK, 1, place, null));
		}
		return Answers.of(answers);
	}

	private static Answers<EntryPlace> withSilent(EntryPlace... places) {
		List<Answer<EntryPlace>> answers = new ArrayList<>(answers(places).results());
		answers.add(new Answer<>("silent", AnswerState.TIMEOUT, 1, null, null));
		return Answers.of(answers);
	}

	@Test
	void copyThatNobodyIsGivenIsNoted() {
		Verdict verdict = Verdict.of(answers(NOTHING), answers(place(Kind.VALUE, null, false, 5, "A"), NOTHING), true);
		assertThat(verdict.state()).isEqualTo(State.NOT_CACHED);
		assertThat(verdict.sentences().stream().map(Sentence::text)).containsExactly("memcached holds no value.",
				"1 of 2 instances still has a copy that nobody is given any more.");
	}

	@Test
	void whatLarderDidNotWriteIsSaidToBeThere() {
		Verdict verdict = Verdict.of(answers(EntryPlace.foreign(true, 6)), answers(NOTHING), true);
		assertThat(verdict.state()).isEqualTo(State.NOT_CACHED);
		assertThat(verdict.sentences().stream().map(Sentence::text)).first()
			.isEqualTo("memcached holds something under the key that Larder did not write; nobody is given it.");
	}

	@Test
	void keyThatIsNowhere() {
		Verdict verdict = Verdict.of(answers(NOTHING), answers(NOTHING, NOTHING), true);
		assertThat(verdict.state()).isEqualTo(State.NOT_CACHED);
		assertThat(verdict.sentences().stream().map(Sentence::text)).containsExactly("memcached holds no value.",
				"No instance holds a value.");
	}

	@Test
	void copiesOfWhatMemcachedHolds() {
		Verdict verdict = Verdict.of(answers(item(12, "a")), answers(copy(12, "a"), NOTHING), true);
		assertThat(verdict.state()).isEqualTo(State.CONSISTENT);
		assertThat(verdict.sentences().stream().map(Sentence::text)).containsExactly(
				"memcached holds a value that was written 12 s ago.", "1 of 2 instances holds a copy of that value.");
	}

	@Test
	void olderCopies() {
		Verdict verdict = Verdict.of(answers(item(12, "a")),
				answers(copy(40, "b"), copy(40, "b"), copy(12, "a"), NOTHING), true);
		assertThat(verdict.state()).isEqualTo(State.OLDER_COPIES);
		assertThat(verdict.sentences().stream().map(Sentence::text)).containsExactly(
				"memcached holds a value that was written 12 s ago.",
				"2 of 4 instances hold older copies, written 40 s ago: target-1, target-2.",
				"1 of 4 instances holds a copy of that value.");
	}

	@Test
	void olderCopyOfAnEqualValueIsOlderToo() {
		assertThat(Verdict.of(answers(item(12, "a")), answers(copy(40, "a")), true).state())
			.isEqualTo(State.OLDER_COPIES);
	}

	@Test
	void copyThatWasChangedInPlace() {
		Verdict verdict = Verdict.of(answers(item(12, "a")), answers(copy(12, "b")), true);
		assertThat(verdict.state()).isEqualTo(State.DIFFERENT_VALUES);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.anyMatch((sentence) -> sentence.contains("changed after it was cached"));
	}

	@Test
	void copyThatIsInDoubtDoesNotCount() {
		EntryPlace doubtful = place(Kind.VALUE, null, false, 40, "b");
		assertThat(Verdict.of(answers(item(12, "a")), answers(doubtful), true).state()).isEqualTo(State.CONSISTENT);
	}

	@Test
	void itemOfAClearedGenerationDoesNotCount() {
		Verdict verdict = Verdict.of(answers(place(Kind.VALUE, true, false, 40, "a")), answers(NOTHING), true);
		assertThat(verdict.state()).isEqualTo(State.NOT_CACHED);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.anyMatch((sentence) -> sentence.contains("cleared"));
	}

	@Test
	void itemOnAServerThatTheKeyDoesNotBelongTo() {
		EntryPlace stray = place(Kind.VALUE, false, true, 400, "b");
		Verdict verdict = Verdict.of(answers(item(12, "a"), stray), answers(NOTHING), true);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.anyMatch((sentence) -> sentence.contains("belongs to another server"));
		assertThat(verdict.state()).isEqualTo(State.CONSISTENT);
	}

	@Test
	void differentValuesInLocalCaches() {
		Verdict verdict = Verdict.of(null, answers(copy(1, "a"), copy(1, "b"), copy(1, "b")), false);
		assertThat(verdict.state()).isEqualTo(State.DIFFERENT_VALUES);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.containsExactly("3 of 3 instances hold values, and there are 2 different ones.");
	}

	@Test
	void equalValuesInLocalCaches() {
		Verdict verdict = Verdict.of(null, answers(copy(1, "a"), copy(9, "a")), false);
		assertThat(verdict.state()).isEqualTo(State.CONSISTENT);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.containsExactly("2 of 2 instances hold the same value.");
	}

	@Test
	void valuesThatNoSerializerWritesCannotBeCompared() {
		assertThat(Verdict.of(null, answers(copy(1, null), copy(1, null)), false).state()).isEqualTo(State.UNCERTAIN);
	}

	@Test
	void whoDoesNotAnswerMayHoldAnything() {
		Verdict verdict = Verdict.of(answers(item(12, "a")), withSilent(copy(12, "a")), true);
		assertThat(verdict.state()).isEqualTo(State.UNCERTAIN);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.contains("1 instance did not answer and may hold another copy.");
	}

	@Test
	void serverThatDoesNotAnswerMayHoldTheKey() {
		Verdict verdict = Verdict.of(withSilent(), answers(copy(12, "a")), true);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.contains("Whether memcached holds a value is not known.")
			.doesNotContain("memcached holds no value.");
	}

	@Test
	void serverThatDoesNotAnswerMattersNotIfAnotherShouldHaveTheKey() {
		Verdict verdict = Verdict.of(withSilent(EntryPlace.empty(true, false)), answers(NOTHING), true);
		assertThat(verdict.sentences().stream().map(Sentence::text)).contains("memcached holds no value.");
	}

	@Test
	void oldCopyIsFoundThoughOthersAreSilent() {
		assertThat(Verdict.of(answers(item(12, "a")), withSilent(copy(40, "b")), true).state())
			.isEqualTo(State.OLDER_COPIES);
	}

	@Test
	void loadInProgress() {
		EntryPlace lease = EntryPlace.lease(true, null);
		Verdict verdict = Verdict.of(answers(lease), answers(EntryPlace.empty(null, true)), true);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.anyMatch((sentence) -> sentence.contains("1 instance is loading"))
			.anyMatch((sentence) -> sentence.contains("lease"));
	}

	@Test
	void serversOutsideOfTheService() {
		Verdict verdict = Verdict.of(null, answers(copy(1, "a")), true);
		assertThat(verdict.state()).isEqualTo(State.CONSISTENT);
		assertThat(verdict.sentences().stream().map(Sentence::text))
			.anyMatch((sentence) -> sentence.contains("is not known"));
	}

}
