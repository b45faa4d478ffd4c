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

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.cache.annotation.SpringCacheAnnotationParser;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the classes that have none of Spring's annotations for caches: not on them, not
 * on what they extend and implement, and on no method of any of these. Spring asks for
 * the operations of each method of each bean at the start, and searches the whole
 * hierarchy for each; nearly all beans have none, which is found here once for a class.
 * Thread-safe.
 */
final class CacheAnnotations {

	/**
	 * Those that {@code SpringCacheAnnotationParser} knows, also as meta-annotations.
	 */
	private static final Set<Class<? extends Annotation>> OPERATIONS = Set.of(Cacheable.class, CacheEvict.class,
			CachePut.class, Caching.class);

	private final Map<Class<? extends Annotation>, Boolean> annotations = new ConcurrentHashMap<>();

	private final Map<Class<?>, Boolean> classes = new ConcurrentHashMap<>();

	/**
	 * Returns whether a source finds operations by these annotations alone, as far as it
	 * can be told.
	 * @param source the source
	 * @return whether it is Spring's own, with no other parser
	 */
	static boolean areAllFor(CacheOperationSource source) {
		if (source.getClass() != AnnotationCacheOperationSource.class) {
			return false;
		}
		try {
			// Spring shows its parsers to nobody, and its own equals any subclass
			Field parsers = ReflectionUtils.findField(AnnotationCacheOperationSource.class, "annotationParsers");
			if (parsers == null) {
				return false;
			}
			parsers.setAccessible(true);
			return parsers.get(source) instanceof Collection<?> all
					&& all.stream().allMatch((parser) -> parser.getClass() == SpringCacheAnnotationParser.class);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Returns whether a class can have operations.
	 * @param type the class
	 * @return {@code false} if it has no annotation for caches; {@code true} if it has
	 * one, or does not tell
	 */
	boolean mayBeOn(Class<?> type) {
		try {
			return areOn(type);
		}
		catch (LinkageError | RuntimeException ex) {
			// A type that its methods or annotations name is absent: Spring will tell
			return true;
		}
	}

	private boolean areOn(@Nullable Class<?> type) {
		if (type == null || type.getName().startsWith("java.")) {
			return false;
		}
		Boolean known = this.classes.get(type);
		if (known == null) {
			known = search(type);
			this.classes.put(type, known);
		}
		return known;
	}

	private boolean search(Class<?> type) {
		if (isAnnotated(type) || areOn(type.getSuperclass())) {
			return true;
		}
		for (Class<?> inherited : type.getInterfaces()) {
			if (areOn(inherited)) {
				return true;
			}
		}
		for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
			if (isAnnotated(method)) {
				return true;
			}
		}
		return false;
	}

	private boolean isAnnotated(AnnotatedElement element) {
		for (Annotation annotation : element.getDeclaredAnnotations()) {
			Class<? extends Annotation> type = annotation.annotationType();
			Boolean known = this.annotations.get(type);
			if (known == null) {
				known = isOperation(type, new HashSet<>());
				this.annotations.put(type, known);
			}
			if (known) {
				return true;
			}
		}
		return false;
	}

	// Annotations may be annotated with each other, or with themselves
	private static boolean isOperation(Class<? extends Annotation> type, Set<Class<? extends Annotation>> visited) {
		if (OPERATIONS.contains(type)) {
			return true;
		}
		if (!visited.add(type)) {
			return false;
		}
		for (Annotation meta : type.getDeclaredAnnotations()) {
			if (isOperation(meta.annotationType(), visited)) {
				return true;
			}
		}
		return false;
	}

}
