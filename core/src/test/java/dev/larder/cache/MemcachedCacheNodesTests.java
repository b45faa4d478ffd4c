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
package dev.larder.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.larder.internal.memcached.NodeHealth;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a cache in several memcached servers does when one of them fails: the others are
 * not concerned, and what it held does not come back outdated.
 */
@Timeout(60)
@ServerTest
class MemcachedCacheNodesTests {

	private static final List<String> KEYS = IntStream.range(0, 120).mapToObj((i) -> "key-" + i).toList();

	// The breaker's probe, the connection's next attempt and two polls
	private static final Duration RECOVERY = Duration.ofSeconds(20);

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	private final List<TestInstance> instances = new ArrayList<>();

	private LarderCache first;

	private LarderCache second;

	@BeforeEach
	void start() {
		this.first = instance(TestInstance.of(memcached.servers()));
		this.second = instance(TestInstance.of(memcached.servers()));
		putAll("value");
	}

	@AfterEach
	void stop() {
		this.instances.forEach(TestInstance::close);
	}

	@Test
	void keysAreSpreadOverAllNodes() {
		assertThat(memcached.servers())
			.allSatisfy((server) -> assertThat(keysOn(server)).hasSizeGreaterThan(KEYS.size() / 6));
		assertThat(memcached.servers().stream().mapToInt((server) -> keysOn(server).size()).sum())
			.isEqualTo(KEYS.size());
	}

	@Test
	void nodeOfThreeTimesTheWeightGetsMostKeys() {
		memcached.servers().forEach(MemcachedServer::flush);
		this.first = instance(TestInstance.weighted(memcached.servers(), List.of(3, 1, 1)));
		putAll("value");
		List<Integer> shares = memcached.servers().stream().map((server) -> keysOn(server).size()).toList();
		assertThat(shares.get(0)).isGreaterThan(shares.get(1)).isGreaterThan(shares.get(2));
		assertThat(shares).doesNotContain(0);
	}

	@Test
	void keysOfADeadNodeMissAndTheOthersHit() {
		List<String> lost = keysOn(memcached.server(0));
		memcached.server(0).kill();
		for (String key : KEYS) {
			if (lost.contains(key)) {
				assertThat(this.first.get(key)).as("key %s of the dead node", key).isNull();
			}
			else {
				assertThat(valueOf(this.first, key)).isEqualTo("value");
			}
		}
	}

	@Test
	void keysOfADeadNodeDoNotWander() {
		List<String> lost = keysOn(memcached.server(0));
		List<String> others = keysOn(memcached.server(1));
		memcached.server(0).kill();
		putAll("other");
		assertThat(keysOn(memcached.server(1))).isEqualTo(others).doesNotContainAnyElementsOf(lost);
		assertThat(keysOn(memcached.server(2))).doesNotContainAnyElementsOf(lost);
	}

	@Test
	void keysOfADeadNodeAreLoaded() {
		String key = keysOn(memcached.server(0)).get(0);
		memcached.server(0).kill();
		assertThat(this.first.<String>get(key, () -> "loaded")).isEqualTo("loaded");
	}

	@Test
	void evictionThatFailsIsCounted() {
		String key = keysOn(memcached.server(0)).get(0);
		memcached.server(0).kill();
		this.first.evict(key);
		assertThat(this.first.getStatistics().errors()).isEqualTo(1);
	}

	@Test
	void clearingThatFailsOnANodeIsCounted() {
		memcached.server(0).kill();
		this.first.clear();
		assertThat(this.first.getStatistics().errors()).isEqualTo(1);
	}

	@Test
	void nodeThatIsBackEmptyIsUsedAgain() {
		String key = keysOn(memcached.server(0)).get(0);
		memcached.server(0).kill();
		putAll("other");
		memcached.server(0).restart();
		awaitRecovery(() -> {
			this.first.put(key, "new");
			assertThat(valueOf(this.second, key)).isEqualTo("new");
		});
	}

	@Test
	void evictionsAFrozenNodeMissedAreNotUndoneByItsReturn() {
		List<String> evicted = keysOn(memcached.server(0));
		freezeUntilGivenUp(memcached.server(0));
		evicted.forEach(this.first::evict);
		memcached.server(0).resume();
		Set<String> served = new TreeSet<>();
		awaitRecovery(() -> evicted.forEach((key) -> {
			noteIfServedByTheFirst(key, served);
			assertThat(this.second.get(key)).isNull();
		}));
		assertThat(served).isEmpty();
	}

	@Test
	void evictionsByBothInstancesAreNotUndoneByTheReturnOfTheNode() {
		List<String> evicted = keysOn(memcached.server(0));
		memcached.server(0).freeze();
		for (int i = 0; i < evicted.size(); i++) {
			((i % 2 == 0) ? this.first : this.second).evict(evicted.get(i));
		}
		memcached.server(0).resume();
		awaitRecovery(() -> evicted.forEach((key) -> {
			assertThat(this.first.get(key)).isNull();
			assertThat(this.second.get(key)).isNull();
		}));
	}

	@Test
	void valuesAFrozenNodeMissedAreNotServedInTheirFormerState() {
		List<String> changed = keysOn(memcached.server(0));
		freezeUntilGivenUp(memcached.server(0));
		changed.forEach((key) -> this.first.put(key, "new"));
		memcached.server(0).resume();
		changed.forEach((key) -> assertThat(this.first.get(key, String.class)).isIn(null, "new"));
		awaitRecovery(() -> changed.forEach((key) -> assertThat(this.second.get(key, String.class)).isIn(null, "new")));
		changed.forEach((key) -> assertThat(this.first.get(key, String.class)).isIn(null, "new"));
	}

	@Test
	void keysOfAFrozenNodeThatNobodyChangedAreServedAfterItsReturn() {
		List<String> kept = keysOn(memcached.server(0));
		memcached.server(0).freeze();
		this.first.evict(kept.get(0));
		memcached.server(0).resume();
		awaitRecovery(() -> kept.subList(1, kept.size())
			.forEach((key) -> assertThat(valueOf(this.first, key)).isEqualTo("value")));
		assertThat(this.first.get(kept.get(0))).isNull();
	}

	@Test
	void clearingReachesTheOtherNodesAtOnceAndAFrozenOneOnItsReturn() {
		List<String> frozen = keysOn(memcached.server(0));
		freezeUntilGivenUp(memcached.server(0));
		this.first.clear();
		KEYS.forEach((key) -> assertThat(this.first.get(key)).isNull());
		List<String> others = KEYS.stream().filter((key) -> !frozen.contains(key)).toList();
		Awaitility.await().untilAsserted(() -> others.forEach((key) -> assertThat(this.second.get(key)).isNull()));
		memcached.server(0).resume();
		Set<String> served = new TreeSet<>();
		awaitRecovery(() -> frozen.forEach((key) -> {
			noteIfServedByTheFirst(key, served);
			assertThat(this.second.get(key)).isNull();
		}));
		assertThat(served).isEmpty();
	}

	@Test
	void valuesStoredAfterTheReplayedClearingAreServed() {
		List<String> frozen = keysOn(memcached.server(0));
		memcached.server(0).freeze();
		this.first.clear();
		memcached.server(0).resume();
		awaitRecovery(() -> frozen.forEach((key) -> {
			this.first.put(key, "new");
			assertThat(valueOf(this.first, key)).isEqualTo("new");
		}));
	}

	private void noteIfServedByTheFirst(String key, Set<String> served) {
		if (this.first.get(key) != null) {
			served.add(key);
		}
	}

	// So that nothing waits in the connection that the node would carry out on its return
	private void freezeUntilGivenUp(MemcachedServer server) {
		server.freeze();
		Awaitility.await().until(() -> this.instances.get(0).health(server).state() == NodeHealth.State.DOWN);
	}

	private void putAll(String value) {
		for (String key : KEYS) {
			this.first.put(key, value);
		}
	}

	private LarderCache instance(TestInstance instance) {
		this.instances.add(instance);
		return instance.cache("products");
	}

	// While an instance leaves a node alone, all its keys miss for that reason alone
	private void awaitRecovery(Runnable assertion) {
		Awaitility.await().atMost(RECOVERY).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
			assertThat(this.instances).extracting((instance) -> instance.health(memcached.server(0)).state())
				.doesNotContain(NodeHealth.State.DOWN);
			assertion.run();
		});
	}

	private static List<String> keysOn(MemcachedServer server) {
		List<String> keys = new ArrayList<>();
		try (MemcachedConnection connection = server.connect()) {
			for (String key : KEYS) {
				if (connection.get("test:products:" + key) != null) {
					keys.add(key);
				}
			}
		}
		return keys;
	}

	private static Object valueOf(LarderCache cache, Object key) {
		assertThat(cache.get(key)).as("key %s", key).isNotNull();
		return cache.get(key).get();
	}

}
