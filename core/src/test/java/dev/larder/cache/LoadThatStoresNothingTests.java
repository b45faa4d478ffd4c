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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.Cache.ValueRetrievalException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Several instances that load what cannot be stored: none waits for another longer than
 * it takes to find that out.
 */
@ServerTest
class LoadThatStoresNothingTests {

	private static final int INSTANCES = 4;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<LarderCache> caches = new ArrayList<>();

	private final List<TestInstance> instances = new ArrayList<>();

	@BeforeEach
	void start() {
		for (int i = 0; i < INSTANCES; i++) {
			TestInstance instance = TestInstance.of(memcached.servers(),
					(settings) -> settings.withNullTimeToLive(Duration.ZERO));
			this.instances.add(instance);
			this.caches.add(instance.cache("products"));
		}
	}

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
		this.instances.forEach(TestInstance::close);
	}

	@ParameterizedTest
	@EnumSource
	void whoWaitedLoadsTogetherWithAllOthers(Result result) throws Exception {
		CountDownLatch loading = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		CyclicBarrier together = new CyclicBarrier(INSTANCES - 1);
		Future<?> first = load(0, () -> {
			loading.countDown();
			finish.await();
			return result.call();
		});
		loading.await();
		List<Future<?>> others = new ArrayList<>();
		long sets = memcached.server().stat("cmd_set");
		for (int i = 1; i < INSTANCES; i++) {
			others.add(load(i, () -> {
				together.await(10, TimeUnit.SECONDS);
				return result.call();
			}));
		}
		Awaitility.await().until(() -> memcached.server().stat("cmd_set") > sets + 20);
		finish.countDown();
		result.check(first);
		for (Future<?> other : others) {
			result.check(other);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whoComesSoonAfterLoadsTogetherWithAllOthers(Result result) throws Exception {
		result.check(load(0, result));
		CyclicBarrier together = new CyclicBarrier(INSTANCES);
		List<Future<?>> loads = new ArrayList<>();
		for (int i = 0; i < INSTANCES; i++) {
			loads.add(load(i, () -> {
				together.await(10, TimeUnit.SECONDS);
				return result.call();
			}));
		}
		for (Future<?> load : loads) {
			result.check(load);
		}
	}

	@ParameterizedTest
	@EnumSource
	void valueThatCanBeStoredIsStoredAllTheSame(Result result) throws Exception {
		result.check(load(0, result));
		assertThat(this.caches.get(1).<String>get("key", () -> "value")).isEqualTo("value");
		assertThat(this.caches.get(2).get("key", String.class)).isEqualTo("value");
	}

	@ParameterizedTest
	@EnumSource
	void valueThatWasEvictedWhileItWasLoadedIsNotStored(Result result) throws Exception {
		result.check(load(0, result));
		assertThat(this.caches.get(1).<String>get("key", () -> {
			this.caches.get(2).evict("key");
			return "old";
		})).isEqualTo("old");
		assertThat(this.caches.get(2).get("key")).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void keyIsLoadedOnceAgainWhenSomeTimeHasPassed(Result result) throws Exception {
		result.check(load(0, result));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> memcached.server().command("mg test:products:key").equals("EN"));
		AtomicInteger loads = new AtomicInteger();
		List<Future<?>> others = new ArrayList<>();
		CountDownLatch finish = new CountDownLatch(1);
		for (int i = 0; i < INSTANCES; i++) {
			others.add(load(i, () -> {
				loads.incrementAndGet();
				finish.await();
				return "value";
			}));
		}
		long sets = memcached.server().stat("cmd_set");
		Awaitility.await().until(() -> memcached.server().stat("cmd_set") > sets + 20);
		finish.countDown();
		for (Future<?> other : others) {
			assertThat(other.get()).isEqualTo("value");
		}
		assertThat(loads).hasValue(1);
	}

	@Test
	void othersStillWaitForEachOtherWhereInstancesLoadForThemselves() {
		try (TestInstance alone = TestInstance.of(memcached.servers(),
				(settings) -> settings.withNullTimeToLive(Duration.ZERO)
					.withLoading(settings.loading().withClusterLease(false)))) {
			assertThat(alone.cache("products").<String>get("key", () -> null)).isNull();
			Awaitility.await().until(() -> memcached.server().command("mg test:products:key").equals("EN"));
		}
	}

	private Future<?> load(int instance, Callable<?> loader) {
		return this.executor.submit(() -> this.caches.get(instance).get("key", loader));
	}

	enum Result implements Callable<Object> {

		NULL {

			@Override
			public Object call() {
				return null;
			}

			@Override
			void check(Future<?> load) throws Exception {
				assertThat(load.get()).isNull();
			}

		},

		TOO_LARGE {

			@Override
			public Object call() {
				return "x".repeat(TestInstance.MAX_ITEM_SIZE);
			}

			@Override
			void check(Future<?> load) throws Exception {
				assertThat((String) load.get()).hasSize(TestInstance.MAX_ITEM_SIZE);
			}

		},

		FAILURE {

			@Override
			public Object call() {
				throw new IllegalStateException("broken");
			}

			@Override
			void check(Future<?> load) {
				assertThatExceptionOfType(Exception.class).isThrownBy(load::get)
					.withCauseInstanceOf(ValueRetrievalException.class)
					.havingRootCause()
					.withMessage("broken");
			}

		};

		abstract void check(Future<?> load) throws Exception;

	}

}
