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
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import dev.larder.internal.entry.KeyEncoder;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.StoredItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a cache makes of items it did not write: they are missing, and make way.
 */
@Timeout(60)
@ServerTest
class MemcachedCacheForeignDataTests {

	// Too long to be sent as it is, so that the entry carries it
	private static final String KEY = "k".repeat(300);

	private static final String ITEM_KEY = new KeyEncoder("test", "products").encode(KEY).text();

	private static final String OTHER_KEY = "o".repeat(300);

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	private LarderCache cache;

	@BeforeEach
	void start() {
		this.instance = TestInstance.of(memcached.servers());
		this.cache = this.instance.cache("products");
	}

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@ParameterizedTest
	@EnumSource
	void isMissing(Foreign foreign) {
		plant(foreign);
		assertThat(this.cache.get(KEY)).isNull();
		CompletableFuture<?> retrieved = this.cache.retrieve(KEY);
		assertThat((retrieved != null) ? retrieved.join() : null).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void isCounted(Foreign foreign) {
		plant(foreign);
		this.cache.get(KEY);
		assertThat(this.cache.getStatistics().errors()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void isReplacedByAPut(Foreign foreign) {
		plant(foreign);
		this.cache.put(KEY, "value");
		assertThat(this.cache.get(KEY, String.class)).isEqualTo("value");
	}

	@ParameterizedTest
	@EnumSource
	void isReplacedByALoad(Foreign foreign) {
		plant(foreign);
		assertThat(this.cache.<String>get(KEY, () -> "loaded")).isEqualTo("loaded");
		assertThat(this.cache.get(KEY, String.class)).isEqualTo("loaded");
	}

	@ParameterizedTest
	@EnumSource
	void isNotPresentForPutIfAbsent(Foreign foreign) {
		plant(foreign);
		assertThat(this.cache.putIfAbsent(KEY, "value")).isNull();
		assertThat(this.cache.get(KEY, String.class)).isEqualTo("value");
	}

	@ParameterizedTest
	@EnumSource
	void isRemovedByAnEviction(Foreign foreign) {
		plant(foreign);
		assertThat(this.cache.evictIfPresent(KEY)).isFalse();
		assertThat(memcached.server().command("mg " + ITEM_KEY)).isEqualTo("EN");
	}

	private void plant(Foreign foreign) {
		this.cache.put(KEY, "own");
		this.cache.put(OTHER_KEY, "other");
		String otherItemKey = new KeyEncoder("test", "products").encode(OTHER_KEY).text();
		try (MemcachedConnection connection = memcached.server().connect()) {
			StoredItem own = connection.get(ITEM_KEY);
			StoredItem other = connection.get(otherItemKey);
			byte[] data = own.data();
			String answer = switch (foreign) {
				case TEXT -> connection.set(ITEM_KEY, 0, 0, "hello".getBytes(StandardCharsets.UTF_8));
				case EMPTY -> connection.set(ITEM_KEY, 0, 0, new byte[0]);
				case EMPTY_WITH_OWN_FLAGS -> connection.set(ITEM_KEY, own.flags(), 0, new byte[0]);
				case GREATEST_FLAGS -> connection.set(ITEM_KEY, 0xFFFF_FFFFL, 0, data);
				case HIGHEST_FLAG -> connection.set(ITEM_KEY, own.flags() | 0x8000_0000L, 0, data);
				case TRUNCATED -> connection.set(ITEM_KEY, own.flags(), 0, Arrays.copyOf(data, data.length / 2));
				case TRUNCATED_BY_ONE -> connection.set(ITEM_KEY, own.flags(), 0, Arrays.copyOf(data, data.length - 1));
				case EXTENDED -> connection.set(ITEM_KEY, own.flags(), 0, Arrays.copyOf(data, data.length + 1));
				case OF_ANOTHER_KEY -> connection.set(ITEM_KEY, other.flags(), 0, other.data());
			};
			assertThat(answer).isEqualTo("STORED");
		}
	}

	enum Foreign {

		TEXT, EMPTY, EMPTY_WITH_OWN_FLAGS, GREATEST_FLAGS, HIGHEST_FLAG, TRUNCATED, TRUNCATED_BY_ONE, EXTENDED,
		OF_ANOTHER_KEY

	}

}
