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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.larder.coherence.Invalidation;
import dev.larder.coherence.WhenUnreachable;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.local.Validity;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.StoredItem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static dev.larder.internal.coherence.CoherentInstance.key;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Coherence} with two instances on one memcached, polled as the tests
 * say.
 */
@Timeout(60)
@ServerTest
class CoherenceTests {

	private static final String HEAD = "shop@journal";

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final List<CoherentInstance> instances = new ArrayList<>();

	private final MemcachedServer server = memcached.server();

	private final CoherentInstance first = instance(CoherentInstance.of(memcached.servers()));

	private final CoherentInstance second = instance(CoherentInstance.of(memcached.servers()));

	@AfterEach
	void close() {
		this.instances.forEach(CoherentInstance::close);
	}

	// Its end would look like the loss of the journal
	@Test
	void headOfTheJournalDoesNotExpire() {
		this.first.poll();
		assertThat(this.server.command("mg " + HEAD + " t")).isEqualTo("HD t-1");
	}

	@Test
	void copyIsServedWithoutARoundTrip() {
		copyOnBoth("key");
		long before = this.server.stat("cmd_get");
		assertThat(this.second.read("key")).isEqualTo("value");
		assertThat(this.server.stat("cmd_get")).isEqualTo(before);
	}

	@Test
	void putByOneInstanceDropsTheCopyOfTheOther() {
		copyOnBoth("key");
		this.first.store().put(key("key"), "new");
		this.first.announce();
		assertThat(this.second.hasCopy("key")).isTrue();
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
		assertThat(this.second.read("key")).isEqualTo("new");
	}

	@Test
	void evictionByOneInstanceDropsTheCopyOfTheOther() {
		copyOnBoth("key");
		this.first.store().evict(key("key"));
		this.first.announce();
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void changeDropsTheOwnCopyAtOnce() {
		copyOnBoth("key");
		this.first.store().put(key("key"), "new");
		assertThat(this.first.hasCopy("key")).isFalse();
	}

	@Test
	void changeLeavesTheCopiesOfOtherKeys() {
		copyOnBoth("key");
		copyOnBoth("other");
		this.first.store().put(key("key"), "new");
		this.first.announce();
		this.second.poll();
		assertThat(this.second.hasCopy("other")).isTrue();
		assertThat(this.first.hasCopy("other")).isTrue();
	}

	@Test
	void ownRecordDoesNotDropWhatWasReadSince() {
		copyOnBoth("key");
		this.first.store().put(key("key"), "new");
		this.first.announce();
		this.first.read("key");
		this.first.poll();
		assertThat(this.first.hasCopy("key")).isTrue();
	}

	@Test
	void clearingByOneInstanceDropsTheCopiesOfTheOther() {
		copyOnBoth("key");
		this.first.store().clear();
		assertThat(this.first.hasCopy("key")).isFalse();
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void readingAfterAMissIsNotAnnounced() {
		copyOnBoth("key");
		this.first.load("loaded", "value");
		this.first.store().put(key("key"), "new");
		this.first.announce();
		assertThat(record(head()).keyHashes()).containsExactly("shop:products:key".hashCode());
	}

	@Test
	void readingThatRacedWithAnInvalidationIsNotKept() {
		copyOnBoth("other");
		this.first.store().put(key("key"), "old");
		this.first.announce();
		this.second.poll();
		Validity validity = this.second.begin("key");
		Entry old = this.second.store().get(key("key"));
		this.first.store().put(key("key"), "new");
		this.first.announce();
		this.second.poll();
		this.second.near().put("key", old, validity);
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void readingThatRacedWithAnOwnChangeIsNotKept() {
		copyOnBoth("key");
		Validity validity = this.first.begin("key");
		Entry old = this.first.store().get(key("key"));
		this.first.store().put(key("key"), "new");
		this.first.near().put("key", old, validity);
		assertThat(this.first.hasCopy("key")).isFalse();
	}

	@Test
	void readingThatRacedWithAClearingIsNotKept() {
		copyOnBoth("key");
		Validity validity = this.second.begin("key");
		Entry old = this.second.store().get(key("key"));
		this.first.store().clear();
		this.second.poll();
		this.second.near().put("key", old, validity);
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void idlePollIsOneReadingOfTheGenerationsAndTheHead() {
		copyOnBoth("key");
		long gets = this.server.stat("cmd_get");
		long sets = this.server.stat("cmd_set");
		this.second.poll();
		assertThat(this.server.stat("cmd_get") - gets).isEqualTo(2);
		assertThat(this.server.stat("cmd_set") - sets).isZero();
	}

	@Test
	void manyChangesMakeFewRecords() {
		copyOnBoth("key");
		long sets = this.server.stat("cmd_set");
		int changes = 10_000;
		for (int i = 0; i < changes; i++) {
			this.first.store().putLater(key((i % 100 == 0) ? "key" : "key" + i), "new");
		}
		this.first.read("key9999");
		Awaitility.await().untilAsserted(() -> assertThat(this.server.stat("cmd_set") - sets).isGreaterThan(changes));
		this.first.announce();
		assertThat(this.server.stat("cmd_set") - sets - changes).isBetween(1L, changes / 100L);
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void lostRecordDropsEverything() {
		copyOnBoth("key");
		copyOnBoth("other");
		this.first.store().put(key("key"), "new");
		this.first.announce();
		assertThat(this.server.command("delete " + HEAD + ":" + head())).isEqualTo("DELETED");
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isTrue();
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
		assertThat(this.second.hasCopy("other")).isFalse();
		assertThat(this.second.statistics().losses()).isEqualTo(1);
	}

	@Test
	void recordThatIsLateIsApplied() {
		copyOnBoth("key");
		copyOnBoth("other");
		this.first.store().put(key("key"), "new");
		this.first.announce();
		String recordKey = HEAD + ":" + head();
		try (MemcachedConnection connection = this.server.connect()) {
			StoredItem late = connection.get(recordKey);
			connection.send("delete " + recordKey);
			assertThat(connection.readLine()).isEqualTo("DELETED");
			this.second.poll();
			assertThat(connection.set(recordKey, 0, 60, late.data())).isEqualTo("STORED");
		}
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
		assertThat(this.second.hasCopy("other")).isTrue();
		assertThat(this.second.statistics().losses()).isZero();
	}

	@Test
	void damagedRecordDropsEverything() {
		copyOnBoth("other");
		long number = Long.parseLong(this.server.command("incr " + HEAD + " 1"));
		try (MemcachedConnection connection = this.server.connect()) {
			connection.set(HEAD + ":" + number, 0, 60, "no record".getBytes(StandardCharsets.US_ASCII));
		}
		this.second.poll();
		assertThat(this.second.hasCopy("other")).isFalse();
	}

	@Test
	void lostHeadDropsEverything() {
		copyOnBoth("key");
		assertThat(this.server.command("delete " + HEAD)).isEqualTo("DELETED");
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
		assertThat(this.second.statistics().losses()).isEqualTo(1);
		assertThat(head()).isPositive();
	}

	@Test
	void headThatAnotherInstanceCreatedAnewDropsEverything() {
		copyOnBoth("key");
		assertThat(this.server.command("delete " + HEAD)).isEqualTo("DELETED");
		this.first.poll();
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
		assertThat(this.second.statistics().losses()).isEqualTo(1);
	}

	@Test
	void instancesHearOfEachOtherAfterTheHeadWasLost() {
		copyOnBoth("key");
		this.server.command("delete " + HEAD);
		this.first.poll();
		this.second.poll();
		copyOnBoth("key");
		this.first.store().put(key("key"), "new");
		this.first.announce();
		this.second.poll();
		assertThat(this.second.read("key")).isEqualTo("new");
		assertThat(this.second.statistics().losses()).isEqualTo(1);
	}

	@Test
	void readerThatIsFarBehindDropsEverything() {
		copyOnBoth("key");
		this.server.command("incr " + HEAD + " " + (JournalReader.MAX_RECORDS + 1));
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
		assertThat(this.second.statistics().losses()).isEqualTo(1);
	}

	@Test
	void restartOfTheServerDropsEverything() {
		copyOnBoth("key");
		this.server.restart();
		Awaitility.await().untilAsserted(() -> {
			this.second.tryToPoll();
			assertThat(this.second.hasCopy("key")).isFalse();
		});
	}

	@Test
	void changeOfAFrozenServerIsAnnouncedWhenItGoesOn() {
		copyOnBoth("key");
		this.server.freeze();
		this.first.store().put(key("key"), "new");
		assertThat(this.first.hasCopy("key")).isFalse();
		assertThat(this.second.hasCopy("key")).isTrue();
		this.server.resume();
		this.first.start();
		Awaitility.await().untilAsserted(() -> {
			this.second.tryToPoll();
			assertThat(this.second.hasCopy("key")).isFalse();
		});
		assertThat(this.second.read("key")).isNotEqualTo("value");
	}

	@Test
	void copiesAreServedWhileTheServerIsSilent() {
		copyOnBoth("key");
		this.second.pass(Duration.ofDays(1));
		assertThat(this.second.hasCopy("key")).isTrue();
	}

	@Test
	void copiesAreNotServedWhileTheServerIsSilentIfSoConfigured() {
		CoherentInstance bypassing = instance(CoherentInstance.of(memcached.servers(), WhenUnreachable.BYPASS, null))
			.poll();
		this.first.store().put(key("key"), "value");
		// Or a later poll hears of the put, and drops the copy
		this.first.announce();
		bypassing.poll();
		bypassing.read("key");
		assertThat(bypassing.hasCopy("key")).isTrue();
		bypassing.pass(CoherentInstance.POLL_INTERVAL.multipliedBy(6));
		assertThat(bypassing.hasCopy("key")).isFalse();
		bypassing.poll();
		assertThat(bypassing.hasCopy("key")).isTrue();
	}

	@Test
	void copiesAreNotServedBeforeTheFirstPollIfSilenceMatters() {
		CoherentInstance bypassing = instance(CoherentInstance.of(memcached.servers(), WhenUnreachable.BYPASS, null));
		this.first.store().put(key("key"), "value");
		bypassing.read("key");
		assertThat(bypassing.hasCopy("key")).isFalse();
	}

	@Test
	void whatWasReadBeforeTheFirstPollIsDroppedByIt() {
		this.first.store().put(key("key"), "value");
		this.second.read("key");
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
		assertThat(this.second.statistics().losses()).isZero();
	}

	@Test
	void lastChangesAreAnnouncedOnClose() {
		CoherentInstance leaving = instance(CoherentInstance.of(memcached.servers())).poll();
		copyOnBoth("key");
		leaving.store().put(key("key"), "new");
		leaving.close();
		this.second.poll();
		assertThat(this.second.hasCopy("key")).isFalse();
	}

	@Test
	void instanceWithoutCopiesWritesNoJournal() {
		try (CoherentInstance plain = CoherentInstance.withoutCopies(memcached.servers()).start()) {
			plain.store().put(key("key"), "value");
			long gets = this.server.stat("cmd_get");
			Awaitility.await().until(() -> this.server.stat("cmd_get") > gets);
		}
		assertThat(this.server.command("incr " + HEAD + " 1")).isEqualTo("NOT_FOUND");
	}

	@Test
	void pollsAreCountedAsTheServerCountsThem() {
		this.first.poll();
		MemcachedNode node = this.first.nodeOf("key");
		long gets = this.server.stat("cmd_get");
		long hits = this.server.stat("get_hits");
		long reads = node.pollReads();
		long found = node.pollHits();
		this.first.poll();
		assertThat(node.pollReads() - reads).isPositive().isEqualTo(this.server.stat("cmd_get") - gets);
		assertThat(node.pollHits() - found).isEqualTo(this.server.stat("get_hits") - hits);
	}

	@Test
	void statisticsTellWhatWasRead() {
		copyOnBoth("key");
		this.first.announce();
		this.second.poll();
		long read = this.second.statistics().recordsRead();
		this.first.store().put(key("key"), "new");
		this.first.announce();
		this.second.poll();
		CoherenceStatistics statistics = this.second.statistics();
		assertThat(statistics.recordsRead()).isEqualTo(read + 1);
		assertThat(statistics.maxLag()).isGreaterThanOrEqualTo(statistics.lastLag());
		assertThat(statistics.age()).isNotNull();
	}

	@Test
	void instanceThatPollsByItselfHearsOfChanges() {
		this.second.start();
		this.first.poll();
		this.first.store().put(key("key"), "value");
		Awaitility.await().untilAsserted(() -> {
			this.second.read("key");
			assertThat(this.second.hasCopy("key")).isTrue();
		});
		this.first.store().put(key("key"), "new");
		Awaitility.await().untilAsserted(() -> assertThat(this.second.read("key")).isEqualTo("new"));
	}

	private CoherentInstance instance(CoherentInstance instance) {
		this.instances.add(instance);
		return instance;
	}

	/**
	 * Has both instances keep a copy of a key, and nothing left to announce or to read.
	 */
	private void copyOnBoth(String key) {
		this.first.poll();
		this.second.poll();
		this.first.store().put(key(key), "value");
		this.first.announce();
		this.first.poll();
		this.second.poll();
		assertThat(this.first.read(key)).isEqualTo("value");
		assertThat(this.second.read(key)).isEqualTo("value");
		assertThat(this.first.hasCopy(key)).isTrue();
		assertThat(this.second.hasCopy(key)).isTrue();
	}

	private long head() {
		try (MemcachedConnection connection = this.server.connect()) {
			StoredItem item = connection.get(HEAD);
			return (item != null) ? Long.parseLong(item.text()) : 0;
		}
	}

	private Invalidation record(long number) {
		try (MemcachedConnection connection = this.server.connect()) {
			StoredItem item = connection.get(HEAD + ":" + number);
			assertThat(item).as("record " + number).isNotNull();
			return Invalidation.fromBytes(item.data());
		}
	}

}
