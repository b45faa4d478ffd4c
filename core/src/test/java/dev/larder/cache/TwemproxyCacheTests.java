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

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.larder.serializer.RawSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.testing.Twemproxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderCache} in memcached behind twemproxy, with two instances.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class TwemproxyCacheTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private Twemproxy proxy;

	private TestInstance first;

	private TestInstance second;

	@BeforeEach
	void start() {
		this.proxy = new Twemproxy(memcached.addresses());
		this.first = TestInstance.at(List.of(this.proxy.address()), UnaryOperator.identity());
		this.second = TestInstance.at(List.of(this.proxy.address()), UnaryOperator.identity());
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.proxy.close();
		this.executor.shutdownNow();
	}

	@Test
	void valuesOfOneInstanceAreSeenByTheOther() {
		IntStream.range(0, 100).forEach((i) -> first().put(i, "value " + i));
		assertThat(memcached.servers()).allSatisfy((server) -> assertThat(server.stat("curr_items")).isPositive());
		assertThat(IntStream.range(0, 100))
			.allSatisfy((i) -> assertThat(second().get(i, String.class)).isEqualTo("value " + i));
	}

	@Test
	void putIfAbsentStoresOnlyTheFirst() {
		assertThat(first().putIfAbsent("key", "first")).isNull();
		assertThat(second().putIfAbsent("key", "second").get()).isEqualTo("first");
	}

	@Test
	void putIfAbsentReplacesWhatWasCleared() {
		first().put("key", "old");
		first().clear();
		assertThat(first().putIfAbsent("key", "new")).isNull();
		assertThat(first().get("key", String.class)).isEqualTo("new");
	}

	@Test
	void evictionIsSeenByTheOther() {
		first().put("key", "value");
		assertThat(second().evictIfPresent("key")).isTrue();
		assertThat(first().get("key")).isNull();
	}

	@Test
	void clearingIsSeenByTheOther() {
		IntStream.range(0, 20).forEach((i) -> first().put(i, "value"));
		assertThat(second().get(1)).isNotNull();
		first().clear();
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(IntStream.range(0, 20)).allSatisfy((i) -> assertThat(second().get(i)).isNull()));
	}

	@Test
	void loadedValueIsStored() {
		assertThat(first().<String>get("key", () -> "loaded")).isEqualTo("loaded");
		assertThat(second().get("key", String.class)).isEqualTo("loaded");
	}

	@Test
	void evictionByTheOtherInstanceDuringALoadKeepsItsResultOut() throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		Future<String> load = this.executor.submit(() -> first().get("key", () -> {
			loading.countDown();
			finish.await();
			return "old";
		}));
		loading.await();
		second().evict("key");
		finish.countDown();
		assertThat(load.get()).isEqualTo("old");
		assertThat(second().get("key")).isNull();
	}

	@Test
	void nothingWentWrong() {
		first().put("key", "value");
		first().get("key");
		first().get("other", () -> "loaded");
		first().evict("key");
		first().clear();
		assertThat(first().getStatistics().errors()).isZero();
	}

	@Test
	void rawCacheReadsAndWrites() {
		try (TestInstance raw = TestInstance.rawAt(List.of(this.proxy.address()), new RawSerializer(String.class))) {
			LarderCache cache = raw.cache("texts");
			cache.put("key", "value");
			assertThat(cache.get("key", String.class)).isEqualTo("value");
			assertThat(cache.<String>get("other", () -> "loaded")).isEqualTo("loaded");
			assertThat(cache.get("other", String.class)).isEqualTo("loaded");
			cache.evict("key");
			assertThat(cache.get("key")).isNull();
		}
	}

	@Test
	void rawCacheCannotBeClearedAndSaysSo(CapturedOutput output) {
		try (TestInstance raw = TestInstance.rawAt(List.of(this.proxy.address()), new RawSerializer(String.class))) {
			LarderCache cache = raw.cache("texts");
			cache.put("key", "value");
			cache.clear();
			assertThat(cache.get("key", String.class)).isEqualTo("value");
			assertThat(cache.getStatistics().errors()).isEqualTo(1);
		}
		assertThat(output).contains("Cache 'texts': it cannot be cleared on memcached " + this.proxy.address());
	}

	private LarderCache first() {
		return this.first.cache("products");
	}

	private LarderCache second() {
		return this.second.cache("products");
	}

}
