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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.larder.cache.LarderCacheManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.CompositeCacheManager;
import org.springframework.cache.transaction.TransactionAwareCacheManagerProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How cached methods end where Larder's caches heed transactions, or where the
 * application has put something before them.
 */
class GuardedLoadDecorationTests {

	private static final Map<String, Class<?>> TEXTS = Map.of("unchecked", UnsupportedOperationException.class,
			"checked", IOException.class, "error", AssertionError.class);

	private static final Map<String, TextMethod> METHODS = Map.of("plain", CachedMethods::plain, "synchronized plain",
			CachedMethods::synchronizedPlain, "future", (methods, text) -> methods.future(text).get(),
			"synchronized future", (methods, text) -> methods.synchronizedFuture(text).get(),
			"throws instead of future", (methods, text) -> methods.throwsInsteadOfFuture(text).get(),
			"synchronized throws instead of future",
			(methods, text) -> methods.synchronizedThrowsInsteadOfFuture(text).get());

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderLoadGuardAutoConfiguration.class))
		.withUserConfiguration(GuardedLoadOutcomeTests.MethodsConfiguration.class)
		.withPropertyValues("spring.application.name=shop");

	private final ApplicationContextRunner springRunner = this.contextRunner
		.withPropertyValues("spring.cache.type=simple");

	@ParameterizedTest
	@EnumSource(Decoration.class)
	void outcomesAreThoseOfASpringCache(Decoration decoration) {
		List<MethodCall> calls = MethodCall.guarded();
		this.springRunner.run((spring) -> decoration.apply(this.contextRunner)
			.run((larder) -> assertThat(outcomes(calls, larder.getBean(CachedMethods.class)))
				.isEqualTo(outcomes(calls, spring.getBean(CachedMethods.class)))));
	}

	@ParameterizedTest
	@EnumSource(Decoration.class)
	void outcomesAreTheSameWithAHandlerThatTolerates(Decoration decoration) {
		List<MethodCall> calls = MethodCall.guarded();
		this.springRunner.run((spring) -> tolerant(decoration)
			.run((larder) -> assertThat(outcomes(calls, larder.getBean(CachedMethods.class)))
				.isEqualTo(outcomes(calls, spring.getBean(CachedMethods.class)))));
	}

	// A failure in a cache of the application may be of its own making
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CACHES_OF_THE_APPLICATION")
	void failureOfTheMethodIsNotHandledAsOneOfTheCache(Decoration decoration) {
		tolerant(decoration).run((context) -> {
			outcomes(MethodCall.guarded(), context.getBean(CachedMethods.class));
			failures(context.getBean(CachedMethods.class));
			assertThat(context.getBean(GuardedLoadOutcomeTests.TolerantConfiguration.class).handled).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource
	void failureIsThatOfTheMethodWhichRunsOnce(Decoration decoration) {
		decoration.apply(this.contextRunner).run((context) -> assertBareFailures(context.getBean(CachedMethods.class)));
		tolerant(decoration).run((context) -> assertBareFailures(context.getBean(CachedMethods.class)));
	}

	@ParameterizedTest
	@EnumSource
	void failureInATransactionIsThatOfTheMethodWhichRunsOnce(Decoration decoration) {
		tolerant(decoration).run((context) -> inTransaction(() -> {
			CachedMethods methods = context.getBean(CachedMethods.class);
			assertBareFailures(methods);
			TEXTS.keySet().forEach(methods::evict);
			assertBareFailures(methods);
		}));
	}

	private void assertBareFailures(CachedMethods methods) {
		Map<String, Failure> expected = new TreeMap<>();
		TEXTS.forEach((text, type) -> METHODS.keySet()
			.forEach((method) -> expected.put(method + " " + text, new Failure(type, 1))));
		assertThat(failures(methods)).isEqualTo(expected);
	}

	private static Map<String, Failure> failures(CachedMethods methods) {
		Map<String, Failure> failures = new TreeMap<>();
		for (String text : TEXTS.keySet()) {
			METHODS.forEach((name, method) -> {
				int before = methods.calls();
				MethodCall.Outcome outcome = new MethodCall(name, (target) -> method.call(target, text))
					.outcome(methods);
				failures.put(name + " " + text, new Failure(outcome.thrown(), methods.calls() - before));
			});
		}
		return failures;
	}

	private static List<MethodCall.Outcome> outcomes(List<MethodCall> calls, CachedMethods methods) {
		return Stream.concat(calls.stream(), calls.stream()).map((call) -> call.outcome(methods)).toList();
	}

	private ApplicationContextRunner tolerant(Decoration decoration) {
		return decoration.apply(this.contextRunner)
			.withUserConfiguration(GuardedLoadOutcomeTests.TolerantConfiguration.class);
	}

	private static void inTransaction(Runnable work) {
		TransactionSynchronizationManager.initSynchronization();
		try {
			work.run();
		}
		finally {
			TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_ROLLED_BACK);
			TransactionSynchronizationManager.clear();
		}
	}

	/**
	 * What stands before the caches.
	 */
	private enum Decoration {

		TRANSACTION_AWARE {

			@Override
			ApplicationContextRunner apply(ApplicationContextRunner runner) {
				return runner.withPropertyValues("larder.transaction-aware=true");
			}

		},

		SPRINGS_TRANSACTION_AWARE_MANAGER {

			@Override
			ApplicationContextRunner apply(ApplicationContextRunner runner) {
				return decorate(runner, TransactionAwareCacheManagerProxy::new);
			}

		},

		SPRINGS_COMPOSITE_MANAGER {

			@Override
			ApplicationContextRunner apply(ApplicationContextRunner runner) {
				return decorate(runner, (manager) -> {
					CompositeCacheManager composite = new CompositeCacheManager(new ConcurrentMapCacheManager("other"),
							manager);
					composite.setFallbackToNoOpCache(true);
					composite.afterPropertiesSet();
					return composite;
				});
			}

		},

		CACHES_OF_THE_APPLICATION {

			@Override
			ApplicationContextRunner apply(ApplicationContextRunner runner) {
				return decorate(runner, DelegatingManager::new);
			}

		};

		abstract ApplicationContextRunner apply(ApplicationContextRunner runner);

		private static ApplicationContextRunner decorate(ApplicationContextRunner runner,
				UnaryOperator<CacheManager> decorator) {
			return runner
				.withInitializer((context) -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {

					@Override
					public Object postProcessAfterInitialization(Object bean, String beanName) {
						return (bean instanceof LarderCacheManager manager) ? decorator.apply(manager) : bean;
					}

				}));
		}

	}

	private interface TextMethod {

		@Nullable Object call(CachedMethods methods, String text) throws Exception;

	}

	private record Failure(@Nullable Class<?> thrown, int calls) {

	}

	private record DelegatingManager(CacheManager delegate) implements CacheManager {

		@Override
		public @Nullable Cache getCache(String name) {
			Cache cache = this.delegate.getCache(name);
			return (cache != null) ? new DelegatingCache(cache) : null;
		}

		@Override
		public Collection<String> getCacheNames() {
			return this.delegate.getCacheNames();
		}

	}

	private record DelegatingCache(Cache delegate) implements Cache {

		@Override
		public String getName() {
			return this.delegate.getName();
		}

		@Override
		public Object getNativeCache() {
			return this.delegate.getNativeCache();
		}

		@Override
		public @Nullable ValueWrapper get(Object key) {
			return this.delegate.get(key);
		}

		@Override
		public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
			return this.delegate.get(key, type);
		}

		@Override
		public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
			return this.delegate.get(key, valueLoader);
		}

		@Override
		public @Nullable CompletableFuture<?> retrieve(Object key) {
			return this.delegate.retrieve(key);
		}

		@Override
		public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
			return this.delegate.retrieve(key, valueLoader);
		}

		@Override
		public void put(Object key, @Nullable Object value) {
			this.delegate.put(key, value);
		}

		@Override
		public void evict(Object key) {
			this.delegate.evict(key);
		}

		@Override
		public void clear() {
			this.delegate.clear();
		}

	}

}
