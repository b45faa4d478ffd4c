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

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.larder.cache.CacheStatistics;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.guard.LoadGuard;
import dev.larder.internal.guard.LocalHitInterceptor;
import dev.larder.internal.guard.LocalLookups;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.BeanFactoryCacheOperationSourceAdvisor;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalHitInterceptor} and {@link LocalLookups}: which hits are answered
 * without Spring's interceptor, and that the others are not.
 */
@ExtendWith(OutputCaptureExtension.class)
class LocalHitInterceptorTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderLoadGuardAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class);

	@ParameterizedTest
	@MethodSource("shortCalls")
	void hitIsAnsweredWithoutSpringsInterceptor(Function<LocalHitMethods, Object> call) {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			Object loaded = call.apply(methods);
			assertThat(whatSpringWasAskedFor(context, () -> assertThat(call.apply(methods)).isEqualTo(loaded)))
				.isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("shortCalls")
	void resultIsThatOfTheCallsOwnArguments(Function<LocalHitMethods, Object> call,
			Function<LocalHitMethods, Object> other) {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			LocalHitMethods uncached = new LocalHitMethods();
			assertThat(other.apply(methods)).isEqualTo(other.apply(uncached));
			assertThat(call.apply(methods)).isEqualTo(call.apply(uncached));
			assertThat(call.apply(methods)).isEqualTo(call.apply(uncached));
		});
	}

	@ParameterizedTest
	@MethodSource("longCalls")
	void whatIsNotSimpleIsLeftToSpringsInterceptor(Function<LocalHitMethods, Object> call) {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			Object loaded = call.apply(methods);
			assertThat(whatSpringWasAskedFor(context, () -> assertThat(call.apply(methods)).isEqualTo(loaded))).isOne();
		});
	}

	@Test
	void missIsLeftToSpringsInterceptor() {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			methods.one("a");
			assertThat(whatSpringWasAskedFor(context, () -> methods.one("b"))).isOne();
		});
	}

	@Test
	void hitOfAProxyWithAnInterfaceIsShort() {
		this.contextRunner.withPropertyValues("spring.aop.proxy-target-class=false").run((context) -> {
			Translator translator = context.getBean(Translator.class);
			assertThat(translator.translate("a")).isEqualTo("translated a");
			assertThat(whatSpringWasAskedFor(context,
					() -> assertThat(translator.translate("a")).isEqualTo("translated a")))
				.isZero();
		});
	}

	@Test
	void hitCountsOnceAndSoDoesAMiss() {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			methods.one("a");
			methods.one("a");
			methods.one("a");
			CacheStatistics statistics = cache(context, "one").getStatistics();
			assertThat(statistics.hits()).isEqualTo(2);
			assertThat(statistics.misses()).isOne();
			assertThat(statistics.loads()).isOne();
		});
	}

	@Test
	void whatIsEvictedIsNotReturned() {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			methods.one("a");
			LarderCache cache = cache(context, "one");
			cache.evict("a");
			cache.put("a", "another");
			assertThat(methods.one("a")).isEqualTo("another");
			cache.clear();
			assertThat(methods.one("a")).isEqualTo("one a");
		});
	}

	@Test
	void cachedNullIsAHit() {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			methods.nothing("a");
			assertThat(whatSpringWasAskedFor(context, () -> assertThat(methods.nothing("a")).isNull())).isZero();
		});
	}

	@Test
	void cacheThatRefreshesAheadIsLeftToSpringsInterceptor() {
		this.contextRunner.withPropertyValues("larder.caches.one.refresh-ahead=true").run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			methods.one("a");
			assertThat(whatSpringWasAskedFor(context, () -> methods.one("a"))).isOne();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OwnKeyGenerator.class, OwnSource.class, OwnInterceptor.class })
	void everythingIsLeftToWhatTheApplicationHasReplaced(Class<?> configuration) {
		this.contextRunner.withAllowBeanDefinitionOverriding(true)
			.withUserConfiguration(configuration)
			.run((context) -> {
				LocalHitMethods methods = context.getBean(LocalHitMethods.class);
				methods.one("a");
				assertThat(whatSpringWasAskedFor(context, () -> methods.one("a"))).isOne();
			});
	}

	@Test
	void nothingIsShortUnlessLoadsAreGuarded() {
		this.contextRunner.withPropertyValues("larder.guard-all-loads=false")
			.run((context) -> assertThat(context.getBean(BeanFactoryCacheOperationSourceAdvisor.class).getAdvice())
				.isSameAs(context.getBean(CacheInterceptor.class)));
	}

	// Later proxies of a class need not look at its methods again
	@Test
	void hitOfTheFirstProxyOfAClassIsShort() {
		this.contextRunner.withBean(FirstProxied.class).run((context) -> {
			FirstProxied first = context.getBean(FirstProxied.class);
			assertThat(first.twice("a")).isEqualTo("aa");
			assertThat(whatSpringWasAskedFor(context, () -> assertThat(first.twice("a")).isEqualTo("aa"))).isZero();
		});
	}

	@Test
	void everythingIsLeftToSpringsInterceptorWhenTheContextIsClosed() {
		this.contextRunner.run((context) -> {
			LocalHitMethods methods = context.getBean(LocalHitMethods.class);
			methods.one("a");
			context.getBean(LoadGuard.class).destroy();
			assertThat(whatSpringWasAskedFor(context, () -> methods.one("a"))).isOne();
		});
	}

	@Test
	void noBeanIsCreatedTooEarly(CapturedOutput output) {
		this.contextRunner.withBean(AnyBeanPostProcessor.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
			assertThat(context.getBean(BeanFactoryCacheOperationSourceAdvisor.class).getAdvice())
				.isInstanceOf(LocalHitInterceptor.class);
		});
	}

	static Stream<Arguments> shortCalls() {
		return Stream.of(calls("no argument", LocalHitMethods::none, LocalHitMethods::none),
				calls("one argument", (methods) -> methods.one("a"), (methods) -> methods.one("b")),
				calls("null", (methods) -> methods.one(null), (methods) -> methods.one("null")),
				calls("array", (methods) -> methods.array(new int[] { 1, 2 }),
						(methods) -> methods.array(new int[] { 2, 1 })),
				calls("two arguments", (methods) -> methods.two("a", 1), (methods) -> methods.two("a", 2)),
				calls("argument by name", (methods) -> methods.byName("a", 1), (methods) -> methods.byName("b", 1)),
				calls("argument by position", (methods) -> methods.byPosition("a", 1),
						(methods) -> methods.byPosition("b", 2)),
				calls("argument by other position", (methods) -> methods.byOtherPosition("a", 1),
						(methods) -> methods.byOtherPosition("a", 2)),
				calls("optional", (methods) -> methods.optional("a"), (methods) -> methods.optional("")),
				calls("empty optional", (methods) -> methods.optional(""), (methods) -> methods.optional("a")),
				calls("primitive", (methods) -> methods.length("abc"), (methods) -> methods.length("ab")),
				calls("synchronized already", (methods) -> methods.synchronizedAlready("a"),
						(methods) -> methods.synchronizedAlready("b")));
	}

	static Stream<Arguments> longCalls() {
		return Stream.of(calls("condition", (methods) -> methods.conditional("a"), LocalHitMethods::none),
				calls("expression", (methods) -> methods.expression("a"), LocalHitMethods::none),
				calls("key generator", (methods) -> methods.generated("a"), LocalHitMethods::none),
				calls("unless", (methods) -> methods.unless("a"), LocalHitMethods::none),
				calls("variable arguments", (methods) -> methods.variable("a", "b"), LocalHitMethods::none),
				calls("future", (methods) -> methods.future("a").join(), LocalHitMethods::none));
	}

	private static Arguments calls(String name, Function<LocalHitMethods, Object> call,
			Function<LocalHitMethods, Object> other) {
		return Arguments.of(Named.of(name, call), Named.of("another", other));
	}

	private static LarderCache cache(AssertableApplicationContext context, String name) {
		LarderCache cache = context.getBean(LarderCacheManager.class).getLarderCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	/**
	 * Returns how often Spring's interceptor has looked for the operations of a method.
	 */
	private static int whatSpringWasAskedFor(AssertableApplicationContext context, Runnable calls) {
		CacheInterceptor interceptor = context.getBean(CacheInterceptor.class);
		CacheOperationSource source = interceptor.getCacheOperationSource();
		CountingSource counting = new CountingSource(source);
		interceptor.setCacheOperationSource(counting);
		try {
			calls.run();
		}
		finally {
			interceptor.setCacheOperationSource(source);
		}
		return counting.count;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

		@Bean
		LocalHitMethods methods() {
			return new LocalHitMethods();
		}

		@Bean
		Translator translator() {
			return new CachingTranslator();
		}

		@Bean
		KeyGenerator named() {
			return (target, method, params) -> new SimpleKey(params);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnKeyGenerator implements CachingConfigurer {

		@Override
		public KeyGenerator keyGenerator() {
			return (target, method, params) -> new SimpleKey(params);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSource {

		@Bean
		@Primary
		CacheOperationSource cacheOperationSource() {
			return new AnnotationCacheOperationSource(false) {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInterceptor {

		@Bean
		CacheInterceptor cacheInterceptor(CacheOperationSource source) {
			CacheInterceptor interceptor = new CacheInterceptor() {
			};
			interceptor.setCacheOperationSource(source);
			return interceptor;
		}

	}

	/**
	 * Counts how often it is asked.
	 */
	private static final class CountingSource implements CacheOperationSource {

		private final CacheOperationSource source;

		private int count;

		private CountingSource(CacheOperationSource source) {
			this.source = source;
		}

		@Override
		public @Nullable Collection<CacheOperation> getCacheOperations(Method method, @Nullable Class<?> targetClass) {
			this.count++;
			return this.source.getCacheOperations(method, targetClass);
		}

	}

	static class AnyBeanPostProcessor implements BeanPostProcessor {

	}

	static class FirstProxied {

		@Cacheable("first")
		public String twice(String text) {
			return text + text;
		}

	}

	interface Translator {

		String translate(String text);

	}

	static class CachingTranslator implements Translator {

		@Override
		@Cacheable("translations")
		public String translate(String text) {
			return "translated " + text;
		}

	}

}
