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
package dev.larder.internal.coherence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.larder.coherence.Invalidation;
import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.HeldClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JournalWriter}.
 */
class JournalWriterTests {

	private static final long START = 1000;

	private final HeldClient client = new HeldClient();

	private final Journal journal = new Journal(this.client, "shop", () -> 1L << 30);

	private final Queue<Runnable> scheduled = new ArrayDeque<>();

	private final List<Invalidation> channel = new ArrayList<>();

	private final JournalWriter writer = new JournalWriter("node", 1, this.journal, this.channel::add,
			this.scheduled::add, () -> 2);

	@BeforeEach
	void createHead() {
		this.client.items().put(this.journal.head(), new Item(0, "1000".getBytes(StandardCharsets.US_ASCII)));
	}

	@Test
	void changeIsNotAnnouncedBeforeTheTimeOfGatheringIsOver() {
		this.writer.changed(7);
		assertThat(this.scheduled).hasSize(1);
		assertThat(record(START + 1)).isNull();
	}

	@Test
	void changesOfOneTimeOfGatheringMakeOneRecord() {
		this.writer.changed(7);
		this.writer.changed(8);
		this.writer.changed(7);
		passTime();
		assertThat(record(START + 1)).isEqualTo(Invalidation.ofKeys("node", 1, 2, 7, 8));
		assertThat(Journal.position(this.client.items().get(this.journal.head()))).isEqualTo(START + 1);
	}

	@Test
	void recordIsCountedBeforeItIsWritten() {
		this.writer.changed(7);
		this.client.hold();
		passTime();
		assertThat(this.client.unanswered()).containsExactly("incr shop@journal");
		this.client.answer();
		assertThat(this.client.unanswered()).containsExactly("set shop@journal:1001");
	}

	@Test
	void changesWhileARecordIsWrittenMakeTheNext() {
		this.writer.changed(7);
		this.client.hold();
		passTime();
		this.writer.changed(8);
		assertThat(this.scheduled).isEmpty();
		this.client.answer();
		this.client.answer();
		this.client.answerAtOnce();
		passTime();
		assertThat(record(START + 1)).isEqualTo(Invalidation.ofKeys("node", 1, 2, 7));
		assertThat(record(START + 2)).isEqualTo(Invalidation.ofKeys("node", 1, 2, 8));
		assertThat(this.scheduled).isEmpty();
	}

	@Test
	void tooManyChangesBecomeEverything() {
		IntStream.rangeClosed(0, JournalWriter.MAX_KEYS).forEach(this.writer::changed);
		passTime();
		assertThat(record(START + 1)).isEqualTo(Invalidation.ofEverything("node", 1, 2));
	}

	@Test
	void asManyChangesAsAreTakenAreKeys() {
		IntStream.range(0, JournalWriter.MAX_KEYS).forEach(this.writer::changed);
		passTime();
		assertThat(record(START + 1).keyHashes()).hasSize(JournalWriter.MAX_KEYS);
	}

	@Test
	void headIsCreatedWhereThereIsNone() {
		this.client.items().clear();
		this.writer.changed(7);
		passTime();
		long position = Journal.position(this.client.items().get(this.journal.head()));
		assertThat(position).isPositive();
		assertThat(record(position)).isNotNull();
	}

	@Test
	void whatCouldNotBeCountedIsAnnouncedWhenTheNodeAnswers() {
		this.writer.changed(7);
		this.client.hold();
		passTime();
		this.client.timeOut();
		this.writer.changed(8);
		assertThat(this.scheduled).isEmpty();
		this.client.answerAtOnce();
		this.writer.nodeAnswers();
		assertThat(record(START + 1)).isEqualTo(Invalidation.ofKeys("node", 1, 2, 7, 8));
	}

	@Test
	void whatCouldNotBeWrittenIsAnnouncedUnderAnotherNumber() {
		this.writer.changed(7);
		this.client.hold();
		passTime();
		this.client.answer();
		this.client.timeOut();
		this.client.answerAtOnce();
		this.writer.nodeAnswers();
		assertThat(record(START + 1)).isNull();
		assertThat(record(START + 2)).isEqualTo(Invalidation.ofKeys("node", 1, 2, 7));
	}

	@Test
	void nodeThatAnswersIsToldNothingNeedlessly() {
		this.client.hold();
		this.writer.nodeAnswers();
		this.writer.changed(7);
		this.writer.nodeAnswers();
		assertThat(this.client.unanswered()).isEmpty();
	}

	@Test
	void channelIsGivenWhatIsAnnounced() {
		this.writer.changed(7);
		passTime();
		assertThat(this.channel).containsExactly(Invalidation.ofKeys("node", 1, 2, 7));
	}

	@Test
	void drainAnnouncesAtOnce() {
		this.writer.changed(7);
		assertThat(this.writer.drain()).isCompleted();
		assertThat(record(START + 1)).isNotNull();
	}

	@Test
	void drainWaitsForWhatIsUnderWayAndAnnouncesTheRest() {
		this.writer.changed(7);
		this.client.hold();
		passTime();
		this.writer.changed(8);
		CompletableFuture<Void> drain = this.writer.drain();
		assertThat(drain).isNotDone();
		this.client.answer();
		this.client.answerAtOnce();
		this.client.answer();
		assertThat(drain).isCompleted();
		assertThat(record(START + 2)).isEqualTo(Invalidation.ofKeys("node", 1, 2, 8));
	}

	private void passTime() {
		Runnable task = this.scheduled.poll();
		assertThat(task).as("scheduled task").isNotNull();
		task.run();
	}

	private Invalidation record(long number) {
		Item item = this.client.items().get(this.journal.record(number));
		return (item != null) ? Invalidation.fromBytes(item.data()) : null;
	}

}
