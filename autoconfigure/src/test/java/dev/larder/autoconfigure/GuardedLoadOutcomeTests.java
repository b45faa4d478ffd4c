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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers of plain {@code @Cacheable} methods see when loads are guarded, compared
 * with what they see with a cache of Spring's own.
 */
@ServerTest
class GuardedLoadOutcomeTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderLoadGuardAutoConfiguration.class))
		.withUserConfiguration(MethodsConfiguration.class)
		.withPropertyValues("spring.application.name=shop");

	private final ApplicationContextRunner springRunner = this.contextRunner
		.withPropertyValues("spring.cache.type=simple");

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("callsInEveryMode")
	void outcomeIsThatOfASpringCache(String mode, MethodCall call) {
		List<MethodCall.Outcome> expected = new ArrayList<>();
		this.springRunner.run((context) -> expected.addAll(twice(call, context.getBean(CachedMethods.class))));
		larder(mode)
			.run((context) -> assertThat(twice(call, context.getBean(CachedMethods.class))).isEqualTo(expected));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("callsInEveryMode")
	void outcomeIsTheSameWithAHandlerThatTolerates(String mode, MethodCall call) {
		List<MethodCall.Outcome> expected = new ArrayList<>();
		this.springRunner.run((context) -> expected.addAll(twice(call, context.getBean(CachedMethods.class))));
		larder(mode).withUserConfiguration(TolerantConfiguration.class)
			.run((context) -> assertThat(twice(call, context.getBean(CachedMethods.class))).isEqualTo(expected));
	}

	// Reactive methods are not guarded: Spring tells the handler of their failures
	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("guardedCallsInEveryMode")
	void failureOfTheMethodIsNotHandledAsOneOfTheCache(String mode, MethodCall call) {
		larder(mode).withUserConfiguration(TolerantConfiguration.class).run((context) -> {
			call.outcome(context.getBean(CachedMethods.class));
			assertThat(context.getBean(TolerantConfiguration.class).handled).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached" })
	void exceptionIsTheOneTheMethodThrew(String mode) {
		larder(mode).run((context) -> assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> context.getBean(CachedMethods.class).plain("checked"))
			.satisfies((ex) -> assertThat(ex.getStackTrace()[0].getMethodName()).isEqualTo("end")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached" })
	void nullInsteadOfAnOptionalBecomesAnEmptyOne(String mode) {
		larder(mode)
			.run((context) -> assertThat(context.getBean(CachedMethods.class).nullInsteadOfOptional()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached" })
	void nullInsteadOfAFutureFailsTheFuture(String mode) {
		larder(mode).withUserConfiguration(TolerantConfiguration.class).run((context) -> {
			CachedMethods methods = context.getBean(CachedMethods.class);
			assertThat(methods.nullInsteadOfFuture()).failsWithin(Duration.ofSeconds(10))
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isExactlyInstanceOf(IllegalStateException.class);
			assertThat(methods.calls()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@EnumSource(Thrown.class)
	void methodThatThrowsInsteadOfReturningAFutureFailsTheFuture(Thrown thrown) {
		for (String mode : List.of("local", "memcached")) {
			larder(mode).run((context) -> {
				CachedMethods methods = context.getBean(CachedMethods.class);
				CompletableFuture<String> future = methods.throwsInsteadOfFuture(thrown.name());
				assertThat(future).failsWithin(Duration.ofSeconds(10))
					.withThrowableOfType(ExecutionException.class)
					.havingCause()
					.isExactlyInstanceOf(thrown.type);
				assertThat(methods.calls()).isEqualTo(1);
			});
		}
	}

	@ParameterizedTest
	@EnumSource(Thrown.class)
	void methodThatThrowsInsteadOfReturningAFutureRunsOnceWithAHandlerThatTolerates(Thrown thrown) {
		for (String mode : List.of("local", "memcached")) {
			larder(mode).withUserConfiguration(TolerantConfiguration.class).run((context) -> {
				CachedMethods methods = context.getBean(CachedMethods.class);
				CompletableFuture<String> future = methods.throwsInsteadOfFuture(thrown.name());
				assertThat(future).failsWithin(Duration.ofSeconds(10));
				assertThat(methods.calls()).isEqualTo(1);
			});
		}
	}

	@Test
	void contextOfTheSubscriberReachesAReactiveMethod() {
		larder("local").run((context) -> assertThat(context.getBean(CachedMethods.class)
			.contextual()
			.contextWrite((reactive) -> reactive.put("user", "alice"))
			.block()).isEqualTo("alice"));
	}

	@Test
	void reactiveMethodDoesNothingUntilSubscribedTo() {
		larder("local").run((context) -> {
			CachedMethods methods = context.getBean(CachedMethods.class);
			Mono<String> mono = methods.mono("text");
			assertThat(methods.calls()).isZero();
			mono.block();
			assertThat(methods.calls()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "local", "memcached", "tiered" })
	void unusableKeyPassesTheCacheBy(String mode) {
		larder(mode).withUserConfiguration(TolerantConfiguration.class).run((context) -> {
			CachedMethods methods = context.getBean(CachedMethods.class);
			Object key = new Object();
			assertThat(methods.unusableKey(key, "text")).isEqualTo("value of text");
			assertThat(methods.unusableKey(key, "text")).isEqualTo("value of text");
			assertThat(methods.calls()).isEqualTo(2);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> methods.unusableKey(key, "checked"));
			assertThat(methods.calls()).isEqualTo(3);
			assertThat(context.getBean(TolerantConfiguration.class).handled).isEmpty();
		});
	}

	static Stream<Arguments> callsInEveryMode() {
		return Stream.of("local", "memcached")
			.flatMap((mode) -> MethodCall.all().stream().map((call) -> Arguments.of(mode, call)));
	}

	static Stream<Arguments> guardedCallsInEveryMode() {
		return Stream.of("local", "memcached")
			.flatMap((mode) -> MethodCall.guarded().stream().map((call) -> Arguments.of(mode, call)));
	}

	private ApplicationContextRunner larder(String mode) {
		return this.contextRunner.withPropertyValues("larder.mode=" + mode,
				"larder.memcached.servers=" + memcached.server().address());
	}

	private static List<MethodCall.Outcome> twice(MethodCall call, CachedMethods methods) {
		return List.of(call.outcome(methods), call.outcome(methods));
	}

	private enum Thrown {

		unchecked(UnsupportedOperationException.class), checked(IOException.class), error(AssertionError.class);

		private final Class<? extends Throwable> type;

		Thrown(Class<? extends Throwable> type) {
			this.type = type;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	static class MethodsConfiguration {

		@Bean
		CachedMethods cachedMethods() {
			return new CachedMethods();
		}

		@Bean
		KeyGenerator lengthKeyGenerator() {
			return (target, method, parameters) -> parameters[0].toString().length();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TolerantConfiguration implements CachingConfigurer, CacheErrorHandler {

		final List<RuntimeException> handled = new ArrayList<>();

		@Override
		public CacheErrorHandler errorHandler() {
			return this;
		}

		@Override
		public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
			this.handled.add(exception);
		}

		@Override
		public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
			this.handled.add(exception);
		}

		@Override
		public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
			this.handled.add(exception);
		}

		@Override
		public void handleCacheClearError(RuntimeException exception, Cache cache) {
			this.handled.add(exception);
		}

	}

}
