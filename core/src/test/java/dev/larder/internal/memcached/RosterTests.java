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

package dev.larder.internal.memcached;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.internal.entry.Item;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Roster}.
 */
class RosterTests {

	private static final String KEY = "shop@servers";

	private final HeldClient client = new HeldClient();

	private final AtomicLong numbers = new AtomicLong();

	private final Servers servers = new Servers("a:1", "b:1");

	private final Roster roster = roster();

	@Test
	void numbersOfANodeThatIsNewAreWritten() {
		this.roster.settle().join();
		assertThat(note().servers()).containsOnlyKeys("a:1", "b:1");
		assertThat(note().isUsed("b:1")).isTrue();
	}

	@Test
	void instancesAgree() {
		this.roster.settle().join();
		RosterNote first = note();
		roster().settle().join();
		assertThat(note()).isEqualTo(first);
	}

	@Test
	void placeHasNoNumberBeforeTheOneThatIsNewIsWritten() {
		this.roster.settle().join();
		Place place = place("a:1");
		long before = place.number().join();
		this.client.hold();
		this.roster.renewAll();
		CompletableFuture<Long> number = place.number();
		assertThat(this.client.unanswered()).containsExactly("gets " + KEY);
		this.client.answer();
		assertThat(number).isNotDone();
		this.client.answer();
		assertThat(number.join()).isNotEqualTo(before);
	}

	@Test
	void numberThatCannotBeWrittenIsAFailure() {
		this.roster.settle().join();
		this.roster.renewAll();
		this.client.hold();
		CompletableFuture<Long> number = place("a:1").number();
		this.client.timeOut();
		assertThat(number).isCompletedExceptionally();
	}

	@Test
	void serverThatGoesIsTheLastOfThoseThatWent() {
		this.servers.names.add("c:1");
		this.roster.settle().join();
		go("b:1");
		go("c:1");
		assertThat(this.roster.gone(this.servers.names)).containsExactly("b:1", "c:1");
		this.roster.renew("b:1");
		assertThat(this.roster.gone(this.servers.names)).containsExactly("c:1", "b:1");
		this.roster.settle().join();
		assertThat(note().gone(this.servers.names)).containsExactly("c:1", "b:1");
	}

	@Test
	void whatAnotherInstanceHasWrittenMeanwhileStays() {
		this.roster.settle().join();
		long former = note().number("a:1");
		this.client.hold();
		go("b:1");
		this.client.answer();
		this.client.answerAtOnce();
		Roster other = roster();
		other.renewAll();
		other.settle().join();
		long renewed = note().number("a:1");
		assertThat(renewed).isNotEqualTo(former);
		this.client.answer();
		assertThat(note().number("a:1")).isEqualTo(renewed);
		assertThat(note().isUsed("b:1")).isFalse();
	}

	@Test
	void demandThatComesWhileAnotherIsMetIsMet() {
		this.roster.settle().join();
		this.servers.names.remove("b:1");
		this.roster.renew("b:1");
		this.client.hold();
		var unused = this.roster.settle();
		this.client.answer();
		this.roster.renew("b:1");
		this.client.answer();
		long first = note().number("b:1");
		this.client.answerAtOnce();
		place("b:1").number().join();
		assertThat(note().number("b:1")).isNotEqualTo(first);
	}

	@Test
	void pollSeesWhatAnotherInstanceHasWritten() {
		this.roster.settle().join();
		Place place = place("a:1");
		long changes = place.changes();
		Roster other = roster();
		other.renewAll();
		other.settle().join();
		poll();
		assertThat(place.changes()).isEqualTo(changes + 1);
		assertThat(place.number().join()).isEqualTo(note().number("a:1"));
	}

	@Test
	void latePollDoesNotBringBackAFormerNumber() {
		this.roster.settle().join();
		Place place = place("a:1");
		long observation = this.roster.beginObservation();
		Item former = this.client.items().get(KEY);
		this.roster.renewAll();
		this.roster.settle().join();
		this.roster.endObservation(observation, former);
		assertThat(place.number().join()).isEqualTo(note().number("a:1"));
	}

	@Test
	void noteThatIsLostIsWrittenAnew() {
		this.roster.settle().join();
		long former = note().number("a:1");
		this.client.items().remove(KEY);
		poll();
		assertThat(note().number("a:1")).isNotEqualTo(former);
	}

	@Test
	void whatIsNoNoteIsReplaced() {
		this.client.items().put(KEY, new Item(0, "nonsense".getBytes(StandardCharsets.US_ASCII)));
		this.roster.settle().join();
		assertThat(note().isUsed("a:1")).isTrue();
	}

	@Test
	void serverThatCameCountsAsUsedOnlyWhenItHasBegunAnew() {
		this.roster.settle().join();
		this.servers.names.add("c:1");
		this.servers.begun = false;
		this.roster.settle().join();
		assertThat(note().isUsed("c:1")).isFalse();
		this.servers.begun = true;
		this.roster.settle().join();
		assertThat(note().isUsed("c:1")).isTrue();
	}

	@Test
	void nodeThatIsNotUsedAnyMoreWritesNothing() {
		this.servers.names.remove("a:1");
		this.roster.settle().join();
		assertThat(this.client.items()).isEmpty();
	}

	@Test
	void changeOfTheNoteIsTold() {
		this.roster.settle().join();
		int changes = this.servers.changes.get();
		poll();
		assertThat(this.servers.changes).hasValue(changes);
		go("b:1");
		assertThat(this.servers.changes).hasValueGreaterThan(changes);
	}

	private void go(String server) {
		this.servers.names.remove(server);
		this.roster.renew(server);
		var unused = this.roster.settle();
	}

	private void poll() {
		long observation = this.roster.beginObservation();
		this.roster.endObservation(observation, this.client.items().get(KEY));
	}

	private Place place(String home) {
		MemcachedCluster cluster = new MemcachedCluster(List.of(new NodeAddress("a", 1, 1)),
				(address, settings, timer) -> this.client, NodeSettings.defaults());
		cluster.close();
		return this.roster.place(cluster.nodes().get(0), home);
	}

	private RosterNote note() {
		return Objects.requireNonNull(RosterNote.parse(this.client.items().get(KEY)));
	}

	private Roster roster() {
		return new Roster(this.client, "a:1", KEY, this.servers, this.numbers::incrementAndGet);
	}

	/**
	 * The servers that are used.
	 */
	private static final class Servers implements Roster.Servers {

		private final Set<String> names = new HashSet<>();

		private final AtomicInteger changes = new AtomicInteger();

		private boolean begun = true;

		Servers(String... names) {
			this.names.addAll(List.of(names));
		}

		@Override
		public Set<String> names() {
			return this.names;
		}

		@Override
		public boolean isMadeUp(String name) {
			return this.begun;
		}

		@Override
		public void rosterChanged() {
			this.changes.incrementAndGet();
		}

	}

}
