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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NotedPlaces}.
 */
class NotedPlacesTests {

	private static final long GENERATION = 7;

	private final AtomicLong numbers = new AtomicLong(100);

	private static List<String> keys() {
		return IntStream.range(0, 500).mapToObj((i) -> "shop:products:" + i).toList();
	}

	private static String owner(String key, String... servers) {
		List<NodeAddress> addresses = Stream.of(servers).map(NodeAddress::parse).toList();
		return addresses.get(new KetamaRing(addresses).nodeFor(key)).name();
	}

	private RosterNote note(String... servers) {
		return RosterNote.of(Set.of(servers), (name) -> true, this.numbers::incrementAndGet);
	}

	private RosterNote then(RosterNote before, String... servers) {
		return before.with(Set.of(servers), (name) -> true, Set.of(), this.numbers::incrementAndGet);
	}

	private static NotedPlaces read(RosterNote note) {
		return Objects.requireNonNull(NotedPlaces.read(note.toItem().data()));
	}

	@Test
	void keyBelongsToOneOfTheServersInUse() {
		NotedPlaces places = read(then(note("a:1", "b:1", "c:1"), "a:1", "b:1"));
		assertThat(keys()).allSatisfy((key) -> {
			assertThat(places.belongsTo(key, "a:1")).isEqualTo(owner(key, "a:1", "b:1").equals("a:1"));
			assertThat(places.belongsTo(key, "c:1")).isNull();
		});
	}

	@Test
	void homeIsTheServerThatWentLastAndHadTheKey() {
		NotedPlaces places = read(then(then(note("a:1", "b:1", "c:1"), "a:1", "b:1"), "a:1"));
		Set<String> homes = new TreeSet<>();
		for (String key : keys()) {
			String before = owner(key, "a:1", "b:1");
			String home = before.equals("b:1") ? before : owner(key, "a:1", "b:1", "c:1");
			assertThat(places.homeOf(key)).isEqualTo(home);
			homes.add(home);
		}
		assertThat(homes).containsExactly("a:1", "b:1", "c:1");
	}

	@Test
	void entryCarriesTheNumberOfItsPlace() {
		RosterNote note = then(note("a:1", "b:1"), "a:1");
		NotedPlaces places = read(note);
		assertThat(keys()).allSatisfy((key) -> assertThat(places.expected(key, GENERATION))
			.isEqualTo(PlacedGeneration.mixed(GENERATION, note.number(owner(key, "a:1", "b:1")))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1f", "larder-servers 1", "larder-servers 1\na:1 5 -1" })
	void noteWithoutServersInUseTellsNothing(String note) {
		assertThat(NotedPlaces.read(note.getBytes(StandardCharsets.UTF_8))).isNull();
	}

}
