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

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.larder.cache.CacheMode;
import dev.larder.cache.LarderCacheManager;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several application contexts in one virtual machine, as tests have them whose
 * properties differ.
 */
@ServerTest
class SeveralContextsTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	@ParameterizedTest
	@EnumSource
	void contextsKnowNothingOfEachOther(CacheMode mode) {
		application("first", mode).run((first) -> application("second", mode).run((second) -> {
			assertThat(find(first)).isEqualTo(1);
			assertThat(find(second)).isEqualTo(1);
			second.getBean(Products.class).forget("apple");
			assertThat(find(second)).isEqualTo(2);
			assertThat(find(first)).isEqualTo(1);
			assertThat(misses(first)).isEqualTo(1);
			assertThat(misses(second)).isEqualTo(2);
		}));
	}

	@ParameterizedTest
	@EnumSource
	void contextThatIsClosedTakesNothingFromTheOther(CacheMode mode) {
		application("first", mode).run((first) -> {
			assertThat(find(first)).isEqualTo(1);
			application("second", mode).run((second) -> assertThat(find(second)).isEqualTo(1));
			assertThat(find(first)).isEqualTo(1);
			first.getBean(Products.class).forget("apple");
			assertThat(find(first)).isEqualTo(2);
			assertThat(find(first)).isEqualTo(2);
			assertThat(misses(first)).isEqualTo(2);
			assertThat(isGuarded(first)).isTrue();
		});
	}

	@ParameterizedTest
	@EnumSource
	void nothingRunsOnForAContextThatIsClosed(CacheMode mode) {
		Set<Thread> before = larderThreads();
		application("first", mode).run((first) -> assertThat(find(first)).isEqualTo(1));
		Awaitility.await().untilAsserted(() -> assertThat(before).containsAll(larderThreads()));
	}

	@Test
	void contextsOfOneVirtualMachineCanHaveModesOfTheirOwn() {
		application("first", CacheMode.LOCAL).withPropertyValues("larder.caches.products.ttl=1m")
			.run((first) -> application("second", CacheMode.TIERED).run((second) -> {
				assertThat(find(first)).isEqualTo(1);
				assertThat(find(second)).isEqualTo(1);
				assertThat(List.of(first, second))
					.extracting((context) -> context.getBean(LarderCacheManager.class)
						.getLarderCache("products")
						.getSettings()
						.mode())
					.containsExactly(CacheMode.LOCAL, CacheMode.TIERED);
				assertThat(first.getBean(LarderCacheManager.class).getNodeStatistics()).isEmpty();
			}));
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void contextsOfOneKeyPrefixAreInstancesOfOneApplication(CacheMode mode) {
		application("shop", mode).run((first) -> application("shop", mode).run((second) -> {
			assertThat(find(first)).isEqualTo(1);
			assertThat(find(second)).isEqualTo(1);
			assertThat(second.getBean(Products.class).calls()).isZero();
		}));
	}

	private static ApplicationContextRunner application(String name, CacheMode mode) {
		return new ApplicationContextRunner().withUserConfiguration(ShopConfiguration.class)
			.withPropertyValues("spring.application.name=" + name, "larder.mode=" + mode.id(),
					"larder.memcached.servers=" + memcached.server().address());
	}

	private static int find(AssertableApplicationContext context) {
		return context.getBean(Products.class).find("apple");
	}

	private static double misses(ApplicationContext context) {
		return context.getBean(MeterRegistry.class)
			.get("cache.gets")
			.tags("cache", "products", "result", "miss")
			.functionCounters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static boolean isGuarded(ApplicationContext context) {
		return context.getBean(CacheInterceptor.class)
			.getCacheOperationSource()
			.getCacheOperations(ReflectionUtils.findMethod(Products.class, "find", String.class), Products.class)
			.stream()
			.allMatch((operation) -> ((CacheableOperation) operation).isSync());
	}

	private static Set<Thread> larderThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("larder-"))
			.collect(Collectors.toSet());
	}

	static class Products {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("products")
		public int find(String name) {
			return this.calls.incrementAndGet();
		}

		public int calls() {
			return this.calls.get();
		}

		@CacheEvict("products")
		public void forget(String name) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	@Import(Products.class)
	static class ShopConfiguration {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		// Creates the cache before meters are bound, as an application may do
		@Bean
		Object cacheUser(CacheManager cacheManager) {
			return String.valueOf(cacheManager.getCache("products"));
		}

	}

}
