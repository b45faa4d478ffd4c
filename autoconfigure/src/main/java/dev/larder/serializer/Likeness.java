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
package dev.larder.serializer;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How alike a value and its copy are, as far as their own methods tell.
 */
enum Likeness {

	/**
	 * They are equal.
	 */
	EQUAL,

	/**
	 * They are of, or hold, a class that has no {@code equals} of its own. What else they
	 * hold is equal.
	 */
	UNKNOWN,

	/**
	 * They differ.
	 */
	DIFFERENT;

	static Likeness of(@Nullable Object value, @Nullable Object copy) {
		if (value == null || copy == null) {
			return (value == copy) ? EQUAL : DIFFERENT;
		}
		if (Objects.deepEquals(value, copy)) {
			return EQUAL;
		}
		if (value instanceof Optional<?> some && copy instanceof Optional<?> other) {
			return of(some.orElse(null), other.orElse(null));
		}
		if (value instanceof Object[] some && copy instanceof Object[] other) {
			return ofAll(Arrays.asList(some).iterator(), Arrays.asList(other).iterator());
		}
		if (value instanceof List<?> some && copy instanceof List<?> other) {
			return ofAll(some.iterator(), other.iterator());
		}
		if (value instanceof Map<?, ?> some && copy instanceof Map<?, ?> other
				&& some.keySet().equals(other.keySet())) {
			return some.keySet().stream().map((key) -> of(some.get(key), other.get(key))).reduce(EQUAL, Likeness::and);
		}
		return (value.getClass() == copy.getClass() && !hasEquals(value.getClass())) ? UNKNOWN : DIFFERENT;
	}

	private static Likeness ofAll(Iterator<?> some, Iterator<?> other) {
		Likeness result = EQUAL;
		while (some.hasNext() && other.hasNext()) {
			result = result.and(of(some.next(), other.next()));
		}
		return (some.hasNext() || other.hasNext()) ? DIFFERENT : result;
	}

	private Likeness and(Likeness other) {
		return (compareTo(other) > 0) ? this : other;
	}

	/**
	 * That of a record asks its components, which may have none.
	 */
	private static boolean hasEquals(Class<?> type) {
		try {
			return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class && !type.isRecord();
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("Every class has an equals method", ex);
		}
	}

}
