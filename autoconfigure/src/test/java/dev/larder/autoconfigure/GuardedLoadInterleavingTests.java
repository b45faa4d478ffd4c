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
package dev.larder.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads of plain {@code @Cacheable} methods that meet other loads and evictions, with
 * {@code larder.guard-all-loads} and without.
 */
@Timeout(60)
@ServerTest
class GuardedLoadInterleavingTests {

	private static final int THREADS = 16;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource({ "local, true, 1", "local, false, 16", "memcached, true, 1", "memcached, false, 16" })
	void coldKeyIsLoadedAsOftenAsExpected(String mode, boolean guarded, int loads) {
		run(mode, guarded, (context, products, load) -> {
			// Nobody's load ends before all have found nothing
			load.beforeResult = () -> Awaitility.await()
				.until(() -> cache(context, "products").getStatistics().misses() >= THREADS);
			List<Future<String>> results = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				results.add(this.executor.submit(() -> products.find(7)));
			}
			for (Future<String> result : results) {
				assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("product 7");
			}
			assertThat(load.calls.get()).isEqualTo(loads);
		});
	}

	@ParameterizedTest
	@CsvSource({ "local, true, 1", "local, false, 2", "memcached, true, 1", "memcached, false, 2" })
	void coldKeyOfAFutureIsLoadedAsOftenAsExpected(String mode, boolean guarded, int loads) {
		run(mode, guarded, (context, products, load) -> {
			CompletableFuture<String> first = products.findLater(7);
			CompletableFuture<String> second = products.findLater(7);
			Awaitility.await().until(() -> cache(context, "later").getStatistics().misses() == 2);
			Awaitility.await().until(() -> load.calls.get() >= loads);
			load.later.complete("product 7");
			assertThat(first).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("product 7");
			assertThat(second).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("product 7");
			assertThat(load.calls.get()).isEqualTo(loads);
		});
	}

	@ParameterizedTest
	@CsvSource({ "local, true, false", "local, false, true", "memcached, true, false", "memcached, false, true" })
	void valueEvictedWhileItIsLoadedIsCachedOnlyUnguarded(String mode, boolean guarded, boolean cached) {
		run(mode, guarded, (context, products, load) -> {
			CountDownLatch loading = new CountDownLatch(1);
			CountDownLatch evicted = new CountDownLatch(1);
			load.beforeResult = () -> {
				loading.countDown();
				assertThat(evicted.await(30, TimeUnit.SECONDS)).isTrue();
			};
			Future<String> result = this.executor.submit(() -> products.find(7));
			assertThat(loading.await(30, TimeUnit.SECONDS)).isTrue();
			products.remove(7);
			evicted.countDown();
			assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("product 7");
			assertThat(cache(context, "products").get(7) != null).isEqualTo(cached);
		});
	}

	@ParameterizedTest
	@CsvSource({ "local, true, false", "local, false, true", "memcached, true, false", "memcached, false, true" })
	void valueClearedWhileItsFutureIsLoadedIsCachedOnlyUnguarded(String mode, boolean guarded, boolean cached) {
		run(mode, guarded, (context, products, load) -> {
			CompletableFuture<String> result = products.findLater(7);
			Awaitility.await().until(() -> load.calls.get() == 1);
			products.removeAll();
			load.later.complete("product 7");
			assertThat(result).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("product 7");
			// Spring stores the value of a future without waiting for memcached
			Awaitility.await().until(() -> (cache(context, "later").get(7) != null) == cached);
		});
	}

	private static void run(String mode, boolean guarded, Scenario scenario) {
		ScriptedLoad load = new ScriptedLoad();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
					LarderLoadGuardAutoConfiguration.class))
			.withUserConfiguration(CachingConfiguration.class)
			.withBean(Products.class, () -> new Products(load))
			.withPropertyValues("spring.application.name=shop", "larder.mode=" + mode,
					"larder.memcached.servers=" + memcached.server().address(), "larder.guard-all-loads=" + guarded)
			.run((context) -> scenario.play(context, context.getBean(Products.class), load));
	}

	private static LarderCache cache(ApplicationContext context, String name) {
		context.getBean(LarderCacheManager.class).getCache(name);
		LarderCache cache = context.getBean(LarderCacheManager.class).getLarderCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	private interface Scenario {

		void play(ApplicationContext context, Products products, ScriptedLoad load) throws Exception;

	}

	private interface Step {

		void take() throws Exception;

	}

	/**
	 * What the method does, and how often it was called.
	 */
	static class ScriptedLoad {

		private final AtomicInteger calls = new AtomicInteger();

		private final CompletableFuture<String> later = new CompletableFuture<>();

		private volatile Step beforeResult = () -> {
		};

	}

	static class Products {

		private final ScriptedLoad load;

		Products(ScriptedLoad load) {
			this.load = load;
		}

		@Cacheable("products")
		public String find(int id) throws Exception {
			this.load.calls.incrementAndGet();
			this.load.beforeResult.take();
			return "product " + id;
		}

		@Cacheable("later")
		public CompletableFuture<String> findLater(int id) {
			this.load.calls.incrementAndGet();
			return this.load.later;
		}

		@CacheEvict("products")
		public void remove(int id) {
			// The annotation does the work
		}

		@CacheEvict(cacheNames = "later", allEntries = true)
		public void removeAll() {
			// The annotation does the work
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	static class CachingConfiguration {

	}

}
