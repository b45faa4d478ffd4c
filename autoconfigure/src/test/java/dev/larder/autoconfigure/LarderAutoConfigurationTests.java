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
import java.util.List;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.entry.Compression;
import dev.larder.load.LoadSettings;
import dev.larder.serializer.ValueSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderAutoConfiguration}.
 */
class LarderAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class));

	private final ApplicationContextRunner cachingRunner = this.contextRunner
		.withUserConfiguration(CachingConfiguration.class);

	@Test
	void noEnableCaching() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(CacheManager.class));
	}

	@Test
	void cacheManagerIsLarders() {
		this.cachingRunner.run((context) -> {
			assertThat(context).hasSingleBean(CacheManager.class).hasBean("cacheManager");
			assertThat(context.getBean(CacheManager.class)).isInstanceOf(LarderCacheManager.class);
		});
	}

	@Test
	void cacheManagerBackOff() {
		this.cachingRunner.withUserConfiguration(UserCacheManagerConfiguration.class)
			.run((context) -> assertThat(context.getBean(CacheManager.class))
				.isInstanceOf(ConcurrentMapCacheManager.class));
	}

	@Test
	void cacheResolverBackOff() {
		this.cachingRunner.withUserConfiguration(UserCacheResolverConfiguration.class)
			.run((context) -> assertThat(context).doesNotHaveBean(CacheManager.class));
	}

	@Test
	void springCacheTypeNone() {
		this.cachingRunner.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat(context.getBean(CacheManager.class)).isInstanceOf(NoOpCacheManager.class));
	}

	@Test
	void springCacheTypeSimple() {
		this.cachingRunner.withPropertyValues("spring.cache.type=simple")
			.run((context) -> assertThat(context.getBean(CacheManager.class))
				.isInstanceOf(ConcurrentMapCacheManager.class));
	}

	@Test
	void emptySpringCacheTypeIsNoType() {
		this.cachingRunner.withPropertyValues("spring.cache.type=")
			.run((context) -> assertThat(context.getBean(CacheManager.class)).isInstanceOf(LarderCacheManager.class));
	}

	@Test
	void cacheManagerCustomizersAreCalled() {
		this.cachingRunner.withUserConfiguration(CustomizerConfiguration.class).run((context) -> {
			NamedCustomizer<?> larder = context.getBean("larderCustomizer", NamedCustomizer.class);
			assertThat(larder.customized).isSameAs(context.getBean(CacheManager.class));
			assertThat(context.getBean("anyCustomizer", NamedCustomizer.class).customized).isSameAs(larder.customized);
			assertThat(context.getBean("simpleCustomizer", NamedCustomizer.class).customized).isNull();
		});
	}

	@Test
	void cachesAreCreatedAsTheyAreAskedFor() {
		this.cachingRunner.run((context) -> {
			CacheManager cacheManager = context.getBean(CacheManager.class);
			assertThat(cacheManager.getCacheNames()).isEmpty();
			assertThat(cacheManager.getCache("products")).isNotNull();
			assertThat(cacheManager.getCacheNames()).containsExactly("products");
		});
	}

	@Test
	void springCacheNamesRestrictTheCaches() {
		this.cachingRunner.withPropertyValues("spring.cache.cache-names=one,two", "larder.caches.three.ttl=1m")
			.run((context) -> {
				CacheManager cacheManager = context.getBean(CacheManager.class);
				assertThat(cacheManager.getCacheNames()).containsExactlyInAnyOrder("one", "two", "three");
				assertThat(cacheManager.getCache("four")).isNull();
			});
	}

	@Test
	void builderIsCustomizedInOrder() {
		this.cachingRunner.withUserConfiguration(BuilderCustomizerConfiguration.class)
			.withPropertyValues("larder.defaults.ttl=2h", "larder.defaults.max-entries=7")
			.run((context) -> {
				LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
				assertThat(cacheManager.getCacheNames()).containsExactly("first", "second");
				CacheSettings expected = CacheSettings.defaults().withMaxEntries(7);
				assertThat(settings(cacheManager, "first")).isEqualTo(expected.withTimeToLive(Duration.ofHours(2)));
				assertThat(settings(cacheManager, "second")).isEqualTo(expected.withTimeToLive(Duration.ofHours(3)));
			});
	}

	@Test
	void configuredCachesExistFromTheStart() {
		this.cachingRunner.withPropertyValues("larder.caches.products.ttl=10m").run((context) -> {
			CacheManager cacheManager = context.getBean(CacheManager.class);
			assertThat(cacheManager.getCacheNames()).containsExactly("products");
			assertThat(cacheManager.getCache("others")).isNotNull();
		});
	}

	@Test
	void settingsAreLardersOwnWithoutProperties() {
		this.cachingRunner.run((context) -> assertThat(settings(context.getBean(LarderCacheManager.class), "products"))
			.isEqualTo(CacheSettings.defaults()));
	}

	@Test
	void settingsOfACacheComeBeforeTheDefaults() {
		this.cachingRunner.withPropertyValues("larder.defaults.ttl=2h", "larder.defaults.ttl-jitter=0.5",
				"larder.defaults.null-ttl=2m", "larder.defaults.max-entries=7", "larder.defaults.serializer=jdk",
				"larder.defaults.compression.algorithm=gzip", "larder.defaults.compression.threshold=1KB",
				"larder.defaults.stale-ttl=3h", "larder.defaults.local-ttl=10s", "larder.defaults.copy-on-read=true",
				"larder.defaults.load-timeout=4s", "larder.defaults.soft-load-timeout=1s",
				"larder.defaults.refresh-ahead=true", "larder.defaults.cluster-lease=false",
				"larder.defaults.lease-time=5s", "larder.defaults.wait-timeout=7s", "larder.caches.products.ttl=500ms",
				"larder.caches.products.compression.threshold=2KB")
			.run((context) -> {
				LoadSettings loading = new LoadSettings(Duration.ofSeconds(4), Duration.ofSeconds(1), true, false,
						Duration.ofSeconds(5), Duration.ofSeconds(7));
				CacheSettings expected = new CacheSettings(CacheMode.LOCAL, Duration.ofHours(2), 0.5,
						Duration.ofMinutes(2), Duration.ofHours(3), 7, DataSize.ofBytes(0), Duration.ofSeconds(10),
						true, loading, List.of(), Compression.GZIP, DataSize.ofKilobytes(1));
				LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
				CacheSettings others = settings(cacheManager, "others");
				assertThat(others.serializers()).extracting(ValueSerializer::name).containsExactly("jdk");
				assertThat(others.withSerializer()).isEqualTo(expected);
				assertThat(settings(cacheManager, "products").serializers()).isEqualTo(others.serializers());
				assertThat(settings(cacheManager, "products").withSerializer())
					.isEqualTo(expected.withTimeToLive(Duration.ofMillis(500))
						.withCompression(Compression.GZIP, DataSize.ofKilobytes(2)));
			});
	}

	@Test
	void loadsOfLimitedTimeRunAsTheApplicationWantsTasksToRun() {
		TaskDecorator decorator = (task) -> () -> {
			Thread.currentThread().setName("decorated");
			task.run();
		};
		this.cachingRunner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withBean(TaskDecorator.class, () -> decorator)
			.withPropertyValues("larder.defaults.load-timeout=1m")
			.run((context) -> {
				Cache cache = context.getBean(LarderCacheManager.class).getCache("products");
				assertThat(cache).isNotNull();
				assertThat(cache.get("key", () -> Thread.currentThread().getName())).isEqualTo("decorated");
			});
	}

	@Test
	void leaseTimeThatIsTooShortIsRefused() {
		this.cachingRunner.withPropertyValues("larder.defaults.lease-time=99ms")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("larder.defaults.lease-time"));
	}

	@Test
	void cachesHeedTransactionsWhenAsked() {
		this.cachingRunner.withPropertyValues("larder.transaction-aware=true").run((context) -> {
			LarderCacheManager cacheManager = context.getBean(LarderCacheManager.class);
			assertThat(cacheManager.isTransactionAware()).isTrue();
			assertThat(cacheManager.getCache("products")).isNotInstanceOf(LarderCache.class);
		});
	}

	@Test
	void transactionAwarenessWithoutTransactionsFailsTheStart() {
		this.cachingRunner.withClassLoader(new FilteredClassLoader(TransactionSynchronization.class))
			.withPropertyValues("larder.transaction-aware=true")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("larder.transaction-aware")
				.hasMessageContaining("spring-tx"));
	}

	@ParameterizedTest
	@CsvSource({ "larder.defaults.ttl, -1s", "larder.defaults.null-ttl, -1s", "larder.defaults.ttl-jitter, 1.5",
			"larder.defaults.ttl-jitter, NaN", "larder.defaults.max-entries, 0",
			"larder.defaults.compression.threshold, -1KB", "larder.caches.products.ttl, -1s",
			"larder.caches.products.max-entries, -1" })
	void wrongValueFailsTheStartWithTheNameOfItsProperty(String property, String value) {
		this.cachingRunner.withPropertyValues(property + "=" + value).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, (ex) -> {
					assertThat(ex.getName()).isEqualTo(property);
					assertThat(ex.getReason()).startsWith("It must");
				});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.mode=redis", "larder.defaults.mode=redis", "larder.caches.products.mode=redis",
			"larder.defaults.ttl=soon" })
	void unknownValueFailsTheStart(String property) {
		this.cachingRunner.withPropertyValues(property).run((context) -> assertThat(context).hasFailed());
	}

	private static CacheSettings settings(LarderCacheManager cacheManager, String name) {
		cacheManager.getCache(name);
		LarderCache cache = cacheManager.getLarderCache(name);
		assertThat(cache).isNotNull();
		return cache.getSettings();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class UserCacheManagerConfiguration {

		@Bean
		CacheManager userCacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserCacheResolverConfiguration implements CachingConfigurer {

		@Bean
		@Override
		public CacheResolver cacheResolver() {
			return new SimpleCacheResolver(new NoOpCacheManager());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		NamedCustomizer<LarderCacheManager> larderCustomizer() {
			return new LarderCustomizer();
		}

		@Bean
		NamedCustomizer<CacheManager> anyCustomizer() {
			return new AnyCustomizer();
		}

		@Bean
		NamedCustomizer<ConcurrentMapCacheManager> simpleCustomizer() {
			return new SimpleCustomizer();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BuilderCustomizerConfiguration {

		@Bean
		@Order(2)
		LarderCacheManagerBuilderCustomizer second() {
			return (builder) -> builder.withCacheConfiguration("second", builder.cacheDefaults())
				.disableCreateOnMissingCache();
		}

		@Bean
		@Order(1)
		LarderCacheManagerBuilderCustomizer first() {
			return (builder) -> builder.withCacheConfiguration("first", builder.cacheDefaults())
				.cacheDefaults(builder.cacheDefaults().withTimeToLive(Duration.ofHours(3)));
		}

	}

	abstract static class NamedCustomizer<T extends CacheManager> implements CacheManagerCustomizer<T> {

		private CacheManager customized;

		@Override
		public void customize(T cacheManager) {
			assertThat(this.customized).isNull();
			this.customized = cacheManager;
		}

	}

	static class LarderCustomizer extends NamedCustomizer<LarderCacheManager> {

	}

	static class AnyCustomizer extends NamedCustomizer<CacheManager> {

	}

	static class SimpleCustomizer extends NamedCustomizer<ConcurrentMapCacheManager> {

	}

}
