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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
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
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.util.AopTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What those get who ask for a value that somebody else is loading.
 */
@Timeout(60)
@ServerTest
class SharedLoadTests {

	private static final int WAITING = 4;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@AfterEach
	void stopThreads() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whoWaitedForALoadThatFailedCallsThePlainMethodItself(String mode) {
		run(mode, (accounts, cache) -> assertEachHasItsOwn(cache, accounts, accounts::plain));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whoWaitedForALoadThatFailedCallsThePlainMethodOfANamedManagerItself(String mode) {
		run(mode, (accounts, cache) -> assertEachHasItsOwn(cache, accounts, accounts::managed));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whoWaitedForAFutureThatFailedCallsThePlainMethodItself(String mode) {
		run(mode, (accounts, cache) -> assertEachHasItsOwn(cache, accounts, () -> accounts.later().join()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void failureIsSharedBySynchronizedMethods(String mode) {
		run(mode, (accounts, cache) -> {
			Future<String> leader = this.executor.submit(accounts::synchronizedToo);
			state(accounts).firstIsIn.await();
			List<Future<String>> waiting = waiting(cache, accounts::synchronizedToo);
			state(accounts).firstMayFail.countDown();
			assertDenied(leader);
			waiting.forEach(SharedLoadTests::assertDenied);
			assertThat(state(accounts).calls).hasValue(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void valueIsCachedAfterAFailureThatOthersDidNotShare(String mode) {
		run(mode, (accounts, cache) -> {
			assertEachHasItsOwn(cache, accounts, accounts::plain);
			int calls = state(accounts).calls.get();
			assertThat(accounts.plain()).startsWith("balance");
			assertThat(state(accounts).calls).hasValue(calls);
		});
	}

	@ParameterizedTest
	@CsvSource({ "memcached, false", "memcached, true", "tiered, true" })
	void thoseWhoMissTogetherGetObjectsOfTheirOwn(String mode, boolean copyOnRead) {
		run(mode, (accounts, cache) -> {
			List<Basket> baskets = together(cache, accounts, accounts::basket);
			assertThat(state(accounts).calls).hasValue(1);
			assertThat(baskets).hasSize(1 + WAITING).doesNotHaveDuplicates();
			assertThat(baskets).allSatisfy((basket) -> assertThat(basket.items).containsExactly("apple"));
		}, "larder.defaults.copy-on-read=" + copyOnRead);
	}

	@ParameterizedTest
	@CsvSource({ "memcached, false", "tiered, true" })
	void thoseWhoWaitForOneFutureGetObjectsOfTheirOwn(String mode, boolean copyOnRead) {
		run(mode, (accounts, cache) -> {
			List<Basket> baskets = together(cache, accounts, () -> accounts.basketLater().join());
			assertThat(state(accounts).calls).hasValue(1);
			assertThat(baskets).hasSize(1 + WAITING).doesNotHaveDuplicates();
		}, "larder.defaults.copy-on-read=" + copyOnRead);
	}

	@ParameterizedTest
	@CsvSource({ "memcached, false", "tiered, true" })
	void thoseWhoMissTogetherWhileMemcachedIsAwayGetObjectsOfTheirOwnFromOneLoad(String mode, boolean copyOnRead) {
		run(mode, (accounts, cache) -> {
			memcached.server().kill();
			List<Basket> baskets = together(cache, accounts, accounts::basket);
			assertThat(state(accounts).calls).hasValue(1);
			assertThat(baskets).hasSize(1 + WAITING).doesNotHaveDuplicates();
		}, "larder.defaults.copy-on-read=" + copyOnRead);
	}

	@ParameterizedTest
	@CsvSource({ "memcached, false", "tiered, true" })
	void thoseWhoWaitForWhatCannotBeStoredCallTheMethodTogether(String mode, boolean copyOnRead) {
		run(mode, (accounts, cache) -> {
			List<Thread> results = together(cache, accounts, accounts::unstorable);
			assertThat(results).hasSize(1 + WAITING);
			assertThat(state(accounts).calls).hasValue(1 + WAITING);
		}, "larder.defaults.copy-on-read=" + copyOnRead);
	}

	private <T> List<T> together(LarderCache cache, Accounts accounts, Callable<T> call) throws Exception {
		Future<T> leader = this.executor.submit(call);
		state(accounts).firstIsIn.await();
		List<Future<T>> waiting = waiting(cache, call);
		state(accounts).firstMayFail.countDown();
		List<T> results = new ArrayList<>();
		results.add(leader.get(30, TimeUnit.SECONDS));
		for (Future<T> result : waiting) {
			results.add(result.get(30, TimeUnit.SECONDS));
		}
		return results;
	}

	private void assertEachHasItsOwn(LarderCache cache, Accounts accounts, Callable<String> call) throws Exception {
		Future<String> leader = this.executor.submit(call);
		state(accounts).firstIsIn.await();
		List<Future<String>> waiting = waiting(cache, call);
		state(accounts).firstMayFail.countDown();
		assertDenied(leader);
		// The method lets none of them go before all are in it
		for (Future<String> result : waiting) {
			assertThat(result.get(30, TimeUnit.SECONDS)).startsWith("balance");
		}
		assertThat(state(accounts).calls).hasValue(1 + WAITING);
	}

	private <T> List<Future<T>> waiting(LarderCache cache, Callable<T> call) {
		List<Future<T>> waiting = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < WAITING; i++) {
			waiting.add(this.executor.submit(() -> {
				synchronized (threads) {
					threads.add(Thread.currentThread());
				}
				return call.call();
			}));
		}
		Awaitility.await().until(() -> {
			synchronized (threads) {
				return threads.size() == WAITING && cache.getStatistics().misses() == 1 + WAITING
						&& threads.stream()
							.allMatch((thread) -> thread.getState() == Thread.State.WAITING
									|| thread.getState() == Thread.State.TIMED_WAITING);
			}
		});
		return waiting;
	}

	private static Accounts state(Accounts proxy) {
		return AopTestUtils.getUltimateTargetObject(proxy);
	}

	private static void assertDenied(Future<String> result) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> result.get(30, TimeUnit.SECONDS))
			.withStackTraceContaining("not yours");
	}

	private void run(String mode, Scenario scenario, String... properties) {
		memcached.server().restart();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
					LarderLoadGuardAutoConfiguration.class))
			.withUserConfiguration(AccountsConfiguration.class)
			.withPropertyValues("spring.application.name=shop", "larder.mode=" + mode,
					"larder.memcached.servers=" + memcached.server().address())
			.withPropertyValues(properties)
			.run((context) -> {
				LarderCache cache = context.getBean(LarderCacheManager.class).getLarderCache("accounts");
				if (cache == null) {
					context.getBean(LarderCacheManager.class).getCache("accounts");
					cache = context.getBean(LarderCacheManager.class).getLarderCache("accounts");
				}
				assertThat(cache).isNotNull();
				scenario.run(context.getBean(Accounts.class), cache);
			});
	}

	private interface Scenario {

		void run(Accounts accounts, LarderCache cache) throws Exception;

	}

	static class Accounts {

		private final AtomicInteger calls = new AtomicInteger();

		private final CountDownLatch firstIsIn = new CountDownLatch(1);

		private final CountDownLatch firstMayFail = new CountDownLatch(1);

		private final CyclicBarrier others = new CyclicBarrier(WAITING);

		@Cacheable("accounts")
		public String plain() throws Exception {
			return load();
		}

		@Cacheable(cacheNames = "accounts", cacheManager = "cacheManager")
		public String managed() throws Exception {
			return load();
		}

		@Cacheable("accounts")
		public CompletableFuture<String> later() {
			return CompletableFuture.supplyAsync(() -> {
				try {
					return load();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}, Executors.newCachedThreadPool());
		}

		@Cacheable(cacheNames = "accounts", sync = true)
		public String synchronizedToo() throws Exception {
			return load();
		}

		@Cacheable("accounts")
		public Basket basket() throws Exception {
			return fill();
		}

		@Cacheable("accounts")
		public CompletableFuture<Basket> basketLater() {
			return CompletableFuture.supplyAsync(() -> {
				try {
					return fill();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}, Executors.newCachedThreadPool());
		}

		@Cacheable("accounts")
		public Thread unstorable() throws Exception {
			if (this.calls.incrementAndGet() == 1) {
				this.firstIsIn.countDown();
				this.firstMayFail.await();
			}
			else {
				this.others.await(30, TimeUnit.SECONDS);
			}
			return new Thread();
		}

		private Basket fill() throws Exception {
			this.calls.incrementAndGet();
			this.firstIsIn.countDown();
			this.firstMayFail.await();
			Basket basket = new Basket();
			basket.items.add("apple");
			return basket;
		}

		private String load() throws Exception {
			int call = this.calls.incrementAndGet();
			if (call == 1) {
				this.firstIsIn.countDown();
				this.firstMayFail.await();
				throw new SecurityException("not yours");
			}
			this.others.await(30, TimeUnit.SECONDS);
			return "balance " + call;
		}

	}

	static class Basket {

		public List<String> items = new ArrayList<>();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	@Import(Accounts.class)
	static class AccountsConfiguration {

	}

}
