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
package dev.larder.serializer.jackson;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;

import org.springframework.util.ClassUtils;

import dev.larder.internal.lazy.LazyValues;
import dev.larder.serializer.SerializationException;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.TypeNotAllowedException;

/**
 * Names the types of values, and finds types by name. A name is checked against the
 * allow-list before its class is loaded, and no class is initialized for being named.
 */
final class TypeNames {

	private static final String ARRAY = "[]";

	private static final String ENUM_SET = "java.util.EnumSet<";

	private static final String ENUM_MAP = "java.util.EnumMap<";

	private final TypeAllowList allowList;

	private final ClassLoader classLoader;

	private final ClassValue<String> names = new ClassValue<>() {

		@Override
		protected String computeValue(Class<?> type) {
			return compute(type);
		}

	};

	TypeNames(TypeAllowList allowList, ClassLoader classLoader) {
		this.allowList = allowList;
		this.classLoader = classLoader;
	}

	ClassLoader classLoader() {
		return this.classLoader;
	}

	/**
	 * Returns the name under which a value's type can be found again.
	 * @throws SerializationException if a reader would not get an equal value, or may not
	 * read it
	 */
	String nameOf(Object value) {
		if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
			checkLoaded(value);
		}
		if (value instanceof EnumSet<?> set && !set.isEmpty()) {
			return ENUM_SET + nameOf(set.iterator().next()) + ">";
		}
		if (value instanceof EnumMap<?, ?> map && !map.isEmpty()) {
			return ENUM_MAP + nameOf(map.keySet().iterator().next()) + ">";
		}
		if (hasComparator(value)) {
			throw new SerializationException("The comparator of a " + value.getClass().getName()
					+ " cannot be written. Copy the values into a list or a linked map.");
		}
		return nameOf(value.getClass());
	}

	private static void checkLoaded(Object value) {
		if (JdkCollections.isHibernates(value.getClass())) {
			LazyValues.unwrap(value);
		}
	}

	private static boolean hasComparator(Object value) {
		if (value instanceof SortedSet<?> set) {
			return set.comparator() != null;
		}
		return value instanceof SortedMap<?, ?> map && map.comparator() != null;
	}

	String nameOf(Class<?> type) {
		return this.names.get(type);
	}

	private String compute(Class<?> type) {
		if (type.isArray()) {
			Class<?> component = type.getComponentType();
			return (component.isArray() ? nameOf(component) : nameOfComponent(component)) + ARRAY;
		}
		if (Enum.class.isAssignableFrom(type) && !type.isEnum() && type.getSuperclass() != null) {
			return nameOf(type.getSuperclass());
		}
		String name = JdkCollections.readableName(type);
		check(name);
		if (type.isAnonymousClass() && name.equals(type.getName())) {
			throw new SerializationException("The class of a " + name + " has no name that lasts");
		}
		if (name.startsWith("java.") && !type.isEnum() && !JdkCollections.KEPT.contains(name)) {
			throw new SerializationException("A " + type.getName() + " is not known to survive as JSON");
		}
		return name;
	}

	/**
	 * Checks a type that is written without its name.
	 * @throws SerializationException if values of it are not written
	 */
	void checkKept(Class<?> type) {
		if (type != JacksonSerializer.Root.class && type != Object.class && type != Class.class && !type.isPrimitive()
				&& !Modifier.isAbstract(type.getModifiers())) {
			nameOf(type);
		}
	}

	/**
	 * Returns whether values of a type may be written without its name.
	 */
	boolean isKept(Class<?> type) {
		try {
			checkKept(type);
			return true;
		}
		catch (SerializationException ex) {
			return false;
		}
	}

	private String nameOfComponent(Class<?> type) {
		String name = JdkCollections.readableName(type);
		if (!type.isPrimitive()) {
			check(name);
		}
		return name;
	}

	void check(String name) {
		String component = name;
		while (component.startsWith("[")) {
			component = component.substring(1);
		}
		if (!component.equals(name)) {
			if (!component.startsWith("L")) {
				return;
			}
			component = component.substring(1, component.length() - 1);
		}
		if (!this.allowList.allows(component)) {
			throw new TypeNotAllowedException(component);
		}
	}

	/**
	 * Returns the type with a name.
	 * @throws SerializationException if the type is not allowed, does not exist, or does
	 * not fit
	 */
	JavaType typeOf(DatabindContext context, JavaType baseType, String name) {
		if (name.startsWith(ENUM_SET) && name.endsWith(">")) {
			return fitting(baseType, context.getTypeFactory()
				.constructCollectionType(EnumSet.class, enumOf(name.substring(ENUM_SET.length(), name.length() - 1))));
		}
		if (name.startsWith(ENUM_MAP) && name.endsWith(">")) {
			JavaType keys = context.constructType(enumOf(name.substring(ENUM_MAP.length(), name.length() - 1)));
			return fitting(baseType, context.getTypeFactory()
				.constructMapType(EnumMap.class, keys, context.constructType(Object.class)));
		}
		Class<?> type = load(name);
		if (!baseType.getRawClass().isAssignableFrom(type)) {
			throw new SerializationException("A " + name + " is no " + baseType.getRawClass().getName());
		}
		return context.constructSpecializedType(baseType, type);
	}

	private static JavaType fitting(JavaType baseType, JavaType type) {
		if (!baseType.getRawClass().isAssignableFrom(type.getRawClass())) {
			throw new SerializationException("A " + type + " is no " + baseType);
		}
		return type;
	}

	private Class<?> enumOf(String name) {
		Class<?> type = load(name);
		if (!type.isEnum()) {
			throw new SerializationException(name + " is no enum");
		}
		return type;
	}

	Class<?> load(String name) {
		if (name.endsWith(ARRAY)) {
			String component = name.substring(0, name.length() - ARRAY.length());
			Class<?> primitive = ClassUtils.resolvePrimitiveClassName(component);
			return ((primitive != null) ? primitive : load(component)).arrayType();
		}
		check(name);
		Class<?> type = find(name);
		if (type == null) {
			throw new SerializationException("There is no class " + name);
		}
		return type;
	}

	private @Nullable Class<?> find(String name) {
		try {
			return Class.forName(name, false, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
