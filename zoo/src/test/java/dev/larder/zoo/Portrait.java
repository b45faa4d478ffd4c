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
package dev.larder.zoo;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.hibernate.Hibernate;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.proxy.HibernateProxy;

import org.springframework.data.projection.TargetAware;

/**
 * Describes an object by its class and all it holds, down to the last field, whatever its
 * {@code equals} says. Two objects are alike if their portraits are.
 * <p>
 * Left out is what callers cannot rely on: the JDK's private classes of lists, sets and
 * maps, though what cannot be modified stays so; the order of a hash table; and whether
 * what Hibernate loaded is in a collection of Hibernate's own. What was not loaded stays
 * not loaded.
 */
final class Portrait {

	private static final Pattern UNMODIFIABLE = Pattern.compile(
			"java\\.util\\.(ImmutableCollections\\$.*|Collections\\$(Unmodifiable|Empty|Singleton|Copies)(?!.*Sorted|.*Navigable).*)");

	private static final Set<String> PRIVATE = Set.of("java.util.Arrays$ArrayList", "java.util.ArrayList$SubList");

	private final Deque<Object> path = new ArrayDeque<>();

	private Portrait() {
	}

	static String of(Object value) {
		return new Portrait().describe(value);
	}

	private String describe(Object value) {
		if (value == null) {
			return "null";
		}
		if (value instanceof String text) {
			return '"' + text + '"';
		}
		if (value instanceof Enum<?> constant) {
			return constant.getDeclaringClass().getName() + "." + constant.name();
		}
		if (value instanceof Class<?> type) {
			return type.getName() + ".class";
		}
		int distance = 0;
		for (Object ancestor : this.path) {
			distance++;
			if (ancestor == value) {
				return "^" + distance;
			}
		}
		this.path.push(value);
		try {
			return describeObject(value);
		}
		finally {
			this.path.pop();
		}
	}

	private String describeObject(Object value) {
		if (!Hibernate.isInitialized(value)) {
			return (value instanceof HibernateProxy proxy) ? proxy.getHibernateLazyInitializer().getEntityName() + "#"
					+ proxy.getHibernateLazyInitializer().getIdentifier() + " not loaded" : "not loaded";
		}
		if (value instanceof HibernateProxy proxy) {
			return describe(proxy.getHibernateLazyInitializer().getImplementation());
		}
		String name = nameOf(value);
		if (value instanceof byte[] bytes) {
			return name + HexFormat.of().formatHex(bytes);
		}
		if (value.getClass().isArray()) {
			return name + elements(value);
		}
		if (value instanceof Optional<?> optional) {
			return "Optional(" + describe(optional.orElse(null)) + ")";
		}
		if (value instanceof Throwable failure) {
			return name + "(" + describe(failure.getMessage()) + ", cause " + describe(failure.getCause()) + ")"
					+ fields(value);
		}
		if (value instanceof Map<?, ?> map) {
			return name + entries(map) + comparator(map) + fields(value);
		}
		if (value instanceof Collection<?> collection) {
			return name + elements(collection) + comparator(collection) + fields(value);
		}
		if (Proxy.isProxyClass(value.getClass())) {
			return "proxy of " + Arrays.toString(value.getClass().getInterfaces()) + properties(value);
		}
		if (value.getClass().isHidden() || value.getClass().isSynthetic()) {
			return "code of " + value.getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
		}
		if (isOfTheJdk(value.getClass())) {
			return name + "(" + value + ")";
		}
		return name + fields(value);
	}

	private static String nameOf(Object value) {
		String name = value.getClass().getName();
		if (UNMODIFIABLE.matcher(name).matches()) {
			return "unmodifiable " + kindOf(value);
		}
		if (value instanceof PersistentCollection<?> || PRIVATE.contains(name)) {
			return kindOf(value);
		}
		return (value.getClass() == HashSet.class || value.getClass() == LinkedHashSet.class
				|| value.getClass() == ArrayList.class) ? kindOf(value) : name;
	}

	private static String kindOf(Object value) {
		return (value instanceof List) ? "list"
				: (value instanceof Set) ? "set" : (value instanceof Map) ? "map" : "collection";
	}

	private String elements(Object array) {
		List<String> elements = new ArrayList<>();
		for (int i = 0; i < Array.getLength(array); i++) {
			elements.add(describe(Array.get(array, i)));
		}
		return elements.toString();
	}

	private String elements(Collection<?> collection) {
		List<String> elements = new ArrayList<>();
		collection.forEach((element) -> elements.add(describe(element)));
		if (collection instanceof Set && !(collection instanceof SortedSet) && !(collection instanceof LinkedHashSet)
				&& !(collection instanceof PersistentCollection<?>)) {
			elements.sort(Comparator.naturalOrder());
		}
		return elements.toString();
	}

	private String entries(Map<?, ?> map) {
		List<String> entries = new ArrayList<>();
		map.forEach((key, value) -> entries.add(describe(key) + "=" + describe(value)));
		if (map.getClass().getName().startsWith("java.util.") && !(map instanceof SortedMap)
				&& !(map instanceof LinkedHashMap)) {
			entries.sort(Comparator.naturalOrder());
		}
		return entries.toString();
	}

	private String comparator(Object sorted) {
		Comparator<?> comparator = (sorted instanceof SortedMap<?, ?> map) ? map.comparator()
				: (sorted instanceof SortedSet<?> set) ? set.comparator() : null;
		return (comparator != null) ? " by " + nameOf(comparator).replaceFirst("\\$\\$Lambda.*", "") : "";
	}

	private String fields(Object value) {
		Map<String, String> fields = new TreeMap<>();
		for (Class<?> type = value.getClass(); type != null && !isOfTheJdk(type)
				&& !isHibernate(type); type = type.getSuperclass()) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
					fields.put(type.getSimpleName() + "." + field.getName(), describe(read(field, value)));
				}
			}
		}
		return fields.isEmpty() ? "" : fields.toString();
	}

	private static Object read(Field field, Object value) {
		try {
			field.setAccessible(true);
			return field.get(value);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String properties(Object proxy) {
		Map<String, String> properties = new TreeMap<>();
		for (Class<?> type : proxy.getClass().getInterfaces()) {
			if (type.getName().startsWith("dev.larder.zoo")) {
				for (Method method : type.getMethods()) {
					try {
						properties.put(method.getName(), describe(method.invoke(proxy)));
					}
					catch (ReflectiveOperationException ex) {
						throw new IllegalStateException(ex);
					}
				}
			}
		}
		return (proxy instanceof TargetAware) ? properties.toString() : properties + "?";
	}

	private static boolean isOfTheJdk(Class<?> type) {
		return type.getModule().isNamed();
	}

	private static boolean isHibernate(Class<?> type) {
		return type.getName().startsWith("org.hibernate.");
	}

}
