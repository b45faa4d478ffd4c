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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.serializer.RawSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
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
 * That clearing a raw cache deletes its items, on several nodes, on nodes that fail and
 * on such as cannot list their keys.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class RawCacheClearingTests {

	private static final RawSerializer TEXT = new RawSerializer(String.class);

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	private TestInstance instance;

	private LarderCache cache;

	@BeforeEach
	void start() {
		this.instance = TestInstance.raw(memcached.servers(), TEXT);
		this.cache = this.instance.cache("products");
	}

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@Test
	void clearDeletesTheItemsOnAllNodes() {
		List<String> keys = IntStream.range(0, 3000).mapToObj((i) -> "key \u00E4 " + i).toList();
		keys.forEach((key) -> this.cache.put(key, "value"));
		assertThat(memcached.servers()).allSatisfy((server) -> assertThat(server.stat("curr_items")).isPositive());
		this.cache.clear();
		assertThat(memcached.servers()).allSatisfy((server) -> assertThat(server.stat("curr_items")).isZero());
	}

	@Test
	void clearLeavesWhatBelongsToOthers() {
		List<String> others = List.of("test:products2:a", "test:product:a", "test:products@generation", "products:a",
				"session:1");
		MemcachedServer server = memcached.server(0);
		try (MemcachedConnection connection = server.connect()) {
			others.forEach((key) -> connection.set(key, 0, 0, "value".getBytes(StandardCharsets.UTF_8)));
			connection.set("test:products:a", 0, 0, "value".getBytes(StandardCharsets.UTF_8));
			this.cache.clear();
			assertThat(others).allSatisfy((key) -> assertThat(connection.get(key)).isNotNull());
			assertThat(connection.get("test:products:a")).isNull();
		}
	}

	@Test
	void clearDeletesWhatOtherProgramsStored() {
		set(memcached.server(1), "test:products:anything");
		this.cache.clear();
		assertThat(memcached.server(1).stat("curr_items")).isZero();
	}

	@Test
	void manyCachesAreClearedAtOnce() {
		List<LarderCache> caches = IntStream.range(0, 8).mapToObj((i) -> this.instance.cache("cache" + i)).toList();
		caches.forEach((each) -> each.put("key", "value"));
		caches.parallelStream().forEach(LarderCache::clear);
		assertThat(caches).allSatisfy((each) -> assertThat(each.get("key")).isNull());
	}

	@Test
	void clearingThatDidNotReachANodeIsRepeated() {
		IntStream.range(0, 100).forEach((i) -> this.cache.put("key" + i, "value"));
		memcached.server(0).freeze();
		this.cache.clear();
		assertThat(IntStream.range(0, 100)).allSatisfy((i) -> assertThat(this.cache.get("key" + i)).isNull());
		memcached.server(0).resume();
		Awaitility.await().untilAsserted(() -> assertThat(memcached.server(0).stat("curr_items")).isZero());
	}

	@Test
	void evictionThatDidNotReachANodeIsRepeated() {
		IntStream.range(0, 30).forEach((i) -> this.cache.put("key" + i, "value"));
		memcached.server(0).freeze();
		IntStream.range(0, 30).forEach((i) -> this.cache.evict("key" + i));
		memcached.server(0).resume();
		Awaitility.await().untilAsserted(() -> assertThat(memcached.server(0).stat("curr_items")).isZero());
	}

	@Test
	void cacheServesAgainOnceItsClearingWasRepeated() {
		memcached.server(0).freeze();
		this.cache.clear();
		memcached.server(0).resume();
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			IntStream.range(0, 30).forEach((i) -> this.cache.put("key" + i, "value"));
			assertThat(IntStream.range(0, 30)).allSatisfy((i) -> assertThat(this.cache.get("key" + i)).isNotNull());
		});
	}

	@Test
	void serverThatDoesNotListItsKeysCannotBeClearedAndSaysSo(CapturedOutput output) {
		try (MemcachedServer server = MemcachedServer.start("-X");
				TestInstance restricted = TestInstance.raw(List.of(server), TEXT)) {
			LarderCache cache = restricted.cache("products");
			cache.put("key", "value");
			long errors = cache.getStatistics().errors();
			cache.clear();
			cache.clear();
			assertThat(cache.getStatistics().errors()).isEqualTo(errors + 2);
			assertThat(cache.get("key", String.class)).isEqualTo("value");
		}
		assertThat(output).containsOnlyOnce("Cache 'products': it cannot be cleared on memcached")
			.contains("metadump not allowed");
	}

	@Test
	void clearWithoutAServerDoesNotFail() {
		memcached.servers().forEach(MemcachedServer::kill);
		this.cache.clear();
		assertThat(this.cache.get("key")).isNull();
	}

	@Test
	void whoClearsIsNotKeptWaitingByAServerThatListsItsKeysSlowly(CapturedOutput output) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		try (ServerSocket slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				TestInstance slowly = TestInstance.rawAt(
						List.of(new NodeAddress(slow.getInetAddress().getHostAddress(), slow.getLocalPort(), 1)),
						TEXT)) {
			start(() -> {
				while (true) {
					Socket client = slow.accept();
					start(() -> serve(client, release));
				}
			});
			LarderCache cache = slowly.cache("products");
			Awaitility.await().until(() -> {
				cache.put("key", "value");
				return cache.get("key") != null;
			});
			cache.clear();
			assertThat(release.getCount()).isEqualTo(1);
			assertThat(cache.get("key")).isNull();
			assertThat(output).contains("Cache 'products': it is still being cleared on memcached");
			release.countDown();
			Awaitility.await().until(() -> cache.get("key") != null);
		}
	}

	// Lists keys of others, one at a time, and passes everything else on
	private static void serve(Socket client, CountDownLatch release) throws Exception {
		try (client; Socket server = new Socket(memcached.server(0).host(), memcached.server(0).port())) {
			byte[] first = new byte[1024];
			int length = client.getInputStream().read(first);
			if (length > 0 && new String(first, 0, length, StandardCharsets.US_ASCII).startsWith("lru_crawler")) {
				do {
					client.getOutputStream()
						.write("key=others exp=-1 la=1 cas=1 fetch=no cls=1 size=60\r\n"
							.getBytes(StandardCharsets.US_ASCII));
				}
				while (!release.await(50, TimeUnit.MILLISECONDS));
				client.getOutputStream().write("END\r\n".getBytes(StandardCharsets.US_ASCII));
				return;
			}
			server.getOutputStream().write(first, 0, Math.max(0, length));
			start(() -> server.getInputStream().transferTo(client.getOutputStream()));
			client.getInputStream().transferTo(server.getOutputStream());
		}
	}

	private static void start(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (Exception ex) {
				// The connection, or the test, is over
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private interface Task {

		void run() throws Exception;

	}

	private static void set(MemcachedServer server, String key) {
		try (MemcachedConnection connection = server.connect()) {
			connection.set(key, 0, 0, "value".getBytes(StandardCharsets.UTF_8));
		}
	}

}
