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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeHealth;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.RawSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.testing.LesserServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Caches on servers that have no {@code cas}.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class ServerWithoutCasTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@RegisterExtension
	static final MemcachedExtension withoutCas = MemcachedExtension.oneServer("-C");

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch loading = new CountDownLatch(1);

	private final CountDownLatch finish = new CountDownLatch(1);

	private LesserServer lesser;

	private TestInstance one;

	private TestInstance other;

	@AfterEach
	void stop() {
		this.finish.countDown();
		this.executor.shutdownNow();
		this.one.close();
		this.other.close();
		if (this.lesser != null) {
			this.lesser.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void loadedValueIsStored(Kind kind) {
		start(kind);
		assertThat(this.one.cache("products").<String>get("key", () -> "loaded")).isEqualTo("loaded");
		assertThat(this.other.cache("products").get("key", String.class)).isEqualTo("loaded");
	}

	@ParameterizedTest
	@EnumSource
	void loadOfAnotherInstanceIsWaitedFor(Kind kind) throws Exception {
		start(kind);
		Future<String> first = loadOnOne("loaded");
		Future<String> second = this.executor.submit(() -> this.other.cache("products").get("key", () -> "unexpected"));
		long adds = memcached.server().stat("cmd_set") + withoutCas.server().stat("cmd_set");
		Awaitility.await()
			.until(() -> memcached.server().stat("cmd_set") + withoutCas.server().stat("cmd_set") > adds + 3);
		assertThat(second).isNotDone();
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("loaded");
		assertThat(second.get()).isEqualTo("loaded");
	}

	@ParameterizedTest
	@EnumSource
	void loadIsWaitedForBeyondTheLeaseTimeWhileItsInstanceLives(Kind kind) throws Exception {
		start(kind, (settings) -> settings.withLoading(LoadSettings.defaults().withLeaseTime(Duration.ofMillis(300))));
		Future<String> first = loadOnOne("loaded");
		Future<String> second = this.executor.submit(() -> this.other.cache("products").get("key", () -> "unexpected"));
		long adds = memcached.server().stat("cmd_set") + withoutCas.server().stat("cmd_set");
		// Many pauses, which grow up to 100 ms
		Awaitility.await()
			.until(() -> memcached.server().stat("cmd_set") + withoutCas.server().stat("cmd_set") > adds + 40);
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("loaded");
		assertThat(second.get()).isEqualTo("loaded");
	}

	@ParameterizedTest
	@EnumSource
	void loadDuringWhichTheKeyIsEvictedElsewhereStoresNothing(Kind kind) throws Exception {
		start(kind);
		Future<String> first = loadOnOne("old");
		this.other.cache("products").evict("key");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("old");
		assertThat(this.other.cache("products").get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void loadDuringWhichTheKeyIsEvictedAndLoadedElsewhereDoesNotReplaceIt(Kind kind) throws Exception {
		start(kind);
		Future<String> first = loadOnOne("old");
		this.other.cache("products").evict("key");
		assertThat(this.other.cache("products").<String>get("key", () -> "new")).isEqualTo("new");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("old");
		assertThat(this.one.cache("products").get("key", String.class)).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void loadDuringWhichTheKeyIsPutElsewhereDoesNotReplaceIt(Kind kind) throws Exception {
		start(kind);
		Future<String> first = loadOnOne("old");
		this.other.cache("products").put("key", "new");
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("old");
		assertThat(this.one.cache("products").get("key", String.class)).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void loadDuringWhichTheCacheIsClearedStoresNothing(Kind kind) throws Exception {
		start(kind);
		Future<String> first = loadOnOne("old");
		this.other.cache("products").clear();
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("old");
		assertThat(this.other.cache("products").get("key")).isNull();
		assertThat(this.other.cache("products").<String>get("key", () -> "new")).isEqualTo("new");
		assertThat(this.other.cache("products").get("key", String.class)).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource
	void putIfAbsentComesBeforeALoadUnderWay(Kind kind) throws Exception {
		start(kind);
		Future<String> first = loadOnOne("loaded");
		assertThat(this.other.cache("products").putIfAbsent("key", "put")).isNull();
		this.finish.countDown();
		assertThat(first.get()).isEqualTo("loaded");
		assertThat(this.one.cache("products").get("key", String.class)).isEqualTo("put");
	}

	@ParameterizedTest
	@EnumSource
	void outdatedEntryIsReplaced(Kind kind) {
		start(kind, (settings) -> settings.withTimeToLive(Duration.ofMillis(300))
			.withStaleTimeToLive(Duration.ofMinutes(10)));
		LarderCache cache = this.one.cache("products");
		cache.put("key", "old");
		Awaitility.await().until(() -> cache.get("key") == null);
		assertThat(cache.<String>get("key", () -> {
			throw new IllegalStateException("broken");
		})).isEqualTo("old");
		Awaitility.await().until(() -> "new".equals(cache.get("key", () -> "new")));
		assertThat(memcachedOf(kind).server().command("get test:products:key")).startsWith("VALUE");
	}

	@ParameterizedTest
	@EnumSource
	void rawCacheStoresWhatItLoads(Kind kind) {
		start(kind);
		this.other.close();
		this.other = TestInstance.rawAt(List.of(address(kind)), new RawSerializer(String.class));
		LarderCache cache = this.other.cache("text");
		assertThat(cache.<String>get("key", () -> "loaded")).isEqualTo("loaded");
		assertThat(cache.get("key", String.class)).isEqualTo("loaded");
	}

	// A proxy hangs up when it is asked for its version
	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED_C", "TOKENS_ONLY", "WITHOUT_GETS" })
	void rawCacheIsClearedWithoutAskingForTheVersion(Kind kind) {
		start(kind);
		this.other.close();
		this.other = TestInstance.rawAt(List.of(address(kind)), new RawSerializer(String.class));
		LarderCache cache = this.other.cache("text");
		cache.put("key", "value");
		cache.clear();
		assertThat(cache.get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void healthAndLogSaySoOnce(Kind kind, CapturedOutput output) {
		start(kind);
		for (int i = 0; i < 10; i++) {
			int key = i;
			this.one.cache("products").get(key, () -> "loaded");
			this.one.cache("products").putIfAbsent(key, "other");
		}
		NodeHealth health = this.one.health();
		assertThat(health.withoutCas()).isTrue();
		assertThat(health.state()).isEqualTo(NodeHealth.State.UP);
		// By each of both instances, if the other found out too
		assertThat(output.getAll().split("has no 'cas'", -1)).hasSizeBetween(2, 3);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMCACHED_C")
	void whatWasRefusedIsNotAskedForAgain(Kind kind) {
		start(kind);
		for (int i = 0; i < 10; i++) {
			int key = i;
			this.one.cache("products").get(key, () -> "loaded");
			this.one.cache("products").putIfAbsent(key, "other");
			assertThat(this.one.cache("products").get(key, String.class)).isEqualTo("loaded");
		}
		// Once by each instance
		assertThat(this.lesser.count("cas")).isLessThanOrEqualTo(2);
		assertThat(this.lesser.count("version")).isZero();
		if (kind == Kind.WITHOUT_GETS) {
			assertThat(this.lesser.count("gets")).isLessThanOrEqualTo(2);
		}
	}

	private void start(Kind kind) {
		start(kind, UnaryOperator.identity());
	}

	// The first load is not stored where 'cas' is only known to be missing when refused
	private void start(Kind kind, UnaryOperator<CacheSettings> settings) {
		if (kind.dialect != null) {
			this.lesser = new LesserServer(memcached.server(), kind.dialect);
		}
		this.one = TestInstance.at(List.of(address(kind)), settings);
		this.other = TestInstance.at(List.of(address(kind)), settings);
		for (TestInstance instance : List.of(this.one, this.other)) {
			Awaitility.await().until(() -> {
				instance.cache("first").get("first", () -> "value");
				boolean found = instance.health().withoutCas() && instance.cache("first").get("first") != null;
				instance.cache("first").evict("first");
				return found;
			});
		}
	}

	private NodeAddress address(Kind kind) {
		return (this.lesser != null) ? this.lesser.address()
				: new NodeAddress(memcachedOf(kind).server().host(), memcachedOf(kind).server().port(), 1);
	}

	private static MemcachedExtension memcachedOf(Kind kind) {
		return (kind.dialect != null) ? memcached : withoutCas;
	}

	private Future<String> loadOnOne(String value) throws InterruptedException {
		Future<String> load = this.executor.submit(() -> this.one.cache("products").get("key", () -> {
			this.loading.countDown();
			this.finish.await();
			return value;
		}));
		this.loading.await();
		return load;
	}

	enum Kind {

		MEMCACHED_C(null),

		DRAGONFLY(LesserServer.Dialect.DRAGONFLY),

		TOKENS_ONLY(LesserServer.Dialect.TOKENS_ONLY),

		WITHOUT_GETS(LesserServer.Dialect.WITHOUT_GETS);

		private final LesserServer.Dialect dialect;

		Kind(LesserServer.Dialect dialect) {
			this.dialect = dialect;
		}

	}

}
