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
package dev.larder.internal.guard;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.asm.ClassWriter;
import org.springframework.asm.Opcodes;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.SpringCacheAnnotationParser;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.NameMatchCacheOperationSource;
import org.springframework.cglib.proxy.Enhancer;
import org.springframework.cglib.proxy.NoOp;
import org.springframework.core.annotation.AliasFor;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheAnnotations}.
 */
class CacheAnnotationsTests {

	private final CacheAnnotations annotations = new CacheAnnotations();

	@ParameterizedTest
	@ValueSource(classes = { OnMethod.class, OnHiddenMethod.class, OnType.class, Inherits.class, InheritsType.class,
			Implements.class, ImplementsGeneric.class, ImplementsDefault.class, ImplementsInherited.class,
			Composed.class, ComposedOfComposed.class, Put.class, Evict.class, Several.class, Declared.class,
			OnRecord.class, OnEnum.class })
	void classThatSpringFindsOperationsOfMayHaveThem(Class<?> type) {
		assertThat(hasOperations(type)).isTrue();
		assertThat(this.annotations.mayBeOn(type)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(classes = { Plain.class, Annotated.class, Configured.class, String.class, Object.class, int.class,
			int[].class, OnMethod[].class, Runnable.class })
	void classWithoutAnnotationsForCachesHasNone(Class<?> type) {
		assertThat(hasOperations(type)).isFalse();
		assertThat(this.annotations.mayBeOn(type)).isFalse();
	}

	@Test
	void proxyHasWhatItsInterfacesAndItsClassHave() {
		ClassLoader classLoader = getClass().getClassLoader();
		assertThat(this.annotations.mayBeOn(proxyClass(classLoader, Declared.class))).isTrue();
		assertThat(this.annotations.mayBeOn(proxyClass(classLoader, Runnable.class))).isFalse();
		Enhancer enhancer = new Enhancer();
		enhancer.setSuperclass(OnMethod.class);
		enhancer.setCallback(NoOp.INSTANCE);
		assertThat(this.annotations.mayBeOn(enhancer.create().getClass())).isTrue();
	}

	private static Class<?> proxyClass(ClassLoader classLoader, Class<?> type) {
		return Proxy.newProxyInstance(classLoader, new Class<?>[] { type }, (proxy, method, arguments) -> null)
			.getClass();
	}

	@Test
	void classWhoseMethodsNameAnAbsentTypeDoesNotTell() {
		Class<?> type = new Defining().define("Torn", "(Ldev/larder/Absent;)V");
		assertThat(this.annotations.mayBeOn(type)).isTrue();
	}

	@Test
	void knowsWhatSpringsOwnSourceFinds() {
		assertThat(CacheAnnotations.areAllFor(new AnnotationCacheOperationSource())).isTrue();
		assertThat(CacheAnnotations.areAllFor(new AnnotationCacheOperationSource(false))).isTrue();
		assertThat(CacheAnnotations.areAllFor(new AnnotationCacheOperationSource(new SpringCacheAnnotationParser())))
			.isTrue();
	}

	@Test
	void doesNotKnowWhatOtherSourcesFind() {
		SpringCacheAnnotationParser own = new SpringCacheAnnotationParser() {
		};
		CacheOperationSource subclass = new AnnotationCacheOperationSource() {

			@Override
			protected @Nullable Collection<CacheOperation> findCacheOperations(Class<?> clazz) {
				return new ArrayList<>();
			}

		};
		assertThat(CacheAnnotations.areAllFor(subclass)).isFalse();
		assertThat(CacheAnnotations.areAllFor(new NameMatchCacheOperationSource())).isFalse();
		assertThat(CacheAnnotations.areAllFor(new AnnotationCacheOperationSource(own))).isFalse();
	}

	/**
	 * Asks as Spring does when it looks for what to intercept.
	 */
	private static boolean hasOperations(Class<?> type) {
		CacheOperationSource source = new AnnotationCacheOperationSource(false);
		return source.isCandidateClass(type) && Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
			.anyMatch((method) -> source.hasCacheOperations(method, type));
	}

	static class Plain {

		@Override
		public String toString() {
			return "plain";
		}

	}

	static class Annotated {

		@Deprecated
		@Cyclic
		void method() {
		}

	}

	@CacheConfig(cacheNames = "cache")
	static class Configured {

		void method() {
		}

	}

	static class OnMethod {

		@Cacheable("cache")
		public @Nullable String method() {
			return null;
		}

	}

	static class OnHiddenMethod {

		@Cacheable("cache")
		@Nullable String method() {
			return null;
		}

	}

	@Cacheable("cache")
	static class OnType {

		public @Nullable String method() {
			return null;
		}

	}

	static class Inherits extends OnMethod {

	}

	static class InheritsType extends OnType {

	}

	interface Declared {

		@Cacheable("cache")
		@Nullable Object method();

	}

	static class Implements implements Declared {

		@Override
		public @Nullable String method() {
			return null;
		}

	}

	interface Generic<T> {

		@CachePut("cache")
		T method(T argument);

	}

	static class ImplementsGeneric implements Generic<String> {

		@Override
		public String method(String argument) {
			return argument;
		}

	}

	interface WithDefault {

		@Cacheable("cache")
		default @Nullable Object method() {
			return null;
		}

	}

	static class ImplementsDefault implements WithDefault {

	}

	interface Inherited extends Declared {

	}

	static class ImplementsInherited implements Inherited {

		@Override
		public @Nullable String method() {
			return null;
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Cacheable
	@interface CachedFor {

		@AliasFor(annotation = Cacheable.class, attribute = "cacheNames")
		String value();

	}

	@Retention(RetentionPolicy.RUNTIME)
	@CachedFor("cache")
	@interface Always {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Cyclic
	@interface Cyclic {

	}

	static class Composed {

		@CachedFor("cache")
		@Nullable String method() {
			return null;
		}

	}

	static class ComposedOfComposed {

		@Always
		@Nullable String method() {
			return null;
		}

	}

	static class Put {

		@CachePut("cache")
		String method() {
			return "value";
		}

	}

	static class Evict {

		@CacheEvict("cache")
		void method() {
		}

	}

	static class Several {

		@Caching(evict = @CacheEvict("cache"))
		void method() {
		}

	}

	record OnRecord(String name) {

		@Cacheable("cache")
		String method() {
			return this.name;
		}

	}

	enum OnEnum {

		CONSTANT;

		@Cacheable("cache")
		String method() {
			return name();
		}

	}

	/**
	 * Makes classes of which a method names what nobody has.
	 */
	private static final class Defining extends ClassLoader {

		private Defining() {
			super(CacheAnnotationsTests.class.getClassLoader());
		}

		private Class<?> define(String name, String descriptor) {
			ClassWriter writer = new ClassWriter(0);
			writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, null, "java/lang/Object", null);
			writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, "method", descriptor, null, null).visitEnd();
			writer.visitEnd();
			byte[] code = writer.toByteArray();
			return defineClass(name, code, 0, code.length);
		}

	}

}
