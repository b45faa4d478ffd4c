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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a cache in memcached asks of the server, by the server's own count.
 */
@ServerTest
class MemcachedCacheRoundTripTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private TestInstance instance;

	private LarderCache cache;

	// Without the poll's own reads in the count
	@BeforeEach
	void start() {
		this.instance = TestInstance.of(memcached.servers());
		this.cache = this.instance.cache("products");
		this.cache.put("present", "value");
		this.instance.stopPolling();
	}

	@AfterEach
	void stop() {
		this.instance.close();
	}

	@Test
	void hitIsOneGet() {
		assertThat(commandsOf(() -> assertThat(this.cache.get("present")).isNotNull()))
			.isEqualTo(Map.of("cmd_get", 1L));
	}

	@Test
	void missIsOneGet() {
		assertThat(commandsOf(() -> assertThat(this.cache.get("absent")).isNull())).isEqualTo(Map.of("cmd_get", 1L));
	}

	@Test
	void putIsOneSet() {
		assertThat(commandsOf(() -> this.cache.put("other", "value"))).isEqualTo(Map.of("cmd_set", 1L));
	}

	@Test
	void firstPutIfAbsentIsOneAdd() {
		assertThat(commandsOf(() -> this.cache.putIfAbsent("other", "value"))).isEqualTo(Map.of("cmd_set", 1L));
	}

	@Test
	void evictIsOneDelete() {
		assertThat(commandsOf(() -> this.cache.evict("present"))).isEqualTo(Map.of("delete_hits", 1L));
	}

	@Test
	void clearIsOneSetWhateverTheNumberOfEntries() {
		for (int i = 0; i < 1000; i++) {
			this.cache.put(i, i);
		}
		assertThat(commandsOf(this.cache::clear)).isEqualTo(Map.of("cmd_set", 1L));
	}

	@Test
	void hitWithALoaderIsOneGet() {
		assertThat(commandsOf(() -> this.cache.get("present", () -> "loaded"))).isEqualTo(Map.of("cmd_get", 1L));
	}

	@Test
	void cacheThatIsNotUsedStoresNothingButItsGeneration() {
		long before = memcached.server().stat("cmd_set");
		TestInstance idle = TestInstance.of(memcached.servers());
		try {
			idle.cache("idle");
			Awaitility.await().until(() -> memcached.server().connect().get("test:idle@generation") != null);
			assertThat(memcached.server().stat("cmd_set") - before).isEqualTo(1);
		}
		finally {
			idle.close();
		}
	}

	private Map<String, Long> commandsOf(Runnable work) {
		Map<String, Long> before = commands();
		work.run();
		Map<String, Long> after = commands();
		after.replaceAll((name, count) -> count - before.get(name));
		after.values().removeIf((count) -> count == 0);
		return after;
	}

	private static Map<String, Long> commands() {
		Map<String, String> stats = memcached.server().stats();
		Map<String, Long> commands = new HashMap<>();
		for (String name : List.of("cmd_get", "cmd_set", "cmd_touch", "delete_hits", "delete_misses", "incr_hits",
				"incr_misses")) {
			commands.put(name, Long.valueOf(stats.get(name)));
		}
		return commands;
	}

}
