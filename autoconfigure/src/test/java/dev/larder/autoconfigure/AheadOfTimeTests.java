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
import java.util.concurrent.CompletableFuture;

import dev.larder.autoconfigure.registration.LarderRegistrationAutoConfiguration;
import dev.larder.cache.LarderCacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.support.NullValue;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is found out about an application ahead of time.
 */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AheadOfTimeTests {

	@Test
	void beansThatDependOnTheModeAreThereWhateverItIsNow() {
		assertThat(process("larder.mode=local").getBeanDefinitionNames()).contains("cacheManager",
				"larderHealthIndicator", "larderNodeMetrics", "larderInstanceRegistration");
	}

	@Test
	void typeOfSpringsCacheDecidesAheadOfTime() {
		assertThat(process("spring.cache.type=none").containsBeanDefinition("larderSettings")).isFalse();
	}

	@Test
	void beansThatDependOnTheModeAreNothingInAModeThatDoesNotNeedThem() {
		new ApplicationContextRunner().withUserConfiguration(ShopConfiguration.class)
			.withPropertyValues("larder.mode=local")
			.withInitializer((context) -> System.setProperty("spring.aot.processing", "true"))
			.run((context) -> {
				System.clearProperty("spring.aot.processing");
				assertThat(context).hasNotFailed();
				assertThat(context.containsBeanDefinition("larderHealthIndicator")).isTrue();
				assertThat(context.getBeansOfType(Object.class)).doesNotContainKeys("larderHealthIndicator",
						"larderNodeMetrics", "larderInstanceRegistration");
			});
		System.clearProperty("spring.aot.processing");
	}

	@Test
	void typesOfCachedMethodsCanBeReadAndMade() {
		RuntimeHints hints = hints();
		assertThat(List.of(Query.class, Sorting.class, Product.class, Detail.class)).allSatisfy((type) -> {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
						MemberCategory.ACCESS_DECLARED_FIELDS))
				.accepts(hints);
		});
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Query.class, "text")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(Unrelated.class)).rejects(hints);
	}

	@Test
	void keysAndValuesOfSpringsAreKnown() {
		RuntimeHints hints = hints();
		assertThat(RuntimeHintsPredicates.reflection().onFieldAccess(SimpleKey.class, "params")).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onJavaSerialization(SimpleKey.class, true)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onJavaSerialization(NullValue.class, true)).accepts(hints);
	}

	@Test
	void rootOfJsonIsKnown() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("dev.larder.serializer.jackson.JacksonSerializer$Root"))
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints());
	}

	@Test
	void classesThatCaffeineChoosesAreKnown() {
		RuntimeHints hints = hints();
		try (LarderCacheManager cacheManager = LarderCacheManager.builder().build()) {
			cacheManager.getCache("products").put("apple", "red");
			Object cache = ReflectionTestUtils.getField(cacheManager.getLarderCache("products").getNativeCache(),
					"cache");
			Map<?, ?> entries = (Map<?, ?>) ReflectionTestUtils.getField(cache, "data");
			Object entry = entries.values().iterator().next();
			assertThat(List.of(cache, entry)).allSatisfy((made) -> assertThat(RuntimeHintsPredicates.reflection()
				.onType(made.getClass())
				.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
						MemberCategory.ACCESS_DECLARED_FIELDS))
				.accepts(hints));
		}
	}

	private static RuntimeHints hints() {
		DefaultGenerationContext context = context();
		process(context, "larder.mode=local");
		return context.getRuntimeHints();
	}

	private static AnnotationConfigApplicationContext process(String... properties) {
		return process(context(), properties);
	}

	private static DefaultGenerationContext context() {
		return new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("com.acme", "Shop")),
				new InMemoryGeneratedFiles());
	}

	private static AnnotationConfigApplicationContext process(DefaultGenerationContext generation,
			String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(properties).and("spring.application.name=shop").applyTo(context);
		context.register(ShopConfiguration.class);
		System.setProperty("spring.aot.processing", "true");
		try {
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		finally {
			System.clearProperty("spring.aot.processing");
		}
		return context;
	}

	record Query(String text, Sorting sorting) {

	}

	record Sorting(boolean ascending) {

	}

	record Product(String name, List<Detail> details) {

	}

	record Detail(String text) {

	}

	record Unrelated(String text) {

	}

	static class Products {

		@Cacheable("products")
		public CompletableFuture<List<Product>> find(Query query) {
			throw new UnsupportedOperationException();
		}

		@Cacheable("greatest")
		public <T extends Comparable<T>> T greatest(List<T> candidates) {
			throw new UnsupportedOperationException();
		}

		public Unrelated notCached() {
			throw new UnsupportedOperationException();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@AutoConfigurationPackage
	@Import(Products.class)
	@ImportAutoConfiguration({ CacheAutoConfiguration.class, LarderAutoConfiguration.class,
			LarderLoadGuardAutoConfiguration.class, LarderHealthAutoConfiguration.class,
			LarderMetricsAutoConfiguration.class, LarderEndpointAutoConfiguration.class,
			LarderRegistrationAutoConfiguration.class })
	static class ShopConfiguration {

	}

}
