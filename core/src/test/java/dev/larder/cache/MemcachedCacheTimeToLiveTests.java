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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long entries live in memcached: as the instance sees it, to the millisecond, and as
 * the server was told, in whole seconds and never less.
 */
@Timeout(60)
@ServerTest
class MemcachedCacheTimeToLiveTests {

	private static final long FOR_EVER = -1;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@Test
	void entryOfHalfASecondIsServed() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ofMillis(500)));
		// A single try may take longer than that on a busy machine
		Awaitility.await().untilAsserted(() -> {
			cache.put("key", "value");
			assertThat(cache.get("key")).isNotNull();
		});
	}

	@Test
	void entryOfHalfASecondIsNotServedLonger() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ofMillis(500)));
		cache.put("key", "value");
		long end = System.currentTimeMillis() + 500;
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.pollDelay(Duration.ZERO)
			.until(() -> System.currentTimeMillis() > end);
		assertThat(cache.get("key")).isNull();
	}

	@Test
	void entryOfHalfASecondIsDroppedByTheServer() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ofMillis(500)));
		cache.put("key", "value");
		assertThat(remainingSeconds("key")).isBetween(1L, 2L);
		Awaitility.await().untilAsserted(() -> assertThat(metaGet("key")).isEqualTo("EN"));
	}

	@Test
	void loadedEntryLivesAsLongAsAStoredOne() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ofSeconds(100)));
		cache.get("key", () -> "value");
		assertThat(remainingSeconds("key")).isBetween(90L, 101L);
	}

	@Test
	void entryOfThirtyDaysIsServed() {
		assertServedFor(Duration.ofDays(30));
	}

	@Test
	void entryOfJustOverThirtyDaysIsServed() {
		assertServedFor(Duration.ofDays(30).plusSeconds(1));
	}

	@Test
	void entryOfSixtyDaysIsServed() {
		assertServedFor(Duration.ofDays(60));
	}

	@Test
	void zeroIsForEver() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ZERO));
		cache.put("key", "value");
		assertThat(cache.get("key")).isNotNull();
		assertThat(remainingSeconds("key")).isEqualTo(FOR_EVER);
	}

	@Test
	void timeBeyondTheServersCalendarIsForEver() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ofSeconds(Long.MAX_VALUE)));
		cache.put("key", "value");
		assertThat(cache.get("key")).isNotNull();
		assertThat(remainingSeconds("key")).isEqualTo(FOR_EVER);
	}

	@Test
	void nullHasATimeOfItsOwn() {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(Duration.ofSeconds(1000))
			.withNullTimeToLive(Duration.ofSeconds(100)));
		cache.put("value", "value");
		cache.put("null", null);
		assertThat(remainingSeconds("value")).isBetween(990L, 1001L);
		assertThat(remainingSeconds("null")).isBetween(90L, 101L);
	}

	@Test
	void nullOfHalfASecondIsNotServedLonger() {
		LarderCache cache = cache((settings) -> settings.withNullTimeToLive(Duration.ofMillis(500)));
		cache.put("key", null);
		Awaitility.await().untilAsserted(() -> assertThat(cache.get("key")).isNull());
	}

	@Test
	void nullThatIsNotCachedRemovesTheFormerValue() {
		LarderCache cache = cache((settings) -> settings.withNullTimeToLive(Duration.ZERO));
		cache.put("key", "value");
		cache.put("key", null);
		assertThat(metaGet("key")).isEqualTo("EN");
	}

	@Test
	void loadedNullThatIsNotCachedLeavesANoteForAWhile() {
		LarderCache cache = cache((settings) -> settings.withNullTimeToLive(Duration.ZERO));
		assertThat(cache.<String>get("key", () -> null)).isNull();
		Awaitility.await().untilAsserted(() -> assertThat(metaGet("key")).matches("HD t([5-9]|1[01])"));
		assertThat(cache.get("key")).isNull();
	}

	@Test
	void jitterShortensTheTimeByItsPartAtMost() {
		LarderCache cache = cache(
				(settings) -> settings.withTimeToLive(Duration.ofSeconds(10_000)).withTimeToLiveJitter(0.5));
		List<Long> remaining = remainingSecondsOfMany(cache);
		assertThat(remaining).allSatisfy((seconds) -> assertThat(seconds).isBetween(4_950L, 10_001L));
	}

	@Test
	void jitterSpreadsTheTimes() {
		LarderCache cache = cache(
				(settings) -> settings.withTimeToLive(Duration.ofSeconds(10_000)).withTimeToLiveJitter(0.5));
		List<Long> remaining = remainingSecondsOfMany(cache);
		assertThat(remaining).anySatisfy((seconds) -> assertThat(seconds).isLessThan(6_000))
			.anySatisfy((seconds) -> assertThat(seconds).isGreaterThan(9_000));
	}

	private void assertServedFor(Duration timeToLive) {
		LarderCache cache = cache((settings) -> settings.withTimeToLive(timeToLive));
		cache.put("key", "value");
		assertThat(cache.get("key")).isNotNull();
		assertThat(remainingSeconds("key")).isBetween(timeToLive.toSeconds() - 10, timeToLive.toSeconds() + 2);
	}

	private List<Long> remainingSecondsOfMany(LarderCache cache) {
		List<String> keys = IntStream.range(0, 200).mapToObj((i) -> "key-" + i).toList();
		keys.forEach((key) -> cache.put(key, "value"));
		return keys.stream().map(MemcachedCacheTimeToLiveTests::remainingSeconds).toList();
	}

	private LarderCache cache(UnaryOperator<CacheSettings> settings) {
		this.instance = TestInstance.of(memcached.servers(),
				(defaults) -> settings.apply(defaults.withTimeToLiveJitter(0)));
		return this.instance.cache("products");
	}

	private static long remainingSeconds(String key) {
		String answer = metaGet(key);
		assertThat(answer).startsWith("HD t");
		return Long.parseLong(answer.substring("HD t".length()));
	}

	// What the server itself thinks: 'HD t<seconds>', or 'EN' where there is nothing
	private static String metaGet(String key) {
		return memcached.server().command("mg test:products:" + key + " t");
	}

}
