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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CacheInspector} of a local cache.
 */
class CacheInspectorTests {

	private final LarderCacheManager manager = LarderCacheManager.builder().build();

	private final LarderCache cache = cache(this.manager);

	private final CacheInspector inspector = this.cache.inspector();

	private static LarderCache cache(LarderCacheManager manager) {
		manager.getCache("cities");
		return Objects.requireNonNull(manager.getLarderCache("cities"));
	}

	@AfterEach
	void close() {
		this.manager.close();
	}

	static Stream<Arguments> keys() {
		return Stream.of(Arguments.of("berlin", "berlin"), Arguments.of("a b/é", "a b/é"),
				Arguments.of("a b/é", "a%20b/%C3%A9"), Arguments.of("1~2%", "1%7E2%25"), Arguments.of(7L, "long~7"),
				Arguments.of(7, "int~7"),
				Arguments.of(UUID.fromString("7f1c0000-0000-4000-8000-000000000000"),
						"UUID~7f1c0000-0000-4000-8000-000000000000"),
				Arguments.of(new SimpleKey("a", 1), "key~(a,int~1)"), Arguments.of(SimpleKey.EMPTY, "key~()"),
				Arguments.of(new Place("de", 1), "dev.larder.cache.CacheInspectorTests$Place~(de,int~1)"),
				Arguments.of(new byte[] { 1 }, "byte[]~(1)"), Arguments.of(List.of("a", "b"), "list~(a,b)"),
				Arguments.of("x".repeat(400), "x".repeat(400)), Arguments.of(true, "boolean~true"));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyIsFoundByItsText(Object key, String text) {
		this.cache.put(key, "value");
		CacheInspector.KeyReport report = this.inspector.lookUp(text);
		assertThat(report.local()).isNotNull();
		assertThat(report.certain()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyIsEvictedByItsText(Object key, String text) {
		this.cache.put(key, "value");
		assertThat(this.inspector.evict(text)).isTrue();
		assertThat(this.cache.get(key)).isNull();
	}

	@Test
	void keysOfDifferentTypesAreDifferent() {
		this.cache.put(7L, "value");
		assertThat(this.inspector.lookUp("7").local()).isNull();
		assertThat(this.inspector.lookUp("int~7").local()).isNull();
	}

	@Test
	void unknownKeyIsNowhere() {
		assertThat(this.inspector.lookUp("nothing")).returns(null, CacheInspector.KeyReport::local)
			.returns(null, CacheInspector.KeyReport::itemKey)
			.returns(true, CacheInspector.KeyReport::certain);
	}

	@Test
	void lookingCountsAsNothing() {
		this.cache.put("berlin", "value");
		CacheStatistics before = this.cache.getStatistics();
		this.inspector.lookUp("berlin");
		this.inspector.lookUp("nothing");
		this.inspector.list("", 10, false);
		this.inspector.hottest(10);
		this.inspector.readValue("berlin", 10);
		assertThat(this.cache.getStatistics()).isEqualTo(before);
	}

	@Test
	void equalValuesHaveTheSameDigestInAllInstances() {
		try (LarderCacheManager other = LarderCacheManager.builder().build()) {
			LarderCache otherCache = cache(other);
			this.cache.put("a", new TreeMap<>(Map.of("name", "Berlin")));
			otherCache.put("a", new TreeMap<>(Map.of("name", "Berlin")));
			otherCache.put("b", new TreeMap<>(Map.of("name", "Bern")));
			String digest = digest(this.inspector, "a");
			assertThat(digest).isNotNull().isEqualTo(digest(otherCache.inspector(), "a"));
			assertThat(digest(otherCache.inspector(), "b")).isNotNull().isNotEqualTo(digest);
		}
	}

	private static String digest(CacheInspector inspector, String key) {
		CacheInspector.LocalReport local = inspector.lookUp(key).local();
		assertThat(local).isNotNull();
		return local.digest();
	}

	@Test
	void valueThatCannotBeWrittenHasNoDigest() {
		this.cache.put("a", new Thread());
		assertThat(digest(this.inspector, "a")).isNull();
	}

	@Test
	void valueIsReadInTheFormOfAnItem() {
		this.cache.put("a", "x".repeat(100_000));
		CacheInspector.ValueReport value = this.inspector.readValue("a", 1000);
		assertThat(value).isNotNull();
		assertThat(value.size()).isGreaterThan(100_000);
		byte[] beginning = Base64.getDecoder().decode(value.base64());
		assertThat(beginning).hasSize(1000);
		assertThat(new String(beginning, StandardCharsets.UTF_8)).endsWith("xxxxxxxxx");
		assertThat(value.toString()).doesNotContain("xx");
	}

	@Test
	void valueThatIsNotThereOrCannotBeWrittenIsNotRead() {
		this.cache.put("a", new Thread());
		assertThat(this.inspector.readValue("a", 1000)).isNull();
		assertThat(this.inspector.readValue("b", 1000)).isNull();
	}

	@Test
	void keysAreListedByPrefix() {
		this.cache.put("berlin", 1);
		this.cache.put("bern", 1);
		this.cache.put("paris", 1);
		CacheInspector.KeyList list = this.inspector.list("ber", 10, false);
		assertThat(list.keys()).extracting(CacheInspector.KeyReport::text).containsExactly("berlin", "bern");
		assertThat(list).returns(3L, CacheInspector.KeyList::seen).returns(true, CacheInspector.KeyList::complete);
	}

	@Test
	void listIsBoundedAndSaysSo() {
		for (int i = 0; i < 20; i++) {
			this.cache.put(i, i);
		}
		CacheInspector.KeyList list = this.inspector.list("", 5, false);
		assertThat(list.keys()).hasSize(5);
		assertThat(list.complete()).isFalse();
	}

	@Test
	void digestsAreListedIfTheyAreWanted() {
		this.cache.put("a", "value");
		this.cache.put("b", "value");
		this.cache.put("c", new Thread());
		assertThat(this.inspector.list("", 10, false).keys()).allSatisfy((key) -> {
			assertThat(key.local()).isNotNull();
			assertThat(key.local().digest()).isNull();
		});
		assertThat(this.inspector.list("", 10, true).keys()).extracting((key) -> key.local().digest())
			.containsExactly(digest(this.inspector, "a"), digest(this.inspector, "a"), null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.inspector.list("", 101, true));
	}

	@Test
	void listOfMoreThanItMayHaveIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.inspector.list("", 1001, false));
	}

	@Test
	void keysThatBeginAlikeAreCountedAndEvicted() {
		this.cache.put("berlin", 1);
		this.cache.put("bern", 1);
		this.cache.put("paris", 1);
		this.cache.put(7L, 1);
		assertThat(this.inspector.countByPrefix("ber")).isEqualTo(new CacheInspector.PrefixReport(null, 2, 4, true));
		assertThat(this.inspector.evictLocalByPrefix("ber"))
			.isEqualTo(new CacheInspector.PrefixReport(null, 2, 4, true));
		assertThat(this.cache.get("bern")).isNull();
		assertThat(this.cache.get("paris")).isNotNull();
		assertThat(this.inspector.evictLocalByPrefix("long~").matched()).isOne();
	}

	@Test
	void beginningOfKeysMayHaveBlanks() {
		this.cache.put("new york", 1);
		this.cache.put("x".repeat(400), 1);
		assertThat(this.inspector.countByPrefix("new y").matched()).isOne();
		assertThat(this.inspector.countByPrefix("x".repeat(100)).matched()).isOne();
	}

	@Test
	void beginningThatSaysNothingOrTooMuchIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.inspector.countByPrefix(""));
		assertThatIllegalArgumentException().isThrownBy(() -> this.inspector.countByPrefix("x".repeat(250)));
	}

	@Test
	void whatIsBeingLoadedWhileItsPrefixIsEvictedIsNotKept() {
		Object loaded = this.cache.get("berlin", () -> {
			this.inspector.evictLocalByPrefix("ber");
			return "value";
		});
		assertThat(loaded).isEqualTo("value");
		assertThat(this.cache.get("berlin")).isNull();
	}

	@Test
	void loadInProgressIsSeen() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<Object> load = executor.submit(() -> this.cache.get("slow", () -> {
				begun.countDown();
				finish.await();
				return "value";
			}));
			begun.await();
			assertThat(this.inspector.lookUp("slow").loading()).isTrue();
			finish.countDown();
			load.get();
			assertThat(this.inspector.lookUp("slow").loading()).isFalse();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private record Place(String country, int number) {

	}

}
