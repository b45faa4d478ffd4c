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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.larder.serializer.RawSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.StoredItem;
import dev.larder.internal.memcached.NodeHealth;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache.ValueRetrievalException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LarderCache} in memcached whose values other programs can read.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class RawLarderCacheTests extends AbstractLarderCacheTests {

	private static final String ITEM = "test:products:key";

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	private MemcachedConnection other;

	@BeforeEach
	void start() {
		this.instance = TestInstance.raw(memcached.servers(), new RawSerializer(String.class));
		this.other = memcached.server().connect();
	}

	@AfterEach
	void stop() {
		this.other.close();
		this.instance.close();
	}

	@Override
	LarderCacheManager cacheManager() {
		return this.instance.cacheManager();
	}

	@Test
	void itemIsTheTextAndNothingElse() {
		cache().put("key", "Gr\u00FC\u00DFe");
		StoredItem item = this.other.get(ITEM);
		assertThat(item.text()).isEqualTo("Gr\u00FC\u00DFe");
		assertThat(item.flags()).isZero();
	}

	@Test
	void nothingButTheItemIsStored() {
		cache().put("key", "value");
		cache().get("loaded", () -> "value");
		assertThat(memcached.server().stat("curr_items")).isEqualTo(2);
	}

	@Test
	void hitIsOneGetAndNothingElse() {
		set("value");
		Awaitility.await().until(() -> this.instance.health().state() == NodeHealth.State.UP);
		long gets = memcached.server().stat("cmd_get");
		assertThat(valueOf("key")).isEqualTo("value");
		assertThat(memcached.server().stat("cmd_get")).isEqualTo(gets + 1);
	}

	@Test
	void itemOfAnotherProgramIsAHit() {
		set("value");
		assertThat(valueOf("key")).isEqualTo("value");
		assertThat(cache().<String>get("key", failing())).isEqualTo("value");
		assertThat(cache().putIfAbsent("key", "other").get()).isEqualTo("value");
	}

	@Test
	void itemWithOtherFlagsIsAMissAndReplacedByALoad() {
		this.other.set(ITEM, 4, 0, bytes("pickled"));
		assertThat(cache().get("key")).isNull();
		assertThat(cache().<String>get("key", () -> "value")).isEqualTo("value");
		assertThat(valueOf("key")).isEqualTo("value");
	}

	@Test
	void flagsCanBeChosen() {
		try (TestInstance chosen = TestInstance.raw(memcached.servers(), new RawSerializer(String.class, 16))) {
			chosen.cache("products").put("key", "value");
			assertThat(this.other.get(ITEM).flags()).isEqualTo(16);
			assertThat(chosen.cache("products").get("key", String.class)).isEqualTo("value");
		}
	}

	@Test
	void valuesOfEveryTypeAreWrittenAsOthersReadThem() {
		Map.<Object, byte[]>of(42, bytes("42"), -7L, bytes("-7"), new byte[] { 0, -1, 13, 10 },
				new byte[] { 0, -1, 13, 10 })
			.forEach((value, expected) -> {
				try (TestInstance typed = TestInstance.raw(memcached.servers(), new RawSerializer(value.getClass()))) {
					typed.cache("products").put("key", value);
					assertThat(this.other.get(ITEM).data()).isEqualTo(expected);
					assertThat(typed.cache("products").get("key").get()).isEqualTo(value);
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "12a", "99999999999" })
	void textThatIsNoNumberIsAMissWhereNumbersAreExpected(String text) {
		set(text);
		try (TestInstance numbers = TestInstance.raw(memcached.servers(), new RawSerializer(Integer.class))) {
			assertThat(numbers.cache("products").get("key")).isNull();
		}
	}

	@Test
	void valueOfAnotherTypeIsReturnedAndNotCached(CapturedOutput output) {
		assertThat(cache().<Object>get("key", () -> List.of("a"))).isEqualTo(List.of("a"));
		assertThat(this.other.get(ITEM)).isNull();
		assertThat(output).contains("Cache 'products'").contains("java.util.ImmutableCollections");
	}

	@Test
	void valueOfAnotherTypeRemovesTheFormer() {
		cache().put("key", "value");
		cache().put("key", 42);
		assertThat(this.other.get(ITEM)).isNull();
	}

	@Test
	void nullRemovesTheFormerValueWithoutAWarning(CapturedOutput output) {
		cache().put("key", "value");
		cache().put("key", null);
		assertThat(this.other.get(ITEM)).isNull();
		assertThat(output).doesNotContain("Cache 'products'");
	}

	@Test
	void loadedNullIsReturnedAndNotCached() {
		assertThat(cache().<String>get("key", () -> null)).isNull();
		assertThat(cache().retrieve("key", () -> CompletableFuture.completedFuture(null)).join()).isNull();
		assertThat(cache().get("key")).isNull();
	}

	@Test
	void keyTooLongForMemcachedIsNotCached(CapturedOutput output) {
		String key = "k".repeat(300);
		cache().put(key, "value");
		assertThat(cache().get(key)).isNull();
		assertThat(output).contains("must not be longer than 250");
	}

	@Test
	void valueThatTurnsUpDuringALoadWins() {
		assertThat(cache().<String>get("key", () -> {
			set("set elsewhere");
			return "loaded";
		})).isEqualTo("loaded");
		assertThat(this.other.get(ITEM).text()).isEqualTo("set elsewhere");
	}

	@Test
	void valueThatReplacesAnUnreadableOneDuringALoadWins() {
		this.other.set(ITEM, 4, 0, bytes("pickled"));
		cache().get("key", () -> {
			set("set elsewhere");
			return "loaded";
		});
		assertThat(this.other.get(ITEM).text()).isEqualTo("set elsewhere");
	}

	@Test
	void failedLoadLeavesWhatIsThere() {
		this.other.set(ITEM, 4, 0, bytes("pickled"));
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache().get("key", failing()));
		assertThat(this.other.get(ITEM).text()).isEqualTo("pickled");
	}

	private void set(String value) {
		assertThat(this.other.set(ITEM, 0, 0, bytes(value))).isEqualTo("STORED");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
