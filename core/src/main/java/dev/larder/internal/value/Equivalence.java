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
package dev.larder.internal.value;

import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.util.ClassUtils;
import org.springframework.util.SerializationUtils;

import dev.larder.internal.value.TypeOutline.Kind;

/**
 * The classes that may stand for others in a copy, apart from the parts.
 */
final class Equivalence {

	private static final List<Class<?>> PURPOSES = List.of(List.class, Set.class, SortedSet.class, Queue.class,
			Deque.class, Map.class, SortedMap.class);

	private Equivalence() {
	}

	/**
	 * Returns whether a copy is of the class of the original, or as good. Classes that
	 * anybody can construct come back as themselves. Others, such as that of
	 * {@code subList}, may become one that is good for the same and can be changed, or
	 * not, like it.
	 */
	static boolean mayStandFor(Object original, Object copy) {
		Class<?> type = original.getClass();
		Class<?> other = copy.getClass();
		if (type == other) {
			return true;
		}
		return (original instanceof Collection<?> || original instanceof Map<?, ?>) && isReplaceable(type)
				&& other.getName().startsWith("java.util.") && isUnmodifiable(type) == isUnmodifiable(other)
				&& PURPOSES.stream().allMatch((purpose) -> !purpose.isInstance(original) || purpose.isInstance(copy));
	}

	private static boolean isReplaceable(Class<?> type) {
		boolean constructible = Modifier.isPublic(type.getModifiers()) && ClassUtils.hasConstructor(type);
		return type.getName().startsWith("java.util.") && !constructible
				&& !type.getName().startsWith("java.util.Collections$Synchronized")
				&& !type.getName().startsWith("java.util.Collections$Checked");
	}

	private static boolean isUnmodifiable(Class<?> type) {
		String name = type.getName();
		return name.startsWith("java.util.ImmutableCollections$")
				|| name.startsWith("java.util.Collections$Unmodifiable")
				|| name.startsWith("java.util.Collections$Empty") || name.startsWith("java.util.Collections$Singleton")
				|| name.equals("java.util.Collections$CopiesList");
	}

	/**
	 * Returns whether an object and its copy are the same as far as the objects they are
	 * made of do not tell. What classes of the JDK hide they write when they are
	 * serialized, and it is for them to say what that is.
	 */
	static boolean isSameInItself(Kind kind, Object original, Object copy) {
		return switch (kind) {
			case VALUE, PRIMITIVES -> Objects.deepEquals(original, copy);
			case NUMBER_HOLDER -> original.toString().equals(copy.toString());
			case CLOSED -> original instanceof Serializable && TypeOutline.isOfJdk(original.getClass())
					&& !(original instanceof IdentityHashMap<?, ?>)
					&& Arrays.equals(SerializationUtils.serialize(original), SerializationUtils.serialize(copy));
			default -> true;
		};
	}

	/**
	 * Returns whether the order of the elements means something. Of what is wrapped in
	 * another that is not known, so that it counts.
	 */
	static boolean isOrdered(Object collection) {
		if (collection instanceof HashSet<?>) {
			return collection instanceof LinkedHashSet<?>;
		}
		if (collection instanceof HashMap<?, ?>) {
			return collection instanceof LinkedHashMap<?, ?>;
		}
		String name = collection.getClass().getName();
		return !(collection instanceof Hashtable<?, ?> || collection instanceof ConcurrentHashMap<?, ?>
				|| collection instanceof ConcurrentHashMap.KeySetView<?, ?>
				|| (name.startsWith("java.util.ImmutableCollections$") && !(collection instanceof List<?>)));
	}

}
