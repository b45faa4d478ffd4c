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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.Item;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RingWatch}.
 */
class RingWatchTests {

	private final HeldClient client = new HeldClient();

	private final MemcachedCluster ours = cluster("cache-1:11211", "cache-2:11211");

	private final MemcachedCluster theirs = cluster("cache-1:11211");

	private final RingWatch watch = new RingWatch(this.ours, "shop", Duration.ZERO);

	private final RingWatch other = new RingWatch(this.theirs, "shop", Duration.ZERO);

	@AfterEach
	void close() {
		this.ours.close();
		this.theirs.close();
	}

	@Test
	void instancesWithTheSameServersHaveNothingToSay() {
		RingWatch same = new RingWatch(this.ours, "shop", Duration.ZERO);
		lookInTurns(same, 3);
		assertThat(this.watch.advice()).isNull();
		assertThat(same.advice()).isNull();
	}

	@Test
	void instanceWithOtherServersIsFound() {
		lookInTurns(this.other, 2);
		assertThat(this.watch.advice()).contains("'shop'")
			.contains("other memcached servers: cache-1:11211;")
			.contains("this one uses cache-1:11211, cache-2:11211.");
		look(this.other);
		assertThat(this.other.advice()).contains("other memcached servers: cache-1:11211, cache-2:11211;");
	}

	@Test
	void orderOfTheServersDoesNotMatter() {
		try (MemcachedCluster reversed = cluster("cache-2:11211", "cache-1:11211")) {
			lookInTurns(new RingWatch(reversed, "shop", Duration.ZERO), 3);
			assertThat(this.watch.advice()).isNull();
		}
	}

	@Test
	void otherWeightsAreFound() {
		try (MemcachedCluster weighted = cluster("cache-1:11211:2", "cache-2:11211")) {
			lookInTurns(new RingWatch(weighted, "shop", Duration.ZERO), 3);
			assertThat(this.watch.advice()).contains("cache-1:11211:2");
		}
	}

	@Test
	void oneNoteMayBeOfAnInstanceThatIsGone() {
		look(this.other);
		look(this.watch);
		look(this.watch);
		assertThat(this.watch.advice()).isNull();
	}

	@Test
	void instancesThatSeeServersComeAtDifferentTimesAreExcused() {
		RingWatch patient = new RingWatch(this.ours, "shop", Duration.ofSeconds(90));
		for (int i = 0; i < 4; i++) {
			look(this.other);
			look(patient);
		}
		assertThat(patient.advice()).isNull();
		look(this.other);
		look(patient);
		assertThat(patient.advice()).isNotNull();
	}

	@Test
	void whatWasMendedIsForgotten() {
		lookInTurns(this.other, 2);
		for (int i = 0; i < 11; i++) {
			look(this.watch);
		}
		assertThat(this.watch.advice()).isNull();
	}

	@Test
	void applicationsWithOtherPrefixesHaveServersOfTheirOwn() {
		lookInTurns(new RingWatch(this.theirs, "books", Duration.ZERO), 3);
		assertThat(this.watch.advice()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "cache-9:1\r\nERROR: all is lost", "\u001b[31mred" })
	void whatNoInstanceWritesIsNotRepeated(String text) {
		for (int i = 0; i < 3; i++) {
			this.client.items().put("shop@ring", new Item(0, text.getBytes(StandardCharsets.UTF_8)));
			look(this.watch);
		}
		assertThat(this.watch.advice()).isNull();
	}

	@Test
	void serverThatDoesNotAnswerIsNoFinding() {
		this.client.hold();
		CompletableFuture<Void> look = this.watch.look();
		this.client.timeOut();
		this.client.timeOut();
		assertThat(look).isCompleted();
		assertThat(this.watch.advice()).isNull();
	}

	private static void look(RingWatch watch) {
		assertThat(watch.look()).isCompleted();
	}

	private void lookInTurns(RingWatch other, int times) {
		for (int i = 0; i < times; i++) {
			look(other);
			look(this.watch);
		}
	}

	private MemcachedCluster cluster(String... servers) {
		return new MemcachedCluster(List.of(servers).stream().map(NodeAddress::parse).toList(),
				(address, settings, timer) -> this.client, NodeSettings.defaults());
	}

}
