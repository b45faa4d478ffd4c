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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.entry.TtlFunction;
import dev.larder.load.LoadTimeoutException;
import dev.larder.serializer.ValueSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which threads cached methods run on, and that none of them waits for ever, whatever the
 * application's own pools are like.
 */
@Timeout(60)
@ServerTest
class LoadThreadsTests {

	private static final int TASKS = 8;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch release = new CountDownLatch(1);

	private static final AtomicInteger prefix = new AtomicInteger();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class, CacheAutoConfiguration.class,
				LarderAutoConfiguration.class, LarderLoadGuardAutoConfiguration.class))
		.withUserConfiguration(ProductsConfiguration.class)
		.withPropertyValues("larder.key-prefix=threads" + prefix.incrementAndGet(),
				"larder.memcached.servers=" + memcached.server().address());

	@AfterEach
	void stopThreads() {
		this.release.countDown();
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void loadsOfLimitedTimeEndOnAPoolThatIsFull(String mode) {
		runner(mode).withPropertyValues("larder.defaults.load-timeout=5s")
			.run((context) -> assertThat(results(executor(context), (i) -> products(context).find(i)))
				.containsExactlyElementsOf(expected()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void futuresEndOnAPoolThatIsFull(String mode) {
		runner(mode).run((context) -> assertThat(results(executor(context), (i) -> products(context).later(i).join()))
			.containsExactlyElementsOf(expected()));
	}

	@ParameterizedTest
	@CsvSource({ "memcached, find", "tiered, find", "memcached, later", "tiered, later" })
	void cachedMethodsEndOnTheCommonPool(String mode, String method) {
		runner(mode).withPropertyValues("larder.defaults.load-timeout=5s").run((context) -> {
			Call call = method.equals("find") ? (i) -> products(context).find(i)
					: (i) -> products(context).later(i).join();
			assertThat(results(ForkJoinPool.commonPool(), call)).containsExactlyElementsOf(expected());
			assertThat(IntStream.range(0, TASKS).parallel().mapToObj((i) -> uncheck(call, i)).toList())
				.containsExactlyElementsOf(expected());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memcached", "tiered" })
	void pooledTasksThatAreRefusedDoNotConcernCachedFutures(String mode) {
		runner(mode)
			.withPropertyValues("spring.task.execution.pool.core-size=1", "spring.task.execution.pool.max-size=1",
					"spring.task.execution.pool.queue-capacity=1")
			.run((context) -> {
				CountDownLatch busy = new CountDownLatch(1);
				executor(context).execute(() -> {
					busy.countDown();
					awaitRelease();
				});
				busy.await();
				List<CompletableFuture<String>> futures = new ArrayList<>();
				for (int i = 0; i < 20; i++) {
					futures.add(products(context).later(i));
				}
				for (int i = 0; i < 20; i++) {
					assertThat(futures.get(i)).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("product " + i);
				}
				// Or the context waits, as it closes, for the task in the pool
				this.release.countDown();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void cachedMethodThatCallsAnotherEndsWhereTheApplicationRunsOneTaskAtATime(String mode) {
		runner(mode)
			.withPropertyValues("larder.defaults.soft-load-timeout=1s", "larder.defaults.load-timeout=20s",
					"spring.task.execution.mode=force", "spring.task.execution.simple.concurrency-limit=1",
					"spring.task.execution.pool.core-size=1", "spring.task.execution.pool.max-size=1")
			.run((context) -> assertThat(
					this.executor.submit(() -> products(context).nested(1)).get(30, TimeUnit.SECONDS))
				.isEqualTo("product 1 in nested"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void asynchronousCachedMethodsEndOnASingleThread(String mode) {
		runner(mode).withUserConfiguration(AsyncConfiguration.class)
			.withPropertyValues("larder.defaults.load-timeout=20s", "spring.task.execution.pool.core-size=1")
			.run((context) -> {
				List<CompletableFuture<String>> futures = new ArrayList<>();
				for (int i = 0; i < TASKS; i++) {
					futures.add(context.getBean(AsyncProducts.class).later(i));
				}
				for (int i = 0; i < TASKS; i++) {
					assertThat(futures.get(i)).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("product " + i);
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whatFollowsACachedFutureMayWaitForAnother(String mode) {
		runner(mode).run((context) -> {
			CompletableFuture<String> future = products(context).later(1)
				.thenApply((first) -> first + ", " + products(context).later(2).join())
				.thenApply((both) -> both + ", " + products(context).find(3));
			assertThat(future).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("product 1, product 2, product 3");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whatFollowsATimeoutRunsOnThreadsOfLarder(String mode) {
		runner(mode).withPropertyValues("larder.defaults.load-timeout=50ms").run((context) -> {
			CompletableFuture<String> thread = products(context).never()
				.handle((value, failure) -> Thread.currentThread().getName() + " after " + failure);
			assertThat(thread).succeedsWithin(Duration.ofSeconds(30))
				.asString()
				.matches("larder-\\d+ after .*")
				.contains(LoadTimeoutException.class.getSimpleName());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whatFollowsSomebodyElsesLoadDoesNotRunOnItsThread(String mode) {
		runner(mode).run((context) -> {
			LarderCache cache = cache(context);
			CountDownLatch loading = new CountDownLatch(1);
			Future<String> leader = this.executor.submit(() -> cache.get("key", () -> {
				loading.countDown();
				awaitRelease();
				return "value of " + Thread.currentThread().getName();
			}));
			loading.await();
			CompletableFuture<String> joined = cache
				.retrieve("key", () -> CompletableFuture.completedFuture("unexpected"))
				.thenApply((value) -> Thread.currentThread().getName());
			Awaitility.await().until(() -> cache.getStatistics().misses() == 2);
			this.release.countDown();
			assertThat(leader.get(30, TimeUnit.SECONDS)).startsWith("value of ");
			assertThat(joined).succeedsWithin(Duration.ofSeconds(30)).asString().matches("larder-\\d+");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memcached", "tiered" })
	void whatFollowsAReadRunsOnThreadsOfLarder(String mode) {
		runner(mode).run((context) -> {
			LarderCache cache = cache(context);
			CompletableFuture<String> follows = cache.retrieve("key", () -> CompletableFuture.completedFuture("value"))
				.thenApply((value) -> Thread.currentThread().getName());
			assertThat(follows.get(30, TimeUnit.SECONDS)).matches("larder-\\d+|" + Thread.currentThread().getName());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void refreshesAheadAreBounded(String mode) {
		runner(mode)
			.withPropertyValues("larder.defaults.refresh-ahead=true", "larder.defaults.ttl=5s",
					"larder.defaults.ttl-jitter=0")
			.run((context) -> {
				LarderCache cache = cache(context);
				AtomicInteger refreshes = new AtomicInteger();
				List<Future<String>> loads = new ArrayList<>();
				for (int i = 0; i < 100; i++) {
					int key = i;
					loads.add(this.executor.submit(() -> cache.get(key, () -> {
						this.release.await(1500, TimeUnit.MILLISECONDS);
						return "old";
					})));
				}
				for (Future<String> load : loads) {
					load.get(30, TimeUnit.SECONDS);
				}
				Callable<String> loader = () -> {
					if (Thread.currentThread().getName().startsWith("larder-")) {
						refreshes.incrementAndGet();
						awaitRelease();
					}
					return "new";
				};
				Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
					readAll(cache, loader);
					return refreshes.get() >= 32;
				});
				for (int i = 0; i < 20; i++) {
					readAll(cache, loader);
				}
				assertThat(refreshes).hasValue(32);
			});
	}

	// Those that have expired are read by threads that may wait for their refresh
	private void readAll(LarderCache cache, Callable<String> loader) {
		for (int i = 0; i < 100; i++) {
			if (cache.get(i) != null) {
				cache.get(i, loader);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void whoWaitedInVainForALoadLoadsForItself(String mode) {
		runner(mode).withPropertyValues("larder.defaults.wait-timeout=100ms").run((context) -> {
			LarderCache cache = cache(context);
			Future<String> leader = leader(cache);
			assertThat(cache.get("key", () -> "own value")).isEqualTo("own value");
			assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture("own future")).join())
				.isEqualTo("own future");
			assertThat(cache.getAll(List.of("key", "other"), (keys) -> values(keys, "own batch")))
				.containsEntry("key", "own batch")
				.containsEntry("other", "own batch");
			assertThat(cache
				.retrieveAll(List.of("key", "another"),
						(keys) -> CompletableFuture.completedFuture(values(keys, "own")))
				.join()).containsEntry("key", "own").containsEntry("another", "own");
			this.release.countDown();
			assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo("slow value");
			assertThat(cache.get("key", () -> "unexpected")).isEqualTo("slow value");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memcached", "tiered" })
	void whoWaitedInVainForAnotherInstanceLoadsForItself(String mode) {
		runner(mode).withPropertyValues("larder.defaults.wait-timeout=100ms").run((first) -> {
			Future<String> leader = leader(cache(first));
			runner(mode).withPropertyValues("larder.defaults.wait-timeout=100ms").run((second) -> {
				LarderCache cache = cache(second);
				assertThat(cache.get("key", () -> "own value")).isEqualTo("own value");
				assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture("own future")).join())
					.isEqualTo("own future");
			});
			this.release.countDown();
			assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo("slow value");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void loadsThatWaitForEachOtherEnd(String mode) {
		runner(mode).withPropertyValues("larder.defaults.wait-timeout=100ms").run((context) -> {
			LarderCache cache = cache(context);
			CountDownLatch both = new CountDownLatch(2);
			Future<String> first = this.executor.submit(() -> cache.get("a", () -> met(both, cache, "b")));
			Future<String> second = this.executor.submit(() -> cache.get("b", () -> met(both, cache, "a")));
			assertThat(first.get(30, TimeUnit.SECONDS)).isNotNull();
			assertThat(second.get(30, TimeUnit.SECONDS)).isNotNull();
		});
	}

	private static String met(CountDownLatch both, LarderCache cache, String other) throws InterruptedException {
		both.countDown();
		both.await();
		return "with " + cache.get(other, () -> "own " + other);
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void valueReachesItsCallerWhateverTheTtlFunctionThrows(String mode) {
		runner(mode).withBean(TtlFunction.class, () -> (cache, key, value) -> {
			throw new AssertionError("broken");
		}).run((context) -> {
			LarderCache cache = cache(context);
			assertThat(cache.get("key", () -> "value")).isEqualTo("value");
			assertThat(cache.retrieve("later", () -> CompletableFuture.completedFuture("value")).join())
				.isEqualTo("value");
			assertThat(cache.getAll(List.of("batch"), (keys) -> values(keys, "value"))).containsEntry("batch", "value");
			assertThat(cache.get("key", () -> "loaded again")).isEqualTo("value");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memcached", "tiered" })
	void errorOfASerializerLosesNoValueAndKeepsNobodyWaiting(String mode) {
		ApplicationContextRunner broken = runner(mode).withBean("broken", ValueSerializer.class, BrokenSerializer::new)
			.withPropertyValues("larder.defaults.serializer=broken", "larder.defaults.wait-timeout=0");
		broken.run((first) -> broken.run((second) -> {
			for (ApplicationContext context : List.of(first, second, first)) {
				assertThat(cache(context).get("key", () -> "value")).isEqualTo("value");
				assertThat(cache(context).retrieve("later", () -> CompletableFuture.completedFuture("value")).join())
					.isEqualTo("value");
				assertThat(cache(context).getAll(List.of("batch"), (keys) -> values(keys, "value")))
					.containsEntry("batch", "value");
			}
		}));
	}

	@Test
	void contextThatClosesWhileLoadsRunHurtsNobody() {
		List<Future<String>> results = new ArrayList<>();
		List<CompletableFuture<String>> futures = new ArrayList<>();
		runner("memcached").withPropertyValues("larder.defaults.load-timeout=20s").run((context) -> {
			LarderCache cache = cache(context);
			CountDownLatch loading = new CountDownLatch(1);
			CompletableFuture<String> load = new CompletableFuture<>();
			results.add(this.executor.submit(() -> cache.get("key", () -> {
				loading.countDown();
				awaitRelease();
				return "value";
			})));
			futures.add(cache.retrieve("future", () -> load));
			loading.await();
			Awaitility.await().until(() -> cache.getStatistics().misses() == 2);
			this.executor.execute(() -> {
				awaitRelease();
				load.complete("value");
			});
		});
		this.release.countDown();
		assertThat(results.get(0)).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("value");
		assertThat(futures.get(0)).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("value");
	}

	@Test
	void applicationKeepsItsOwnExecutor() {
		runner("tiered").run((context) -> {
			assertThat(context).hasBean("applicationTaskExecutor");
			assertThat(context.getBeanNamesForType(Executor.class)).containsExactly("applicationTaskExecutor");
		});
	}

	private Future<String> leader(LarderCache cache) throws InterruptedException {
		CountDownLatch loading = new CountDownLatch(1);
		Future<String> leader = this.executor.submit(() -> cache.get("key", () -> {
			loading.countDown();
			awaitRelease();
			return "slow value";
		}));
		loading.await();
		return leader;
	}

	private static <K> Map<K, String> values(Set<K> keys, String value) {
		Map<K, String> values = new HashMap<>();
		keys.forEach((key) -> values.put(key, value));
		return values;
	}

	private void awaitRelease() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> results(Executor executor, Call call) throws Exception {
		List<CompletableFuture<String>> futures = new ArrayList<>();
		CountDownLatch begun = new CountDownLatch(1);
		for (int i = 0; i < TASKS; i++) {
			int id = i;
			futures.add(CompletableFuture.supplyAsync(() -> {
				try {
					begun.await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				return uncheck(call, id);
			}, executor));
		}
		begun.countDown();
		List<String> results = new ArrayList<>();
		for (CompletableFuture<String> future : futures) {
			results.add(future.get(30, TimeUnit.SECONDS));
		}
		return results;
	}

	private static String uncheck(Call call, int id) {
		try {
			return call.on(id);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> expected() {
		return IntStream.range(0, TASKS).mapToObj((i) -> "product " + i).toList();
	}

	private static AsyncTaskExecutor executor(ApplicationContext context) {
		return context.getBean("applicationTaskExecutor", AsyncTaskExecutor.class);
	}

	private static Products products(ApplicationContext context) {
		return context.getBean(Products.class);
	}

	private static LarderCache cache(ApplicationContext context) {
		LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
		cacheManager.getCache("products");
		LarderCache cache = cacheManager.getLarderCache("products");
		assertThat(cache).isNotNull();
		return cache;
	}

	private ApplicationContextRunner runner(String mode) {
		return this.contextRunner.withPropertyValues("larder.mode=" + mode);
	}

	/**
	 * Fails as no serializer should.
	 */
	static class BrokenSerializer implements ValueSerializer {

		@Override
		public int format() {
			return 20;
		}

		@Override
		public byte[] serialize(Object value) {
			throw new AssertionError("broken");
		}

		@Override
		public Object deserialize(byte[] data) {
			throw new AssertionError("broken");
		}

	}

	private interface Call {

		String on(int id) throws Exception;

	}

	static class Products {

		private final ObjectProvider<Products> self;

		Products(ObjectProvider<Products> self) {
			this.self = self;
		}

		@Cacheable("products")
		public String find(int id) {
			return "product " + id;
		}

		@Cacheable("nested")
		public String nested(int id) {
			return this.self.getObject().find(id) + " in nested";
		}

		@Cacheable("later")
		public CompletableFuture<String> later(int id) {
			return CompletableFuture.supplyAsync(() -> "product " + id, Executors.newSingleThreadExecutor());
		}

		@Cacheable("never")
		public CompletableFuture<String> never() {
			return new CompletableFuture<>();
		}

	}

	static class AsyncProducts {

		@Async
		@Cacheable("async")
		public CompletableFuture<String> later(int id) {
			return CompletableFuture.completedFuture("product " + id);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	@Import(Products.class)
	static class ProductsConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import(AsyncProducts.class)
	static class AsyncConfiguration {

	}

}
