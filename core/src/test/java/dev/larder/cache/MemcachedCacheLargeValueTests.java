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

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to values larger than memcached takes, whether the instance knows so or is
 * told by the server.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class MemcachedCacheLargeValueTests {

	private static final int SERVER_LIMIT = 512 * 1024;

	private static final int OWN_LIMIT = 256 * 1024;

	private static final String TOO_LARGE_FOR_US = "x".repeat(OWN_LIMIT + 1);

	private static final String TOO_LARGE_FOR_SERVER = "x".repeat(SERVER_LIMIT + 1);

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer("-I", String.valueOf(SERVER_LIMIT));

	private TestInstance instance;

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@Test
	void valueWithinTheLimitIsCached() {
		LarderCache cache = limitedByItself();
		String value = "x".repeat(OWN_LIMIT - 100);
		cache.put("key", value);
		assertThat(cache.get("key", String.class)).isEqualTo(value);
	}

	@Test
	void valueOverTheLimitIsNotSent() {
		LarderCache cache = limitedByItself();
		cache.put("other", "value");
		this.instance.stopPolling();
		long before = memcached.server().stat("cmd_set");
		cache.put("key", TOO_LARGE_FOR_US);
		assertThat(memcached.server().stat("cmd_set")).isEqualTo(before);
		assertThat(cache.get("key")).isNull();
	}

	@Test
	void valueOverTheLimitRemovesTheFormerOne() {
		assertFormerValueIsRemoved(limitedByItself(), TOO_LARGE_FOR_US);
	}

	@Test
	void valueTheServerRefusesRemovesTheFormerOne() {
		assertFormerValueIsRemoved(limitedByServer(), TOO_LARGE_FOR_SERVER);
	}

	@Test
	void valueOverTheLimitIsCountedAndLoggedOnce(CapturedOutput output) {
		assertCountedAndLoggedOnce(limitedByItself(), TOO_LARGE_FOR_US, output);
	}

	@Test
	void valueTheServerRefusesIsCountedAndLoggedOnce(CapturedOutput output) {
		assertCountedAndLoggedOnce(limitedByServer(), TOO_LARGE_FOR_SERVER, output);
	}

	@Test
	void loadedValueOverTheLimitIsReturned() {
		assertLoadedValueIsReturned(limitedByItself(), TOO_LARGE_FOR_US);
	}

	@Test
	void loadedValueTheServerRefusesIsReturned() {
		assertLoadedValueIsReturned(limitedByServer(), TOO_LARGE_FOR_SERVER);
	}

	@Test
	void loadedValueOverTheLimitLeavesNothingBehind() {
		assertLoadLeavesNothingBehind(limitedByItself(), TOO_LARGE_FOR_US);
	}

	@Test
	void loadedValueTheServerRefusesLeavesNothingBehind() {
		assertLoadLeavesNothingBehind(limitedByServer(), TOO_LARGE_FOR_SERVER);
	}

	@Test
	void valueOverTheLimitIsNotPutIfAbsent() {
		assertNotPutIfAbsent(limitedByItself(), TOO_LARGE_FOR_US);
	}

	@Test
	void valueTheServerRefusesIsNotPutIfAbsent() {
		assertNotPutIfAbsent(limitedByServer(), TOO_LARGE_FOR_SERVER);
	}

	private static void assertFormerValueIsRemoved(LarderCache cache, String value) {
		cache.put("key", "former");
		cache.put("key", value);
		assertThat(cache.get("key")).isNull();
		assertThat(stored()).isEqualTo("EN");
	}

	private static void assertCountedAndLoggedOnce(LarderCache cache, String value, CapturedOutput output) {
		cache.put("key", value);
		cache.put("key", value);
		assertThat(cache.getStatistics().refusedValues()).isEqualTo(2);
		assertThat(output.getAll()).containsOnlyOnce("bytes are more than memcached takes")
			.contains("Cache 'products': a value of type java.lang.String under key 'test:products:key'");
	}

	private static void assertLoadedValueIsReturned(LarderCache cache, String value) {
		assertThat(cache.<String>get("key", () -> value)).isEqualTo(value);
		assertThat(cache.getStatistics().refusedValues()).isEqualTo(1);
	}

	// But a note for a while that nobody need wait for it
	private static void assertLoadLeavesNothingBehind(LarderCache cache, String value) {
		cache.get("key", () -> value);
		assertThat(cache.get("key")).isNull();
		Awaitility.await()
			.untilAsserted(() -> assertThat(memcached.server().command("mg test:products:key s")).matches("HD s[23]."));
		assertThat(cache.<String>get("key", () -> "small")).isEqualTo("small");
		assertThat(cache.get("key", String.class)).isEqualTo("small");
	}

	private static void assertNotPutIfAbsent(LarderCache cache, String value) {
		assertThat(cache.putIfAbsent("key", value)).isNull();
		assertThat(cache.get("key")).isNull();
		assertThat(cache.getStatistics().refusedValues()).isEqualTo(1);
	}

	private static String stored() {
		return memcached.server().command("mg test:products:key");
	}

	private LarderCache limitedByItself() {
		this.instance = TestInstance.limited(memcached.servers(), OWN_LIMIT);
		return this.instance.cache("products");
	}

	private LarderCache limitedByServer() {
		this.instance = TestInstance.of(memcached.servers());
		return this.instance.cache("products");
	}

}
