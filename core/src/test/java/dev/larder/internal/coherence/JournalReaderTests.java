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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.coherence.Invalidation;
import dev.larder.internal.entry.Item;
import dev.larder.internal.memcached.HeldClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JournalReader}.
 */
class JournalReaderTests {

	private static final long OWN = 1;

	private static final long OTHER = 2;

	private static final long START = 1000;

	private final HeldClient client = new HeldClient();

	private final AtomicLong randomness = new AtomicLong(1 << 20);

	private final Journal journal = new Journal(this.client, "shop", () -> this.randomness.addAndGet(1 << 20));

	private final Stamps stamps = new Stamps();

	private final List<String> losses = new ArrayList<>();

	private final List<Long> lags = new ArrayList<>();

	private final JournalReader reader = new JournalReader(this.journal, OWN, this.stamps, () -> 5000, this.lags::add,
			(reason) -> this.losses.add(reason.get()));

	private int changedStamp;

	private int otherStamp;

	@Test
	void headIsCreatedWhereThereIsNone() {
		read();
		assertThat(Journal.position(head())).isPositive();
	}

	@Test
	void headOfAnotherInstanceIsNotReplaced() {
		this.client.hold();
		CompletableFuture<Void> reading = this.reader.read(null);
		takeStamps();
		setHead(START);
		this.client.answer();
		this.client.answer();
		assertThat(reading).isCompleted();
		assertThat(Journal.position(head())).isEqualTo(START);
		assertEverythingDropped();
	}

	@Test
	void garbageUnderTheKeyOfTheHeadIsReplaced() {
		this.client.items().put(this.journal.head(), new Item(0, new byte[] { 'x' }));
		read();
		assertThat(Journal.position(head())).isPositive();
	}

	@Test
	void everythingIsDroppedWhenThePositionBecomesKnown() {
		takeStamps();
		setHead(START);
		read();
		assertEverythingDropped();
		assertThat(this.losses).isEmpty();
	}

	@Test
	void everythingIsDroppedWhenTheHeadWasCreated() {
		takeStamps();
		read();
		assertEverythingDropped();
		assertThat(this.losses).isEmpty();
	}

	@Test
	void nothingIsAskedWhenNothingIsNew() {
		startAt(START);
		this.client.hold();
		assertThat(this.reader.read(head())).isCompleted();
		assertThat(this.client.unanswered()).isEmpty();
	}

	@Test
	void recordsOfOthersAreApplied() {
		startAt(START);
		record(START + 1, OTHER, "changed");
		setHead(START + 1);
		read();
		assertOnlyTheChangedKeyDropped();
		assertThat(this.reader.recordsRead()).isEqualTo(1);
	}

	@Test
	void ownRecordsAreLeftOut() {
		startAt(START);
		record(START + 1, OWN, "changed");
		setHead(START + 1);
		read();
		assertNothingDropped();
		assertThat(this.reader.recordsRead()).isZero();
	}

	@Test
	void severalRecordsAreReadInOneRoundTrip() {
		startAt(START);
		record(START + 1, OTHER, "a");
		record(START + 2, OTHER, "changed");
		setHead(START + 2);
		this.client.hold();
		CompletableFuture<Void> reading = this.reader.read(head());
		assertThat(this.client.unanswered()).containsExactly("get shop@journal:1001 shop@journal:1002");
		this.client.answer();
		assertThat(reading).isCompleted();
		assertOnlyTheChangedKeyDropped();
	}

	@Test
	void lagIsMeasured() {
		startAt(START);
		record(START + 1, OTHER, "changed");
		setHead(START + 1);
		read();
		assertThat(this.reader.lastLag()).hasMillis(1000);
		assertThat(this.reader.maxLag()).hasMillis(1000);
		assertThat(this.lags).containsExactly(1000L);
	}

	@Test
	void recordOfEverythingDropsEverything() {
		startAt(START);
		put(START + 1, Invalidation.ofEverything("node", OTHER, 4000).toBytes());
		setHead(START + 1);
		read();
		assertEverythingDropped();
		assertThat(this.losses).isEmpty();
	}

	@Test
	void recordThatIsLateIsAppliedWithTheNextReading() {
		startAt(START);
		setHead(START + 1);
		read();
		assertNothingDropped();
		record(START + 1, OTHER, "changed");
		read();
		assertOnlyTheChangedKeyDropped();
		assertThat(this.losses).isEmpty();
	}

	@Test
	void recordThatAppearsAfterItsSuccessorIsApplied() {
		startAt(START);
		record(START + 2, OTHER, "successor");
		setHead(START + 2);
		read();
		assertThat(this.reader.recordsRead()).isEqualTo(1);
		record(START + 1, OTHER, "changed");
		record(START + 3, OTHER, "last");
		setHead(START + 3);
		read();
		assertOnlyTheChangedKeyDropped();
		assertThat(this.reader.recordsRead()).isEqualTo(3);
		assertThat(this.losses).isEmpty();
	}

	@Test
	void recordThatStaysMissingDropsEverything() {
		startAt(START);
		setHead(START + 1);
		read();
		read();
		assertEverythingDropped();
		assertThat(this.losses).hasSize(1);
	}

	@Test
	void readingGoesOnAfterALoss() {
		startAt(START);
		setHead(START + 1);
		read();
		read();
		takeStamps();
		record(START + 2, OTHER, "changed");
		setHead(START + 2);
		read();
		assertOnlyTheChangedKeyDropped();
		assertThat(this.losses).hasSize(1);
	}

	@Test
	void readingThatFailsChangesNothing() {
		startAt(START);
		setHead(START + 1);
		this.client.hold();
		CompletableFuture<Void> reading = this.reader.read(head());
		this.client.timeOut();
		assertThat(reading).isCompletedExceptionally();
		assertNothingDropped();
		this.client.answerAtOnce();
		record(START + 1, OTHER, "changed");
		read();
		assertOnlyTheChangedKeyDropped();
	}

	@Test
	void failedReadingDoesNotMakeALateRecordALoss() {
		startAt(START);
		setHead(START + 1);
		read();
		this.client.hold();
		CompletableFuture<Void> reading = this.reader.read(head());
		this.client.timeOut();
		assertThat(reading).isCompletedExceptionally();
		this.client.answerAtOnce();
		record(START + 1, OTHER, "changed");
		read();
		assertOnlyTheChangedKeyDropped();
		assertThat(this.losses).isEmpty();
	}

	@Test
	void damagedRecordDropsEverything() {
		startAt(START);
		put(START + 1, new byte[40]);
		setHead(START + 1);
		read();
		assertEverythingDropped();
		assertThat(this.losses).hasSize(1);
	}

	@Test
	void headThatVanishedDropsEverything() {
		startAt(START);
		this.client.items().clear();
		read();
		assertEverythingDropped();
		assertThat(this.losses).hasSize(1);
	}

	@Test
	void headThatVanishedDropsEverythingEvenIfItCannotBeCreated() {
		startAt(START);
		this.client.hold();
		CompletableFuture<Void> reading = this.reader.read(null);
		this.client.timeOut();
		assertThat(reading).isCompletedExceptionally();
		assertEverythingDropped();
	}

	@Test
	void headThatWentBackDropsEverything() {
		startAt(START);
		setHead(START - 1);
		read();
		assertEverythingDropped();
		assertThat(this.losses).hasSize(1);
	}

	@Test
	void mostRecordsThatAreReadAtOnceAreRead() {
		startAt(START);
		for (int i = 1; i <= JournalReader.MAX_RECORDS; i++) {
			record(START + i, OTHER, "changed");
		}
		setHead(START + JournalReader.MAX_RECORDS);
		read();
		assertOnlyTheChangedKeyDropped();
		assertThat(this.losses).isEmpty();
	}

	@Test
	void oneRecordMoreDropsEverything() {
		startAt(START);
		setHead(START + JournalReader.MAX_RECORDS + 1);
		this.client.hold();
		assertThat(this.reader.read(head())).isCompleted();
		assertEverythingDropped();
		assertThat(this.losses).hasSize(1);
	}

	private void startAt(long position) {
		setHead(position);
		read();
		takeStamps();
	}

	private void read() {
		assertThat(this.reader.read(head())).isCompleted();
	}

	private Item head() {
		return this.client.items().get(this.journal.head());
	}

	private void setHead(long position) {
		this.client.items()
			.put(this.journal.head(), new Item(0, Long.toString(position).getBytes(StandardCharsets.US_ASCII)));
	}

	private void record(long number, long origin, String key) {
		put(number, Invalidation.ofKeys("node", origin, 4000, key.hashCode()).toBytes());
	}

	private void put(long number, byte[] data) {
		this.client.items().put(this.journal.record(number), new Item(0, data));
	}

	private void takeStamps() {
		this.changedStamp = stamp("changed");
		this.otherStamp = stamp("not changed");
	}

	private int stamp(String key) {
		return this.stamps.stamp(Stamps.slot(key.hashCode()));
	}

	private void assertNothingDropped() {
		assertThat(stamp("changed")).isEqualTo(this.changedStamp);
		assertThat(stamp("not changed")).isEqualTo(this.otherStamp);
	}

	private void assertOnlyTheChangedKeyDropped() {
		assertThat(stamp("changed")).isNotEqualTo(this.changedStamp);
		assertThat(stamp("not changed")).isEqualTo(this.otherStamp);
	}

	private void assertEverythingDropped() {
		assertThat(stamp("changed")).isNotEqualTo(this.changedStamp);
		assertThat(stamp("not changed")).isNotEqualTo(this.otherStamp);
	}

}
