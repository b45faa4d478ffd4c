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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.Cache.ValueWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Eight threads on one cache while its server is killed, frozen and started again: nobody
 * gets an exception or another key's value, and nobody waits for ever.
 */
@Timeout(120)
@ServerTest
class MemcachedCacheUnderFailureTests {

	private static final int THREADS = 8;

	private static final int KEYS = 200;

	// Of all threads together, in each state of the server
	private static final long OPERATIONS = 4_000;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final AtomicLong operations = new AtomicLong();

	private final AtomicBoolean ended = new AtomicBoolean();

	private TestInstance instance;

	@BeforeEach
	void start() {
		this.instance = TestInstance.of(memcached.servers());
	}

	@AfterEach
	void stop() {
		this.ended.set(true);
		this.executor.shutdownNow();
		this.instance.close();
	}

	@Test
	void callersGetTheirValuesWhateverHappensToTheServer() throws Exception {
		MemcachedServer server = memcached.server();
		List<Future<?>> callers = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Random random = new Random(i);
			callers.add(this.executor.submit(() -> work(random)));
		}
		awaitOperations(callers);
		for (Runnable event : List.<Runnable>of(server::freeze, server::resume, server::kill, server::restart,
				server::restart, server::freeze, server::kill, server::restart)) {
			event.run();
			awaitOperations(callers);
		}
		this.ended.set(true);
		for (Future<?> caller : callers) {
			caller.get(20, TimeUnit.SECONDS);
		}
		LarderCache cache = this.instance.cache("products");
		Awaitility.await().untilAsserted(() -> {
			cache.put("after", "value");
			assertThat(cache.get("after")).isNotNull();
		});
	}

	private void awaitOperations(List<Future<?>> callers) {
		long goal = this.operations.get() + OPERATIONS;
		Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.until(() -> this.operations.get() >= goal || callers.stream().anyMatch(Future::isDone));
	}

	private void work(Random random) {
		LarderCache cache = this.instance.cache("products");
		while (!this.ended.get()) {
			int number = random.nextInt(KEYS);
			operate(cache, random.nextInt(7), "key-" + number, "value of " + number);
			this.operations.incrementAndGet();
		}
	}

	private static void operate(LarderCache cache, int operation, String key, String value) {
		switch (operation) {
			case 0 -> assertAbsentOr(value, cache.get(key));
			case 1 -> assertThat(cache.<String>get(key, () -> value)).isEqualTo(value);
			case 2 -> cache.put(key, value);
			case 3 -> cache.evict(key);
			case 4 -> assertAbsentOr(value, cache.putIfAbsent(key, value));
			case 5 -> assertAbsentOr(value, retrieved(cache, key));
			default -> assertThat(cache.retrieve(key, () -> CompletableFuture.completedFuture(value)))
				.succeedsWithin(20, TimeUnit.SECONDS)
				.isEqualTo(value);
		}
	}

	private static void assertAbsentOr(String value, @Nullable ValueWrapper found) {
		assertThat((found != null) ? found.get() : value).isEqualTo(value);
	}

	private static @Nullable ValueWrapper retrieved(LarderCache cache, String key) {
		CompletableFuture<?> retrieval = cache.retrieve(key);
		return (retrieval != null) ? (ValueWrapper) retrieval.orTimeout(20, TimeUnit.SECONDS).join() : null;
	}

}
