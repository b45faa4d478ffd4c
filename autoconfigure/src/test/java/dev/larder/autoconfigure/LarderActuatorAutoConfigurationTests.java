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

import java.util.concurrent.TimeUnit;

import dev.larder.actuate.LarderEndpoint;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.actuate.LarderCacheMeterBinderProvider;
import dev.larder.internal.actuate.LateCacheMetricsBinder;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.cache.actuate.endpoint.CachesEndpoint;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CachesEndpointAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LarderMetricsAutoConfiguration} and
 * {@link LarderEndpointAutoConfiguration}.
 */
class LarderActuatorAutoConfigurationTests {

	private final ApplicationContextRunner plainRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, CacheMetricsAutoConfiguration.class,
				CachesEndpointAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderMetricsAutoConfiguration.class, LarderEndpointAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class);

	private final ApplicationContextRunner contextRunner = this.plainRunner
		.withUserConfiguration(MeterRegistryConfiguration.class)
		.withPropertyValues("management.endpoints.web.exposure.include=larder,caches");

	@Test
	void cacheThatExistsFromTheStartIsMeasured() {
		this.contextRunner.withPropertyValues("larder.caches.products.ttl=1m").run((context) -> {
			use(context.getBean(CacheManager.class));
			assertMeasured(context.getBean(MeterRegistry.class), "cacheManager");
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void noCacheIsMeasuredTwice(CapturedOutput output) {
		this.contextRunner.withPropertyValues("larder.caches.products.ttl=1m").run((context) -> {
			use(context.getBean(CacheManager.class));
			assertThat(output).doesNotContain("already registered");
		});
	}

	@Test
	void cacheThatIsCreatedLaterIsMeasured() {
		this.contextRunner.run((context) -> {
			use(context.getBean(CacheManager.class));
			assertMeasured(context.getBean(MeterRegistry.class), "cacheManager");
		});
	}

	@Test
	void cacheOfATransactionAwareManagerIsMeasured() {
		this.contextRunner.withPropertyValues("larder.transaction-aware=true").run((context) -> {
			use(context.getBean(CacheManager.class));
			assertMeasured(context.getBean(MeterRegistry.class), "cacheManager");
		});
	}

	@Test
	void lateCacheOfAnotherManagerCarriesItsName() {
		this.contextRunner.withUserConfiguration(OtherCacheManagerConfiguration.class).run((context) -> {
			use(context.getBean("booksCacheManager", CacheManager.class));
			assertMeasured(context.getBean(MeterRegistry.class), "books");
		});
	}

	@Test
	void loadsAreMeasured() {
		this.contextRunner.run((context) -> {
			cache(context.getBean(CacheManager.class)).get("key", () -> "value");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Timer successes = registry.get("cache.loads").tag("result", "success").timer();
			assertThat(successes.count()).isOne();
			assertThat(successes.totalTime(TimeUnit.NANOSECONDS)).isPositive();
			assertThat(registry.get("cache.loads").tag("result", "failure").timer().count()).isZero();
		});
	}

	@Test
	void loadsThatFailAreMeasuredApart() {
		this.contextRunner.run((context) -> {
			assertThatExceptionOfType(Cache.ValueRetrievalException.class)
				.isThrownBy(() -> cache(context.getBean(CacheManager.class)).get("key", () -> {
					throw new IllegalStateException("Out of stock");
				}));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("cache.loads").tag("result", "failure").timer().count()).isOne();
			assertThat(registry.get("cache.loads").tag("result", "success").timer().count()).isZero();
		});
	}

	@Test
	void loadsOfACacheThatIsThereFromTheStartAreMeasuredOnce() {
		this.contextRunner.withPropertyValues("larder.caches.products.ttl=1m").run((context) -> {
			cache(context.getBean(CacheManager.class)).get("key", () -> "value");
			assertThat(context.getBean(MeterRegistry.class).get("cache.loads").tag("result", "success").timer().count())
				.isOne();
		});
	}

	@Test
	void readsAreMeasuredByTier() {
		this.contextRunner.run((context) -> {
			use(context.getBean(CacheManager.class));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("cache.tier.gets").meters()).hasSize(2);
			RequiredSearch local = registry.get("cache.tier.gets").tag("tier", "local");
			assertThat(local.tag("result", "hit").functionCounter().count()).isEqualTo(2);
			assertThat(
					registry.get("cache.tier.gets").tags("tier", "local", "result", "miss").functionCounter().count())
				.isOne();
		});
	}

	@Test
	void cachesOfSeveralManagersAreMeasuredApart() {
		this.contextRunner.withUserConfiguration(TwoCacheManagersConfiguration.class).run((context) -> {
			use(context.getBean("booksCacheManager", CacheManager.class));
			cache(context.getBean("filmsCacheManager", CacheManager.class)).get("key");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertMeasured(registry, "books");
			assertThat(meter(registry, "cache.gets", "films").tag("result", "hit").functionCounter().count()).isZero();
			assertThat(meter(registry, "cache.gets", "films").tag("result", "miss").functionCounter().count()).isOne();
		});
	}

	@Test
	void metersOfAManagerThatIsClosedAreGone() {
		this.contextRunner.withUserConfiguration(TwoCacheManagersConfiguration.class).run((context) -> {
			LarderCacheManager books = context.getBean("booksCacheManager", LarderCacheManager.class);
			use(books);
			use(context.getBean("filmsCacheManager", CacheManager.class));
			books.close();
			assertThat(context.getBean(MeterRegistry.class).getMeters()).extracting(Meter::getId)
				.extracting((id) -> id.getTag("cache.manager"))
				.contains("films")
				.doesNotContain("books");
			assertThat(context.getBean(LarderEndpoint.class).caches().caches())
				.extracting(LarderEndpoint.CacheDescriptor::manager)
				.containsOnly("filmsCacheManager");
		});
	}

	@Test
	void refusalsAreMeasuredByReason() {
		this.contextRunner.run((context) -> {
			LarderCache cache = (LarderCache) cache(context.getBean(CacheManager.class));
			cache.put(new Object(), "value");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("cache.refusals")
				.tags("name", cache.getName(), "subject", "key", "reason", "identity")
				.functionCounter()
				.count()).isOne();
			assertThat(registry.get("cache.refusals").tag("reason", "altered").functionCounter().count()).isZero();
		});
	}

	@Test
	void withoutMicrometerNothingIsMeasured() {
		new ApplicationContextRunner().withUserConfiguration(EverythingConfiguration.class)
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(LarderCacheManager.class)
				.doesNotHaveBean(LarderCacheMeterBinderProvider.class)
				.doesNotHaveBean(LateCacheMetricsBinder.class));
	}

	@Test
	void withoutActuatorThereIsNoEndpoint() {
		new ApplicationContextRunner().withUserConfiguration(EverythingConfiguration.class)
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(LarderCacheManager.class)
				.doesNotHaveBean(LarderEndpoint.class));
	}

	@Test
	void endpointShowsTheCaches() {
		this.contextRunner.withPropertyValues("spring.application.name=shop", "larder.caches.products.ttl=1m")
			.run((context) -> {
				LarderEndpoint.LarderDescriptor shown = context.getBean(LarderEndpoint.class).caches();
				assertThat(shown.application()).isEqualTo("shop");
				assertThat(shown.caches()).extracting(LarderEndpoint.CacheDescriptor::name).containsExactly("products");
			});
	}

	@Test
	void endpointThatIsNotExposedIsNotThere() {
		this.plainRunner.run((context) -> assertThat(context).doesNotHaveBean(LarderEndpoint.class));
	}

	@Test
	void otherCacheManagersHaveNoEndpoint() {
		this.contextRunner.withPropertyValues("spring.cache.type=simple")
			.run((context) -> assertThat(context).doesNotHaveBean(LarderEndpoint.class)
				.doesNotHaveBean(LarderCacheMeterBinderProvider.class));
	}

	@Test
	void springBootsEndpointShowsTheNativeCache() {
		this.contextRunner.withPropertyValues("larder.caches.products.ttl=1m").run((context) -> {
			CachesEndpoint.CacheEntryDescriptor shown = context.getBean(CachesEndpoint.class).cache("products", null);
			assertThat(shown).isNotNull();
			assertThat(shown.getTarget()).startsWith("com.github.benmanes.caffeine.cache.");
		});
	}

	private static void use(CacheManager cacheManager) {
		Cache cache = cache(cacheManager);
		cache.get("key");
		cache.put("key", "value");
		cache.get("key");
		cache.get("key");
	}

	private static Cache cache(CacheManager cacheManager) {
		Cache cache = cacheManager.getCache("products");
		assertThat(cache).isNotNull();
		return cache;
	}

	private static void assertMeasured(MeterRegistry registry, String manager) {
		assertThat(meter(registry, "cache.gets", manager).tag("result", "hit").functionCounter().count()).isEqualTo(2);
		assertThat(meter(registry, "cache.gets", manager).tag("result", "miss").functionCounter().count()).isEqualTo(1);
		assertThat(meter(registry, "cache.puts", manager).functionCounter().count()).isEqualTo(1);
		assertThat(meter(registry, "cache.evictions", manager).functionCounter().count()).isZero();
		assertThat(meter(registry, "cache.size", manager).gauge().value()).isEqualTo(1);
	}

	private static RequiredSearch meter(MeterRegistry registry, String name, String manager) {
		return registry.get(name).tag("cache", "products").tag("name", "products").tag("cache.manager", manager);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class EverythingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class MeterRegistryConfiguration {

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherCacheManagerConfiguration {

		@Bean
		LarderCacheManager booksCacheManager() {
			return LarderCacheManager.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoCacheManagersConfiguration {

		@Bean
		LarderCacheManager booksCacheManager() {
			return LarderCacheManager.builder().build();
		}

		@Bean
		@Primary
		LarderCacheManager filmsCacheManager() {
			return LarderCacheManager.builder().build();
		}

	}

}
