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

import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.larder.actuate.LarderEndpoint;
import dev.larder.cache.LarderCacheManager;
import dev.larder.entry.TtlFunction;
import dev.larder.internal.guard.LoadGuard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.cache.support.CompositeCacheManager;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Larder in contexts where others have their hands on cache managers and methods.
 */
@ExtendWith(OutputCaptureExtension.class)
class LarderAmongOthersTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(ApplicationConfiguration.class)
		.withPropertyValues("management.endpoints.web.exposure.include=larder", "larder.caches.products.ttl=1h");

	@ParameterizedTest
	@ValueSource(classes = { DelegatingPostProcessor.class, ProxyingPostProcessor.class })
	void wrappedCacheManagerIsGuardedMeasuredAndShown(Class<?> postProcessor) {
		this.contextRunner.withUserConfiguration(postProcessor).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(isGuarded(context)).isTrue();
			assertCaches(context.getBean(Methods.class));
			assertThat(context.getBean(Seen.class).caches).hasPositiveValue();
			assertThat(context.getBean(LarderEndpoint.class).caches().caches())
				.extracting(LarderEndpoint.CacheDescriptor::name)
				.containsExactly("products");
			assertThat(context.getBean(MeterRegistry.class).get("cache.loads").tag("name", "products").meters())
				.isNotEmpty();
		});
	}

	@Test
	void cacheManagerOfAScopeIsUsed() {
		this.contextRunner.withUserConfiguration(ScopedManagerConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertCaches(context.getBean(Methods.class));
		});
	}

	@Test
	void compositeCacheManagerIsGuarded() {
		this.contextRunner.withUserConfiguration(CompositeConfiguration.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(isGuarded(context)).isTrue();
			assertCaches(context.getBean(Methods.class));
		});
	}

	@Test
	void cacheManagerThatIsReplacedIsSaidSo(CapturedOutput output) {
		Logger logger = (Logger) LoggerFactory.getLogger(LoadGuard.class);
		logger.setLevel(Level.INFO);
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(LarderAmongOthersTests::replaceCacheManager))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertCaches(context.getBean(Methods.class));
				assertThat(context.getBean(LarderEndpoint.class).caches().caches()).isEmpty();
			});
		logger.setLevel(null);
		assertThat(output).contains("There is no cache manager of Larder's");
	}

	@Test
	void cachesThatAreBeansMakeLarderStepBack() {
		this.contextRunner.withBean("products", Cache.class, () -> new ConcurrentMapCache("products"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(LarderCacheManager.class);
				assertThat(context.getBean(CacheManager.class)).isInstanceOf(SimpleCacheManager.class);
				assertCaches(context.getBean(Methods.class));
				assertThat(context.getBean(Cache.class).get("apple")).isNotNull();
			});
	}

	@Test
	void cacheThatIsTakenFromTheManagerIsNoReasonToStepBack() {
		this.contextRunner.withUserConfiguration(TakenCacheConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(LarderCacheManager.class));
	}

	@Test
	void twoTimeToLiveFunctionsFailTheStartAndAreNamed() {
		this.contextRunner.withBean("shortTtl", TtlFunction.class, () -> (cache, key, value) -> null)
			.withBean("longTtl", TtlFunction.class, () -> (cache, key, value) -> null)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("shortTtl")
				.hasMessageContaining("longTtl"));
	}

	@Test
	void primaryTimeToLiveFunctionIsTaken() {
		this.contextRunner.withBean("other", TtlFunction.class, () -> (cache, key, value) -> null)
			.withUserConfiguration(PrimaryTtlConfiguration.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertCaches(context.getBean(Methods.class));
				assertThat(context.getBean(AtomicInteger.class)).hasPositiveValue();
			});
	}

	@Test
	void resultsThatCanBeUsedOnceAreNotCached(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			Methods methods = context.getBean(Methods.class);
			assertThat(methods.stream("a")).containsExactly("1");
			assertThat(methods.stream("a")).containsExactly("2");
			assertThat(methods.optionalIterator("a").orElseThrow().next()).isEqualTo("3");
			assertThat(methods.optionalIterator("a").orElseThrow().next()).isEqualTo("4");
			assertThat(methods.future("a").join()).isNotSameAs(methods.future("a").join());
		});
		assertThat(output).contains("Results of " + Methods.class.getName() + ".stream are not cached: what it returns")
			.contains("Methods.optionalIterator are not cached")
			.contains("Methods.future are not cached")
			.doesNotContain("Methods.find are not cached");
	}

	@Test
	void keysThatCannotBeUsedAreReportedAtTheStart(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.contains("Results of " + Methods.class.getName() + ".search are not cached: A key of type "
					+ Query.class.getName())
			.contains("Methods.searchAll are not cached")
			.contains("Methods.refresh are not cached")
			.contains("let it implement dev.larder.entry.CacheKey")
			.doesNotContain("Methods.page are not cached")
			.doesNotContain("Methods.named are not cached")
			.doesNotContain("Methods.anything are not cached")
			.doesNotContain("Methods.evictAll are not cached");
	}

	@Test
	void productOfAFactoryBeanIsGuardedAndReported(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(FactoryConfiguration.class).run((context) -> {
			Repository repository = context.getBean(Repository.class);
			assertThat(repository.find("a")).isEqualTo(repository.find("a"));
			Query query = new Query();
			assertThat(repository.search(query)).isNotEqualTo(repository.search(query));
		});
		assertThat(output).contains("Repository.search are not cached: A key of type " + Query.class.getName());
	}

	@Test
	void methodsThatAreGuardedAreCounted() {
		this.contextRunner.run((context) -> assertThat(context.getBean(LoadGuard.class).summary())
			.isEqualTo("loads of 6 methods guarded, of 1 not"));
	}

	@Test
	void bridgeMethodsAndClassLevelSettingsAreGuarded() {
		this.contextRunner.run((context) -> {
			Methods methods = context.getBean(Methods.class);
			Finder<String> finder = methods;
			assertThat(finder.find("a")).isEqualTo(methods.find("a"));
		});
	}

	// As @MockitoBean does
	private static void replaceCacheManager(ConfigurableListableBeanFactory beanFactory) {
		((BeanDefinitionRegistry) beanFactory).removeBeanDefinition("cacheManager");
		beanFactory.registerSingleton("cacheManager", new ConcurrentMapCacheManager());
	}

	private static void assertCaches(Methods methods) {
		assertThat(methods.find("apple")).isEqualTo(methods.find("apple")).isNotEqualTo(methods.find("pear"));
		assertThat(methods.page("q", PageRequest.of(0, 20))).isEqualTo(methods.page("q", PageRequest.of(0, 20)));
	}

	private static boolean isGuarded(ApplicationContext context) {
		var method = ReflectionUtils.findMethod(Methods.class, "find", String.class);
		return context.getBean(CacheInterceptor.class)
			.getCacheOperationSource()
			.getCacheOperations(method, Methods.class)
			.stream()
			.allMatch((operation) -> ((CacheableOperation) operation).isSync());
	}

	interface Finder<T> {

		String find(T key);

	}

	@CacheConfig(cacheNames = "products")
	static class Methods implements Finder<String> {

		private final AtomicInteger calls = new AtomicInteger();

		@Override
		@Cacheable
		public String find(String key) {
			return next();
		}

		@Cacheable
		public String page(String text, Pageable page) {
			return next();
		}

		@Cacheable
		public Stream<String> stream(String key) {
			return Stream.of(next());
		}

		@Cacheable
		public Optional<Iterator<String>> optionalIterator(String key) {
			return Optional.of(List.of(next()).iterator());
		}

		@Cacheable
		public CompletableFuture<InputStream> future(String key) {
			return CompletableFuture.completedFuture(InputStream.nullInputStream());
		}

		@Cacheable
		public String search(Query query) {
			return next();
		}

		@Cacheable
		public String searchAll(String text, List<Wrapper> queries) {
			return next();
		}

		@Cacheable(key = "#query.text")
		public String named(Query query) {
			return next();
		}

		@Cacheable
		public String anything(Object key, Collection<?> others) {
			return next();
		}

		@Cacheable(unless = "#result == null")
		public String unless(String key) {
			return next();
		}

		@CachePut
		public String refresh(Query query) {
			return next();
		}

		@CacheEvict(allEntries = true)
		public void evictAll(Query query) {
		}

		private String next() {
			return String.valueOf(this.calls.incrementAndGet());
		}

	}

	static final class Query {

		public String getText() {
			return "text";
		}

	}

	record Wrapper(Query query) {

	}

	interface Repository {

		@Cacheable("products")
		String find(String key);

		@Cacheable("products")
		String search(Query query);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration
	static class ApplicationConfiguration {

		@Bean
		Methods methods() {
			return new Methods();
		}

		@Bean
		SimpleMeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryConfiguration {

		@Bean
		FactoryBean<Repository> repository() {
			AtomicInteger calls = new AtomicInteger();
			Repository product = (Repository) Proxy.newProxyInstance(Repository.class.getClassLoader(),
					new Class<?>[] { Repository.class }, (proxy, method, arguments) -> switch (method.getName()) {
						case "hashCode" -> System.identityHashCode(proxy);
						case "equals" -> proxy == arguments[0];
						case "toString" -> "repository";
						default -> "r" + calls.incrementAndGet();
					});
			return new FactoryBean<>() {

				@Override
				public Repository getObject() {
					return product;
				}

				@Override
				public Class<?> getObjectType() {
					return Repository.class;
				}

			};
		}

		@Bean
		Supplier<Repository> user(Repository repository) {
			return () -> repository;
		}

	}

	static class Seen {

		private final AtomicInteger caches = new AtomicInteger();

	}

	@Configuration(proxyBeanMethods = false)
	static class DelegatingPostProcessor {

		@Bean
		Seen seen() {
			return new Seen();
		}

		@Bean
		static BeanPostProcessor wrapping(ObjectProvider<Seen> seen) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					return (bean instanceof CacheManager manager) ? new DelegatingManager(manager, seen) : bean;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxyingPostProcessor {

		@Bean
		Seen seen() {
			return new Seen();
		}

		@Bean
		static BeanPostProcessor proxying(ObjectProvider<Seen> seen) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (!(bean instanceof CacheManager)) {
						return bean;
					}
					ProxyFactory factory = new ProxyFactory(bean);
					factory.setProxyTargetClass(true);
					factory.addAdvice((MethodBeforeAdvice) (method, arguments, target) -> seen.getObject().caches
						.incrementAndGet());
					return factory.getProxy();
				}

			};
		}

	}

	record DelegatingManager(CacheManager delegate, ObjectProvider<Seen> seen) implements CacheManager {

		@Override
		public @Nullable Cache getCache(String name) {
			Cache cache = this.delegate.getCache(name);
			return (cache != null) ? new DelegatingCache(cache, this.seen.getObject()) : null;
		}

		@Override
		public Collection<String> getCacheNames() {
			return this.delegate.getCacheNames();
		}

	}

	record DelegatingCache(Cache delegate, Seen seen) implements Cache {

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
			this.seen.caches.incrementAndGet();
			return this.delegate.get(key);
		}

		@Override
		public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
			this.seen.caches.incrementAndGet();
			return this.delegate.get(key, type);
		}

		@Override
		public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
			this.seen.caches.incrementAndGet();
			return this.delegate.get(key, valueLoader);
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

	@Configuration(proxyBeanMethods = false)
	static class ScopedManagerConfiguration {

		@Bean
		static CustomScopeConfigurer threadScope() {
			var configurer = new CustomScopeConfigurer();
			configurer.addScope("thread", new SimpleThreadScope());
			return configurer;
		}

		@Bean
		@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
		LarderCacheManager scopedManager() {
			return LarderCacheManager.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CompositeConfiguration {

		@Bean
		@Primary
		CacheManager compositeManager(LarderCacheManager larder) {
			return new CompositeCacheManager(new ConcurrentMapCacheManager("others"), larder);
		}

		@Bean
		LarderCacheManager larder() {
			return LarderCacheManager.builder().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TakenCacheConfiguration {

		@Bean
		Cache productsCache(CacheManager cacheManager) {
			Cache cache = cacheManager.getCache("products");
			assertThat(cache).isNotNull();
			return cache;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryTtlConfiguration {

		@Bean
		AtomicInteger asked() {
			return new AtomicInteger();
		}

		@Bean
		@Primary
		TtlFunction primaryTtl(AtomicInteger asked) {
			return (cache, key, value) -> {
				asked.incrementAndGet();
				return null;
			};
		}

	}

}
