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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.larder.cache.LarderCacheManager;
import dev.larder.internal.guard.LoadGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.interceptor.NamedCacheResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderLoadGuardAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LarderLoadGuardAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class, LarderAutoConfiguration.class,
				LarderLoadGuardAutoConfiguration.class));

	private final ApplicationContextRunner cachingRunner = this.contextRunner
		.withUserConfiguration(CachingConfiguration.class);

	@Test
	void loadsAreGuarded() {
		this.cachingRunner.run((context) -> assertThat(isGuarded(context, "plain")).isTrue());
	}

	@Test
	void loadsAreNotGuardedWhenNotAsked() {
		this.cachingRunner.withPropertyValues("larder.guard-all-loads=false").run((context) -> {
			assertThat(isGuarded(context, "plain")).isFalse();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cache.type=simple", "spring.cache.type=none" })
	void guardBackOffWithoutLarder(String property) {
		this.cachingRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).doesNotHaveBean(LoadGuard.class));
	}

	@Test
	void noEnableCaching() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(LoadGuard.class));
	}

	@Test
	void loadsAreGuardedWithACacheManagerOfTheApplicationsOwnMaking() {
		this.cachingRunner.withBean("own", LarderCacheManager.class, () -> LarderCacheManager.builder().build())
			.run((context) -> assertThat(isGuarded(context, "plain")).isTrue());
	}

	@Test
	void loadsAreGuardedInALazyApplication() {
		this.cachingRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(isGuarded(context, "plain")).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "conditional", "managed", "transactionAwareManager", "future", "stage",
			"optional", "mono" })
	void eligibleMethodIsGuarded(String method) {
		this.cachingRunner.withUserConfiguration(OtherCacheManagers.class)
			.run((context) -> assertThat(isGuarded(context, method)).isTrue());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			unless                  | 'unless' is decided after the load
			twoCaches               | it does not name exactly one cache
			noCache                 | it does not name exactly one cache
			put                     | the method has several cache operations
			evict                   | the method has several cache operations
			twice                   | the method has several cache operations
			otherManager            | its cache is not known to be Larder's
			missingManager          | its cache is not known to be Larder's
			otherResolver           | a cache resolver of its own chooses the cache
			plainFuture             | of futures only CompletableFuture itself can be shared
			specialFuture           | of futures only CompletableFuture itself can be shared
			flux                    | its elements are handed on as they come
			""")
	void methodThatIsNotEligibleKeepsItsOperations(String method, String reason, CapturedOutput output) {
		this.cachingRunner.withUserConfiguration(OtherCacheManagers.class).run((context) -> debug(() -> {
			AnnotationCacheOperationSource spring = new AnnotationCacheOperationSource(false);
			assertThat(operations(context, method)).isEqualTo(operations(spring, method));
			assertThat(operations(context, method)).isEqualTo(operations(spring, method));
			assertThat(output.getOut().split("Methods\\." + method + " are not guarded: " + reason, -1)).hasSize(2);
		}));
	}

	@Test
	void synchronizedMethodKeepsItsOperation() {
		this.cachingRunner
			.run((context) -> assertThat(operations(context, "synchronizedAlready").iterator().next()).isSameAs(
					operations(context.getBean(CacheOperationSource.class), "synchronizedAlready").iterator().next()));
	}

	@Test
	void methodWithoutALoadIsNotMentioned(CapturedOutput output) {
		this.cachingRunner.run((context) -> debug(() -> {
			assertThat(operations(context, "synchronizedAlready")).hasSize(1);
			assertThat(operations(context, "evictOnly")).hasSize(1);
			assertThat(operations(context, "uncached")).isNull();
			assertThat(output).doesNotContain("are guarded").doesNotContain("are not guarded");
		}));
	}

	@Test
	void guardedOperationDiffersOnlyInBeingSynchronizedAndNotSharingFailures() {
		this.cachingRunner.run((context) -> {
			CacheOperation plain = operations(context.getBean(CacheOperationSource.class), "everything").iterator()
				.next();
			CacheOperation guarded = operations(context, "everything").iterator().next();
			assertThat(plain.toString()).contains("sync='false'");
			assertThat(guarded).hasToString(plain.toString()
				.replace("sync='false'", "sync='true'")
				.replace("caches=[products]", "caches=[larder:unshared:products]"));
		});
	}

	@Test
	void methodIsDecidedOnOnce(CapturedOutput output) {
		this.cachingRunner.run((context) -> debug(() -> {
			assertThat(operations(context, "plain")).isSameAs(operations(context, "plain"));
			assertThat(output.getOut().split("Methods.plain are guarded", -1)).hasSize(2);
		}));
	}

	@Test
	void operationsThatChangeAreFollowed() {
		this.cachingRunner.withUserConfiguration(ChangingSource.class).run((context) -> {
			ChangingSource source = context.getBean(ChangingSource.class);
			CacheOperationSource guarded = source.aspect.getCacheOperationSource();
			assertThat(operations(guarded, "plain").iterator().next().getCacheNames())
				.containsExactly("larder:unshared:first");
			source.cacheName = "second";
			assertThat(operations(guarded, "plain").iterator().next().getCacheNames())
				.containsExactly("larder:unshared:second");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OtherManagerConfigurer.class, OtherResolverConfigurer.class })
	void cachesOfAConfigurerAreNotGuarded(Class<?> configurer) {
		this.cachingRunner.withUserConfiguration(configurer).run((context) -> {
			assertThat(context).hasSingleBean(LoadGuard.class);
			assertThat(isGuarded(context, "plain")).isFalse();
			assertThat(isGuarded(context, "managed")).isTrue();
		});
	}

	@Test
	void transactionAwareCachesAreGuarded() {
		this.cachingRunner.withPropertyValues("larder.transaction-aware=true")
			.run((context) -> assertThat(isGuarded(context, "plain")).isTrue());
	}

	@Test
	void whatAnotherTransactionEvictedBeforeTheCommitOfTheReaderDoesNotComeBack() {
		this.cachingRunner.withUserConfiguration(RowConfiguration.class)
			.withPropertyValues("larder.transaction-aware=true")
			.run((context) -> {
				Rows rows = context.getBean(Rows.class);
				inTransaction(() -> {
					assertThat(rows.find(1)).isEqualTo("old");
					CompletableFuture.runAsync(() -> inTransaction(() -> rows.change(1, "new"))).join();
				});
				assertThat(rows.find(1)).isEqualTo("new");
				inTransaction(() -> assertThat(rows.find(2)).isEqualTo("old"));
				assertThat(context.getBean(LarderCacheManager.class).getLarderCache("rows").get(2)).isNotNull();
			});
	}

	private static void inTransaction(Runnable work) {
		TransactionSynchronizationManager.initSynchronization();
		work.run();
		TransactionSynchronizationUtils.triggerAfterCommit();
		TransactionSynchronizationUtils.triggerAfterCompletion(TransactionSynchronization.STATUS_COMMITTED);
		TransactionSynchronizationManager.clear();
	}

	@Test
	void noBeanIsCreatedTooEarly(CapturedOutput output) {
		this.cachingRunner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
		});
	}

	@Test
	void aspectIsGuardedOnce() {
		this.cachingRunner.run((context) -> {
			CacheOperationSource source = context.getBean(CacheInterceptor.class).getCacheOperationSource();
			context.getBean(LoadGuard.class).afterSingletonsInstantiated();
			assertThat(context.getBean(CacheInterceptor.class).getCacheOperationSource()).isSameAs(source);
		});
	}

	@Test
	void everyAspectIsGuarded() {
		this.cachingRunner.withBean("woven", WovenAspect.class)
			.run((context) -> assertThat(
					operations(context.getBean(WovenAspect.class).getCacheOperationSource(), "plain"))
				.allSatisfy((operation) -> assertThat(isSynchronized(operation)).isTrue()));
	}

	@Test
	void aspectThatOutlivesTheContextIsLeftAsItWas() {
		WovenAspect aspect = new WovenAspect();
		CacheOperationSource source = aspect.getCacheOperationSource();
		CacheErrorHandler errorHandler = aspect.getErrorHandler();
		this.cachingRunner.withBean("woven", WovenAspect.class, () -> aspect)
			.run((context) -> assertThat(aspect.getCacheOperationSource()).isNotSameAs(source));
		assertThat(aspect.getCacheOperationSource()).isSameAs(source);
		assertThat(aspect.getErrorHandler()).isSameAs(errorHandler);
	}

	private static void debug(Runnable test) {
		Logger logger = (Logger) LoggerFactory.getLogger(LoadGuard.class.getPackageName() + ".GuardedOperationSource");
		logger.setLevel(Level.DEBUG);
		try {
			test.run();
		}
		finally {
			logger.setLevel(null);
		}
	}

	private static boolean isGuarded(ApplicationContext context, String method) {
		return operations(context, method).stream().allMatch(LarderLoadGuardAutoConfigurationTests::isSynchronized);
	}

	private static boolean isSynchronized(CacheOperation operation) {
		return operation instanceof CacheableOperation cacheable && cacheable.isSync();
	}

	private static List<CacheOperation> operations(ApplicationContext context, String method) {
		return operations(context.getBean(CacheInterceptor.class).getCacheOperationSource(), method);
	}

	private static List<CacheOperation> operations(CacheOperationSource source, String method) {
		return (List<CacheOperation>) source.getCacheOperations(ReflectionUtils.findMethod(Methods.class, method),
				Methods.class);
	}

	@SuppressWarnings("unused")
	static class Methods {

		@Cacheable("products")
		String plain() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", condition = "true")
		String conditional() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", cacheManager = "cacheManager")
		String managed() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", key = "1", condition = "true", cacheManager = "cacheManager")
		String everything() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", sync = true)
		String synchronizedAlready() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		Optional<String> optional() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		CompletableFuture<String> future() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		Future<String> plainFuture() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		CompletionStage<String> stage() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		SpecialFuture specialFuture() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		Mono<String> mono() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		Flux<String> flux() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", unless = "#result == null")
		String unless() {
			throw new UnsupportedOperationException();
		}

		@Cacheable({ "products", "others" })
		String twoCaches() {
			throw new UnsupportedOperationException();
		}

		@Cacheable
		String noCache() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		@CachePut("others")
		String put() {
			throw new UnsupportedOperationException();
		}

		@Cacheable("products")
		@CacheEvict("others")
		String evict() {
			throw new UnsupportedOperationException();
		}

		@Caching(cacheable = { @Cacheable("products"), @Cacheable("others") })
		String twice() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", cacheManager = "other")
		String otherManager() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", cacheManager = "missing")
		String missingManager() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", cacheManager = "transactional")
		String transactionAwareManager() {
			throw new UnsupportedOperationException();
		}

		@Cacheable(cacheNames = "products", cacheResolver = "other")
		String otherResolver() {
			throw new UnsupportedOperationException();
		}

		@CacheEvict("products")
		String evictOnly() {
			throw new UnsupportedOperationException();
		}

		String uncached() {
			throw new UnsupportedOperationException();
		}

	}

	static class SpecialFuture extends CompletableFuture<String> {

	}

	/**
	 * As AspectJ's, an aspect that is not created by the application context.
	 */
	static class WovenAspect extends CacheAspectSupport {

		WovenAspect() {
			setCacheOperationSource(new AnnotationCacheOperationSource(false));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class RowConfiguration {

		@Bean
		Rows rows() {
			return new Rows();
		}

	}

	static class Rows {

		private final Map<Integer, String> rows = new ConcurrentHashMap<>(Map.of(1, "old", 2, "old"));

		@Cacheable("rows")
		public String find(int id) {
			return this.rows.get(id);
		}

		@CacheEvict(cacheNames = "rows", key = "#id")
		public void change(int id, String value) {
			this.rows.put(id, value);
		}

	}

	// Beans that are no candidates do not make the auto-configured cache manager back off
	@Configuration(proxyBeanMethods = false)
	static class OtherCacheManagers {

		@Bean(defaultCandidate = false)
		CacheManager other() {
			return new ConcurrentMapCacheManager();
		}

		@Bean(defaultCandidate = false)
		CacheManager transactional() {
			return LarderCacheManager.builder().transactionAware().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherManagerConfigurer implements CachingConfigurer {

		@Override
		public CacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherResolverConfigurer implements CachingConfigurer {

		private final ObjectProvider<LarderCacheManager> cacheManager;

		OtherResolverConfigurer(ObjectProvider<LarderCacheManager> cacheManager) {
			this.cacheManager = cacheManager;
		}

		@Override
		public CacheResolver cacheResolver() {
			return new NamedCacheResolver(this.cacheManager.getObject(), "others");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChangingSource {

		private final WovenAspect aspect = new WovenAspect();

		private String cacheName = "first";

		@Bean
		WovenAspect changing() {
			this.aspect.setCacheOperationSource((method, targetClass) -> {
				CacheableOperation.Builder operation = new CacheableOperation.Builder();
				operation.setCacheName(this.cacheName);
				return List.of(operation.build());
			});
			return this.aspect;
		}

	}

}
