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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.larder.test.ServerTest;
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
 * That nothing evicted or cleared comes back, with two instances on one memcached and
 * with a memcached that fails.
 */
@Timeout(60)
@ServerTest
class MemcachedCacheCoherenceTests {

	private static final String GENERATION_KEY = "test:products@generation";

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private MemcachedServer server;

	private TestInstance first;

	private TestInstance second;

	@BeforeEach
	void start() {
		this.server = memcached.server();
		this.first = TestInstance.of(memcached.servers());
		this.second = TestInstance.of(memcached.servers());
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.executor.shutdownNow();
	}

	@Test
	void valueOfOneInstanceIsSeenByTheOther() {
		first().put("key", "value");
		assertThat(valueOf(second(), "key")).isEqualTo("value");
	}

	@Test
	void evictionByOneInstanceIsSeenByTheOtherAtOnce() {
		first().put("key", "value");
		second().evict("key");
		assertThat(first().get("key")).isNull();
	}

	@Test
	void clearingByOneInstanceIsSeenByTheOther() {
		first().put("key", "value");
		assertThat(second().get("key")).isNotNull();
		first().clear();
		Awaitility.await().untilAsserted(() -> assertThat(second().get("key")).isNull());
		assertThat(first().get("key")).isNull();
	}

	@Test
	void clearingAtTheSameTimeLeavesNothing() {
		first().put("key", "value");
		first().clear();
		second().clear();
		assertThat(second().get("key")).isNull();
		Awaitility.await().during(TestInstance.POLL_INTERVAL.multipliedBy(3)).untilAsserted(() -> {
			assertThat(first().get("key")).isNull();
			assertThat(second().get("key")).isNull();
		});
	}

	@Test
	void instanceSeesItsOwnClearingWhileAPollIsUnderWay() {
		for (int i = 0; i < 300; i++) {
			first().put("key", i);
			first().clear();
			assertThat(first().get("key")).isNull();
		}
	}

	@Test
	void lostGenerationClearsTheCacheInsteadOfBringingOldEntriesBack() {
		first().put("key", "value");
		first().clear();
		first().put("other", "value");
		assertThat(this.server.command("delete " + GENERATION_KEY)).isEqualTo("DELETED");
		Awaitility.await().untilAsserted(() -> assertThat(first().get("other")).isNull());
		assertThat(first().get("key")).isNull();
		first().put("key", "new");
		assertThat(valueOf(second(), "key")).isEqualTo("new");
	}

	@Test
	void garbageInPlaceOfTheGenerationIsReplaced() {
		first().put("key", "value");
		this.server.connect().set(GENERATION_KEY, 0, 0, "not a number".getBytes(StandardCharsets.UTF_8));
		Awaitility.await().untilAsserted(() -> {
			first().put("key", "new");
			assertThat(valueOf(second(), "key")).isEqualTo("new");
		});
	}

	@Test
	void evictionByTheOtherInstanceDuringALoadKeepsItsResultOut() throws Exception {
		changeDuringLoad(() -> second().evict("key"));
		assertThat(first().get("key")).isNull();
		assertThat(second().get("key")).isNull();
	}

	@Test
	void clearingByTheOtherInstanceDuringALoadKeepsItsResultOut() throws Exception {
		changeDuringLoad(() -> second().clear());
		assertThat(second().get("key")).isNull();
		Awaitility.await().untilAsserted(() -> assertThat(first().get("key")).isNull());
	}

	@Test
	void putByTheOtherInstanceDuringALoadWins() throws Exception {
		changeDuringLoad(() -> second().put("key", "put"));
		assertThat(valueOf(first(), "key")).isEqualTo("put");
	}

	@Test
	void evictionOfAnOutdatedEntryDuringALoadKeepsItsResultOut() throws Exception {
		first().put("key", "outdated");
		first().clear();
		changeDuringLoad(() -> second().evict("key"));
		assertThat(first().get("key")).isNull();
	}

	@Test
	void evictionThatDidNotReachTheNodeIsRepeated() {
		first().put("key", "old");
		this.server.freeze();
		first().evict("key");
		assertThat(first().get("key")).isNull();
		this.server.resume();
		Awaitility.await().untilAsserted(() -> assertThat(second().get("key")).isNull());
		assertThat(first().get("key")).isNull();
	}

	@Test
	void keyWithALostEvictionIsNotReadFromItsNode() {
		this.first.stopPolling();
		first().put("key", "old");
		first().put("other", "value");
		this.server.freeze();
		first().evict("key");
		this.server.resume();
		Awaitility.await().untilAsserted(() -> assertThat(first().get("other")).isNotNull());
		assertThat(first().get("key")).isNull();
		first().put("key", "new");
		assertThat(valueOf(first(), "key")).isEqualTo("new");
	}

	@Test
	void clearingThatDidNotReachTheNodeIsRepeated() {
		first().put("key", "old");
		this.server.freeze();
		first().clear();
		this.server.resume();
		Awaitility.await().untilAsserted(() -> assertThat(second().get("key")).isNull());
		assertThat(first().get("key")).isNull();
	}

	@Test
	void putThatDidNotReachTheNodeRemovesTheFormerValue() {
		first().put("key", "old");
		this.server.freeze();
		first().put("key", "new");
		this.server.resume();
		Awaitility.await().untilAsserted(() -> {
			assertThat(second().get("other")).isNull();
			assertThat(second().get("key")).satisfiesAnyOf((entry) -> assertThat(entry).isNull(),
					(entry) -> assertThat(entry.get()).isEqualTo("new"));
		});
	}

	@Test
	void putAfterAnAsynchronousMissDoesNotWaitForTheServer() throws Exception {
		CompletableFuture<?> read = first().retrieve("key");
		assertThat((read != null) ? read.get() : null).isNull();
		this.server.freeze();
		first().put("key", "value");
		assertThat(first().getStatistics().errors()).as("what was waited for in vain").isZero();
		this.server.resume();
		assertThat(valueOf(first(), "key")).isEqualTo("value");
	}

	@Test
	void otherPutsWaitForTheServer() {
		first().put("key", "value");
		this.server.freeze();
		first().put("key", "value");
		assertThat(first().getStatistics().errors()).as("what was waited for in vain").isPositive();
	}

	@Test
	void noOperationFailsWithoutAServer() throws Exception {
		this.server.kill();
		LarderCache cache = first();
		cache.put("key", "value");
		assertThat(cache.get("key")).isNull();
		assertThat(cache.get("key", String.class)).isNull();
		assertThat(cache.<String>get("key", () -> "loaded")).isEqualTo("loaded");
		assertThat(cache.putIfAbsent("key", "value")).isNull();
		assertThat(cache.evictIfPresent("key")).isFalse();
		assertThat(cache.invalidate()).isFalse();
		cache.evict("key");
		cache.clear();
		assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture("value")).get()).isEqualTo("value");
		assertThat(cache.getStatistics().errors()).isPositive();
	}

	@Test
	void cacheServesAgainAfterTheServerCameBack() {
		first().put("key", "value");
		this.server.kill();
		first().put("key", "value");
		this.server.restart();
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			first().put("key", "value");
			assertThat(second().get("key")).isNotNull();
		});
	}

	private void changeDuringLoad(Runnable change) throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<String> load = this.executor.submit(() -> first().get("key", () -> {
			loading.countDown();
			finish.await();
			return "loaded before";
		}));
		loading.await();
		change.run();
		finish.countDown();
		assertThat(load.get()).isEqualTo("loaded before");
	}

	private LarderCache first() {
		return this.first.cache("products");
	}

	private LarderCache second() {
		return this.second.cache("products");
	}

	private static Object valueOf(LarderCache cache, Object key) {
		assertThat(cache.get(key)).isNotNull();
		return cache.get(key).get();
	}

}
