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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import dev.larder.cache.CacheInspector;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.entry.CacheTtl;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.guard.InvalidCacheTtlException;
import dev.larder.internal.guard.LarderCacheManagers;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.assertj.core.api.AbstractLongAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.support.CompositeCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheTtl} on the methods of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class CacheTtlTests {

	private static final Duration OF_CACHE = Duration.ofHours(1);

	private static final Duration OF_METHOD = Duration.ofMinutes(10);

	private static final Duration OF_NULL = Duration.ofMinutes(2);

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderLoadGuardAutoConfiguration.class))
		.withUserConfiguration(PricesConfiguration.class)
		.withPropertyValues("spring.application.name=shop", "larder.defaults.ttl=1h", "larder.defaults.null-ttl=2m",
				"larder.defaults.ttl-jitter=0", "shop.ttl=10m");

	@ParameterizedTest
	@ValueSource(strings = { "plain", "synchronized", "conditional", "put", "placeholder", "composed", "instant",
			"duration", "optional", "future", "mono" })
	void resultLivesForTheTimeOfItsMethod(String key) throws Exception {
		this.contextRunner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			call(prices, key);
			assertThatLifeOf(context, "prices", key).isBetween(OF_METHOD.minusMinutes(1).toMillis(),
					OF_METHOD.toMillis());
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "unannotated", "nothing follows" })
	void otherResultLivesForTheTimeOfTheCache(String key) {
		this.contextRunner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.plain("plain");
			call(prices, key);
			assertThatLifeOf(context, "prices", key).isBetween(OF_CACHE.minusMinutes(1).toMillis(),
					OF_CACHE.toMillis());
		});
	}

	@Test
	void resultsOfAllOperationsOfAMethodLiveForItsTime() {
		this.contextRunner.run((context) -> {
			context.getBean(Prices.class).severalCaches("key");
			assertThatLifeOf(context, "prices", "key").isLessThanOrEqualTo(OF_METHOD.toMillis());
			assertThatLifeOf(context, "copies", "key").isLessThanOrEqualTo(OF_METHOD.toMillis());
		});
	}

	@Test
	void methodComesBeforeItsClass() {
		this.contextRunner.run((context) -> {
			ClassPrices prices = context.getBean(ClassPrices.class);
			prices.price("of the class");
			prices.ofItsOwn("own");
			assertThatLifeOf(context, "prices", "of the class").isBetween(OF_METHOD.minusMinutes(1).toMillis(),
					OF_METHOD.toMillis());
			assertThatLifeOf(context, "prices", "own").isLessThanOrEqualTo(Duration.ofMinutes(3).toMillis());
		});
	}

	@Test
	void methodComesBeforeTheFunction() {
		this.contextRunner.withBean(TtlFunction.class, () -> (cache, key, value) -> Duration.ofDays(1))
			.run((context) -> {
				context.getBean(Prices.class).plain("plain");
				context.getBean(Prices.class).unannotated("unannotated");
				assertThatLifeOf(context, "prices", "plain").isLessThanOrEqualTo(OF_METHOD.toMillis());
				assertThatLifeOf(context, "prices", "unannotated").isGreaterThan(OF_CACHE.toMillis());
			});
	}

	@Test
	void nullLivesForItsOwnTime() {
		this.contextRunner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.nothing("fixed");
			prices.nothingWithExpression("expression");
			assertThatLifeOf(context, "prices", "fixed").isLessThanOrEqualTo(OF_NULL.toMillis());
			assertThatLifeOf(context, "prices", "expression").isLessThanOrEqualTo(OF_NULL.toMillis());
		});
	}

	@Test
	void zeroIsForEver() {
		this.contextRunner.run((context) -> {
			context.getBean(Prices.class).forEver("key");
			CacheInspector.LocalReport local = local(context, "prices", "key");
			assertThat(local).isNotNull();
			assertThat(local.freshUntil()).isNull();
		});
	}

	@Test
	void resultWithoutTimeLeftIsNotStored() {
		this.contextRunner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.token("expired", Instant.EPOCH);
			assertThat(local(context, "prices", "expired")).isNull();
		});
	}

	@Test
	void jitterAppliesToADurationAlone() {
		this.contextRunner.withPropertyValues("larder.defaults.ttl-jitter=0.5").run((context) -> {
			Prices prices = context.getBean(Prices.class);
			LongStream.range(0, 50).forEach((key) -> {
				prices.plain("plain" + key);
				prices.durationOfResult("exact" + key, OF_METHOD);
			});
			assertThat(shortest(context, "plain")).isLessThan(OF_METHOD.minusMinutes(2).toMillis());
			assertThat(shortest(context, "exact")).isGreaterThan(OF_METHOD.minusMinutes(2).toMillis());
		});
	}

	@Test
	void expressionThatFailsLeavesTheTimeToTheCache(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			context.getBean(Prices.class).wrongExpression("key");
			assertThatLifeOf(context, "prices", "key").isGreaterThan(OF_METHOD.toMillis());
			assertThat(output).contains("#result.length()")
				.contains("is neither a Duration nor an Instant but a java.lang.Integer");
		});
	}

	@Test
	void laterCallsAreAnsweredFromTheCache() {
		this.contextRunner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.plain("key")).isEqualTo(prices.plain("key"));
			assertThat(prices.calls()).isOne();
		});
	}

	@Test
	void evictedByAMethodWithoutATimeToLive() {
		this.contextRunner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			prices.plain("key");
			prices.evict("key");
			assertThat(local(context, "prices", "key")).isNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "plain, true", "put, true", "unannotated, false" })
	void itemInMemcachedLivesForTheTimeOfItsMethod(String key, boolean ofMethod) {
		this.contextRunner
			.withPropertyValues("larder.mode=memcached", "larder.memcached.operation-timeout=5s",
					"larder.memcached.servers=" + memcached.server().address())
			.run((context) -> {
				call(context.getBean(Prices.class), key);
				String expiry = memcached.server().command("mg shop:prices:" + key + " t");
				Duration left = Duration.ofSeconds(Long.parseLong(expiry.substring("HD t".length())));
				Duration expected = ofMethod ? OF_METHOD : OF_CACHE;
				// memcached counts seconds, and an item is kept for the whole of the last
				assertThat(left).isBetween(expected.minusMinutes(1), expected.plusSeconds(1));
			});
	}

	@Test
	void putOfATransactionLivesForTheTimeOfItsMethod() {
		this.contextRunner.withPropertyValues("larder.transaction-aware=true").run((context) -> {
			Prices prices = context.getBean(Prices.class);
			TransactionSynchronizationManager.initSynchronization();
			try {
				prices.unannotated("other");
				prices.put("put");
				prices.plain("plain");
				assertThat(local(context, "prices", "put")).isNull();
				TransactionSynchronizationUtils.triggerAfterCommit();
			}
			finally {
				TransactionSynchronizationManager.clear();
			}
			assertThatLifeOf(context, "prices", "put").isLessThanOrEqualTo(OF_METHOD.toMillis());
			assertThatLifeOf(context, "prices", "plain").isLessThanOrEqualTo(OF_METHOD.toMillis());
			assertThatLifeOf(context, "prices", "other").isGreaterThan(OF_METHOD.toMillis());
		});
	}

	@Test
	void heedsTheTimeWhereLoadsAreNotGuarded() {
		this.contextRunner.withPropertyValues("larder.guard-all-loads=false").run((context) -> {
			context.getBean(Prices.class).plain("key");
			assertThatLifeOf(context, "prices", "key").isLessThanOrEqualTo(OF_METHOD.toMillis());
		});
	}

	@Test
	void heedsTheTimeBehindAManagerOfTheApplication() {
		this.contextRunner
			.withInitializer((context) -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof LarderCacheManager manager)
							? new CompositeCacheManager(new ConcurrentMapCacheManager("other"), manager) : bean;
				}

			}))
			.run((context) -> {
				context.getBean(Prices.class).plain("key");
				LarderCacheManager manager = context.getBean(LarderCacheManagers.class)
					.asMap()
					.values()
					.iterator()
					.next();
				assertThat(left(manager.getLarderCache("prices").inspector().lookUp("key").local()))
					.isLessThanOrEqualTo(OF_METHOD.toMillis());
			});
	}

	@Test
	void viewsAreNoCachesOfTheirOwn() {
		this.contextRunner.run((context) -> {
			context.getBean(Prices.class).plain("key");
			assertThat(context.getBean(LarderCacheManager.class).getCacheNames()).containsExactly("prices");
		});
	}

	@Test
	void startSaysWhereTheTimeHasNoEffect(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(ElsewhereConfiguration.class).run((context) -> {
			assertThat(output)
				.contains("@CacheTtl has no effect on " + Elsewhere.class.getName()
						+ ".otherManager: its cache is not known to be Larder's")
				.contains(".ownResolver: a cache resolver of its own chooses the cache")
				.contains(".evictsOnly: it has neither @Cacheable nor @CachePut")
				.contains(".forgotten: it has neither @Cacheable nor @CachePut")
				.doesNotContain(".plain");
			assertThat(context.getBean(Elsewhere.class).otherManager("key")).isEqualTo("key");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			10       | '''10'' has no unit: write 10s, 5m or 1h'
			-5m      | '''-5m'' is negative'
			soon     | soon
			${none}  | none
			${empty} | is empty
			""")
	void startFailsWithADurationThatIsNone(String value, String fault) {
		this.contextRunner.withPropertyValues("wrong=" + value, "empty=")
			.withBean(WrongDuration.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidCacheTtlException.class)
				.hasMessageContaining(WrongDuration.class.getName() + ".price")
				.hasMessageContaining(fault));
	}

	@Test
	void startFailsWithAnExpressionThatIsNone() {
		this.contextRunner.withBean(WrongExpression.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidCacheTtlException.class)
				.hasMessageContaining(WrongExpression.class.getName() + ".price")
				.hasMessageContaining("'#result.' is no expression"));
	}

	@Test
	void startFailsWithBothADurationAndAnExpression() {
		this.contextRunner.withBean(Both.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("It needs either a duration or an expression"));
	}

	private static void call(Prices prices, String key) throws Exception {
		switch (key) {
			case "plain" -> prices.plain(key);
			case "synchronized" -> prices.synchronizedLoad(key);
			case "conditional" -> prices.conditional(key);
			case "put" -> prices.put(key);
			case "placeholder" -> prices.placeholder(key);
			case "composed" -> prices.composed(key);
			case "instant" -> prices.token(key, Instant.now().plus(OF_METHOD));
			case "duration" -> prices.durationOfResult(key, OF_METHOD);
			case "nothing follows" -> prices.durationOfResult(key, null);
			case "optional" -> prices.optional(key);
			case "future" -> prices.future(key).get();
			case "mono" -> prices.mono(key).block();
			case "unannotated" -> prices.unannotated(key);
			default -> throw new IllegalArgumentException(key);
		}
	}

	private static AbstractLongAssert<?> assertThatLifeOf(ApplicationContext context, String cacheName, String key) {
		CacheInspector.LocalReport local = local(context, cacheName, key);
		assertThat(local).as(key).isNotNull();
		return assertThat(left(local));
	}

	private static long shortest(ApplicationContext context, String key) {
		return LongStream.range(0, 50).map((index) -> left(local(context, "prices", key + index))).min().orElseThrow();
	}

	private static long left(CacheInspector.LocalReport local) {
		return local.freshUntil() - System.currentTimeMillis();
	}

	private static CacheInspector.LocalReport local(ApplicationContext context, String cacheName, String key) {
		LarderCache cache = context.getBean(LarderCacheManager.class).getLarderCache(cacheName);
		return cache.inspector().lookUp(key).local();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class PricesConfiguration {

		@Bean
		ClassPrices classPrices() {
			return new ClassPrices();
		}

		@Bean
		Prices prices() {
			return new Prices();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ElsewhereConfiguration {

		@Bean
		Elsewhere elsewhere() {
			return new Elsewhere();
		}

		@Bean(defaultCandidate = false)
		ConcurrentMapCacheManager otherManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		CacheResolver ownResolver(CacheManager cacheManager) {
			return new SimpleCacheResolver(cacheManager);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@Cacheable("prices")
	@CacheTtl
	@interface CachedFor {

		@AliasFor(annotation = CacheTtl.class, attribute = "value")
		String value();

	}

	static class Prices {

		private int calls;

		@Cacheable("prices")
		@CacheTtl("10m")
		public String plain(String key) {
			return key + ++this.calls;
		}

		@Cacheable(cacheNames = "prices", sync = true)
		@CacheTtl("PT10M")
		public String synchronizedLoad(String key) {
			return key;
		}

		@Cacheable(cacheNames = "prices", unless = "#result.isEmpty()")
		@CacheTtl("600s")
		public String conditional(String key) {
			return key;
		}

		@CachePut("prices")
		@CacheTtl("10m")
		public String put(String key) {
			return key;
		}

		@Cacheable("prices")
		@CacheTtl("${shop.ttl}")
		public String placeholder(String key) {
			return key;
		}

		@CachedFor("10m")
		public String composed(String key) {
			return key;
		}

		@Cacheable(cacheNames = "prices", key = "#key")
		@CacheTtl(expression = "#result")
		public Instant token(String key, Instant end) {
			return end;
		}

		@Cacheable(cacheNames = "prices", key = "#key")
		@CacheTtl(expression = "#result.left()")
		public Price durationOfResult(String key, @Nullable Duration left) {
			return new Price(key, left);
		}

		@Cacheable("prices")
		@CacheTtl(expression = "T(java.time.Duration).ofMinutes(#result.length())")
		public Optional<String> optional(String key) {
			return Optional.of("x".repeat(10));
		}

		@Cacheable("prices")
		@CacheTtl("10m")
		public CompletableFuture<String> future(String key) {
			return CompletableFuture.completedFuture(key);
		}

		@Cacheable("prices")
		@CacheTtl("10m")
		public Mono<String> mono(String key) {
			return Mono.just(key);
		}

		@Caching(cacheable = @Cacheable("prices"), put = @CachePut("copies"))
		@CacheTtl("10m")
		public String severalCaches(String key) {
			return key;
		}

		@Cacheable("prices")
		@CacheTtl("10m")
		public @Nullable String nothing(String key) {
			return null;
		}

		@Cacheable("prices")
		@CacheTtl(expression = "#result.length()")
		public @Nullable String nothingWithExpression(String key) {
			return null;
		}

		@Cacheable("prices")
		@CacheTtl(expression = "#result.length()")
		public String wrongExpression(String key) {
			return key;
		}

		@Cacheable("prices")
		@CacheTtl("0s")
		public String forEver(String key) {
			return key;
		}

		@Cacheable("prices")
		public String unannotated(String key) {
			return key;
		}

		@CacheEvict("prices")
		public void evict(String key) {
		}

		public int calls() {
			return this.calls;
		}

	}

	@CacheTtl("10m")
	static class ClassPrices {

		@Cacheable("prices")
		public String price(String key) {
			return key;
		}

		@Cacheable("prices")
		@CacheTtl("3m")
		public String ofItsOwn(String key) {
			return key;
		}

	}

	static class Elsewhere {

		@Cacheable(cacheNames = "elsewhere", cacheManager = "otherManager")
		@CacheTtl("10m")
		public String otherManager(String key) {
			return key;
		}

		@Cacheable(cacheNames = "elsewhere", cacheResolver = "ownResolver")
		@CacheTtl("10m")
		public String ownResolver(String key) {
			return key;
		}

		@CacheEvict("prices")
		@CacheTtl("10m")
		public void evictsOnly(String key) {
		}

		@CacheTtl("10m")
		public String forgotten(String key) {
			return key;
		}

	}

	static class WrongDuration {

		@Cacheable("prices")
		@CacheTtl("${wrong}")
		public String price(String key) {
			return key;
		}

	}

	static class WrongExpression {

		@Cacheable("prices")
		@CacheTtl(expression = "#result.")
		public String price(String key) {
			return key;
		}

	}

	static class Both {

		@Cacheable("prices")
		@CacheTtl(value = "10m", expression = "#result")
		public String price(String key) {
			return key;
		}

	}

	record Price(String name, @Nullable Duration left) {

	}

}
