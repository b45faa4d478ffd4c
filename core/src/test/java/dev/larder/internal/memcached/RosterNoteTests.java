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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.internal.entry.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RosterNote}.
 */
class RosterNoteTests {

	private final AtomicLong numbers = new AtomicLong(9);

	@Test
	void noteIsReadAsItWasWritten() {
		RosterNote note = note("a:1", "[::1]:2").with(Set.of("a:1"), (name) -> true, Set.of(),
				this.numbers::incrementAndGet);
		assertThat(RosterNote.parse(note.toItem())).isEqualTo(note);
	}

	@Test
	void formatIsThatOfTheDocumentation() {
		RosterNote note = note("cache-1:11211", "cache-2:11211").with(Set.of("cache-2:11211"), (name) -> true, Set.of(),
				() -> 255);
		assertThat(text(note.toItem())).isEqualTo("""
				larder-servers 1
				cache-1:11211 ff -1
				cache-2:11211 b +""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "larder-servers 2\na:1 a +", "larder-servers 1\na:1 0 +", "larder-servers 1\na:1 x +",
			"larder-servers 1\na:1 a", "larder-servers 1\na:1 a *", "larder-servers 1\nnowhere a +" })
	void whatNoInstanceWritesIsNoNote(String text) {
		assertThat(RosterNote.parse(new Item(0, text.getBytes(StandardCharsets.UTF_8)))).isNull();
	}

	@Test
	void nothingIsNoNote() {
		assertThat(RosterNote.parse(null)).isNull();
	}

	@Test
	void nothingChangesWhileTheServersStay() {
		RosterNote note = note("a:1", "b:1");
		assertThat(note.with(Set.of("a:1", "b:1"), (name) -> true, Set.of(), this.numbers::incrementAndGet))
			.isEqualTo(note);
	}

	@Test
	void serverThatWentUnseenBeginsAnew() {
		RosterNote note = note("a:1", "b:1");
		RosterNote without = note.with(Set.of("a:1"), (name) -> true, Set.of(), this.numbers::incrementAndGet);
		assertThat(without.number("b:1")).isNotEqualTo(note.number("b:1"));
		assertThat(without.number("a:1")).isEqualTo(note.number("a:1"));
		assertThat(without.isUsed("b:1")).isFalse();
	}

	@Test
	void serverThatIsGoneKeepsItsNumber() {
		RosterNote without = note("a:1", "b:1").with(Set.of("a:1"), (name) -> true, Set.of(),
				this.numbers::incrementAndGet);
		assertThat(without.with(Set.of("a:1"), (name) -> true, Set.of(), this.numbers::incrementAndGet))
			.isEqualTo(without);
	}

	@Test
	void serverCountsAsUsedOnceItsTimeAwayIsMadeUpFor() {
		RosterNote note = note("a:1");
		Set<String> both = Set.of("a:1", "b:1");
		RosterNote unknown = note.with(both, (name) -> false, Set.of(), this.numbers::incrementAndGet);
		assertThat(unknown.isUsed("b:1")).isFalse();
		assertThat(unknown.with(both, (name) -> true, Set.of(), this.numbers::incrementAndGet).isUsed("b:1")).isTrue();
	}

	@Test
	void noteOfTooManyIsBegunAnew() {
		RosterNote note = note("a:1");
		Set<String> gone = new TreeSet<>();
		for (int i = 0; i <= RosterNote.MAX_GONE; i++) {
			gone.add("gone-" + i + ":1");
		}
		RosterNote anew = note.with(Set.of("a:1"), (name) -> true, gone, this.numbers::incrementAndGet);
		assertThat(anew.servers()).containsOnlyKeys("a:1");
		assertThat(anew.number("a:1")).isNotEqualTo(note.number("a:1"));
	}

	private RosterNote note(String... servers) {
		return RosterNote.of(Set.of(servers), (name) -> true, () -> 11);
	}

	private static String text(Item item) {
		return new String(item.data(), StandardCharsets.US_ASCII);
	}

}
