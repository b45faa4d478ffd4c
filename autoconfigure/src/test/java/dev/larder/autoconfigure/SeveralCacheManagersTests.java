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

import java.util.concurrent.atomic.AtomicInteger;

import dev.larder.actuate.LarderEndpoint;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that have other cache managers beside Larder's, or none in use.
 */
@ServerTest
class SeveralCacheManagersTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(ShopConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "management.endpoints.web.exposure.include=larder",
				"larder.memcached.servers=" + memcached.server().address());

	@Test
	void managerThatIsNoDefaultCandidateStandsBesideLarders() {
		this.contextRunner.withUserConfiguration(OtherManagerConfiguration.class).run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.find("apple")).isEqualTo(products.find("apple"));
			assertThat(products.named("apple")).isEqualTo(products.named("apple"));
			assertThat(context.getBean(CacheManager.class)).isInstanceOf(LarderCacheManager.class);
			assertThat(context.getBean("named", CacheManager.class).getCache("products").get("apple")).isNotNull();
			assertThat(isGuarded(context, "find")).isTrue();
			assertThat(isGuarded(context, "named")).isFalse();
		});
	}

	@Test
	void managerOfLardersStandsBesideAPrimaryOne() {
		this.contextRunner.withUserConfiguration(PrimaryManagerConfiguration.class).run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.find("apple")).isEqualTo(products.find("apple"));
			assertThat(products.named("apple")).isEqualTo(products.named("apple"));
			assertThat(context.getBean(CacheManager.class)).isInstanceOf(CaffeineCacheManager.class);
			assertThat(context.getBean(CacheManager.class).getCache("products").get("apple")).isNotNull();
			assertThat(context.getBean("named", CacheManager.class).getCache("products"))
				.isInstanceOf(LarderCache.class);
			assertThat(isGuarded(context, "find")).isFalse();
			assertThat(isGuarded(context, "named")).isTrue();
			assertThat(context.getBean(MeterRegistry.class).find("cache.loads").tag("cache.manager", "named").meters())
				.isNotEmpty();
			assertThat(context.getBean(LarderEndpoint.class).caches().caches())
				.extracting(LarderEndpoint.CacheDescriptor::name)
				.containsExactly("products");
		});
	}

	@Test
	void nothingIsConnectedToWhereCachingIsOff() {
		long connections = memcached.server().stat("total_connections");
		this.contextRunner.withPropertyValues("spring.cache.type=none", "larder.mode=tiered").run((context) -> {
			Products products = context.getBean(Products.class);
			assertThat(products.find("apple")).isNotEqualTo(products.find("apple"));
			assertThat(context.getBean(CacheManager.class)).isInstanceOf(NoOpCacheManager.class);
			assertThat(context).doesNotHaveBean(LarderCacheManager.class).doesNotHaveBean(LarderEndpoint.class);
			assertThat(context.getBeansOfType(HealthIndicator.class)).doesNotContainKey("larderHealthIndicator");
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("larder-memcached"));
		});
		// The connection that asks is one, too
		assertThat(memcached.server().stat("total_connections")).isEqualTo(connections + 1);
	}

	private static boolean isGuarded(ApplicationContext context, String method) {
		return context.getBean(CacheInterceptor.class)
			.getCacheOperationSource()
			.getCacheOperations(ReflectionUtils.findMethod(Products.class, method, String.class), Products.class)
			.stream()
			.allMatch((operation) -> ((CacheableOperation) operation).isSync());
	}

	static class Products {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("products")
		public int find(String name) {
			return this.calls.incrementAndGet();
		}

		@Cacheable(cacheNames = "products", cacheManager = "named")
		public int named(String name) {
			return this.calls.incrementAndGet();
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

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherManagerConfiguration {

		@Bean(defaultCandidate = false)
		@Qualifier("named")
		CaffeineCacheManager named() {
			return new CaffeineCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryManagerConfiguration {

		@Bean
		@Primary
		CaffeineCacheManager caffeine() {
			return new CaffeineCacheManager();
		}

		@Bean
		LarderCacheManager named() {
			return LarderCacheManager.builder().build();
		}

	}

}
