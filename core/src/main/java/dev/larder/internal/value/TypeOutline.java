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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.time.ZoneId;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.internal.type.LibraryValueTypes;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * The way to look into objects of a class without calling any code of theirs.
 *
 * @param kind the kind of their parts
 * @param fields the fields of theirs that count, readable; not those of the JDK's own
 * classes
 */
record TypeOutline(Kind kind, List<Field> fields) {

	private static final ClassValue<TypeOutline> OUTLINES = new ClassValue<>() {

		@Override
		protected TypeOutline computeValue(Class<?> type) {
			return compute(type);
		}

	};

	/**
	 * Types whose {@code equals} tells all there is to tell.
	 */
	private static final Set<Class<?>> VALUES = Set.of(String.class, Boolean.class, Character.class, Byte.class,
			Short.class, Integer.class, Long.class, Float.class, Double.class, BigDecimal.class, BigInteger.class,
			MathContext.class, UUID.class, URI.class, Locale.class, Currency.class, Date.class, BitSet.class,
			Class.class, StackTraceElement.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

	private static final Set<String> SQL_VALUES = Set.of("java.sql.Date", "java.sql.Time", "java.sql.Timestamp");

	private static final Set<Class<?>> NUMBER_HOLDERS = Set.of(AtomicBoolean.class, AtomicInteger.class,
			AtomicLong.class);

	/**
	 * Collections that hold more than their contents.
	 */
	private static final Set<String> OPAQUE_COLLECTIONS = Set.of("java.util.IdentityHashMap", "java.util.WeakHashMap",
			"java.util.PriorityQueue", "java.util.Properties");

	private static final List<String> PROXY_MARKS = List.of("$$SpringCGLIB$$", "$$EnhancerBy", "$$FastClassBy",
			"$HibernateProxy$", "$HibernateProxy", "_$$_jvst", "$ByteBuddy$", "$MockitoMock$");

	private static TypeOutline of(Kind kind) {
		return new TypeOutline(kind, List.of());
	}

	static TypeOutline of(Class<?> type) {
		return OUTLINES.get(type);
	}

	private static TypeOutline compute(Class<?> type) {
		if (isValue(type)) {
			return of(Kind.VALUE);
		}
		if (type.isArray()) {
			return of(type.getComponentType().isPrimitive() ? Kind.PRIMITIVES : Kind.ARRAY);
		}
		if (Proxy.isProxyClass(type) || PROXY_MARKS.stream().anyMatch(type.getName()::contains)) {
			return of(Kind.PROXY);
		}
		return isOfJdk(type) ? of(jdkKind(type)) : computeFields(type);
	}

	private static boolean isValue(Class<?> type) {
		return VALUES.contains(type) || Enum.class.isAssignableFrom(type) || SQL_VALUES.contains(type.getName())
				|| (isOfJdk(type) && (TemporalAccessor.class.isAssignableFrom(type)
						|| TemporalAmount.class.isAssignableFrom(type) || ZoneId.class.isAssignableFrom(type)));
	}

	private static Kind jdkKind(Class<?> type) {
		if (type == Object.class) {
			return Kind.FIELDS;
		}
		if (type == Optional.class) {
			return Kind.OPTIONAL;
		}
		if (NUMBER_HOLDERS.contains(type)) {
			return Kind.NUMBER_HOLDER;
		}
		if (type == AbstractMap.SimpleEntry.class || type == AbstractMap.SimpleImmutableEntry.class
				|| type.getName().equals("java.util.KeyValueHolder")) {
			return Kind.ENTRY;
		}
		boolean collections = type.getName().startsWith("java.util.") && !OPAQUE_COLLECTIONS.contains(type.getName());
		if (collections && Collection.class.isAssignableFrom(type)) {
			return Kind.COLLECTION;
		}
		return (collections && Map.class.isAssignableFrom(type)) ? Kind.MAP : Kind.CLOSED;
	}

	private static TypeOutline computeFields(Class<?> type) {
		List<Field> fields = new ArrayList<>();
		Class<?> level = type;
		while (!isOfJdk(level)) {
			for (Field field : level.getDeclaredFields()) {
				if (Modifier.isStatic(field.getModifiers()) || isBookkeeping(field)) {
					continue;
				}
				if (!field.trySetAccessible()) {
					return of(Kind.CLOSED);
				}
				fields.add(field);
			}
			level = level.getSuperclass();
		}
		return type.isHidden() ? of(Kind.CLOSED) : new TypeOutline(inheritedKind(level), List.copyOf(fields));
	}

	/**
	 * Additions of Hibernate to entities, hash codes that are computed when they are
	 * first needed, and fields that the value types of libraries make anew, such as the
	 * views of a map.
	 */
	private static boolean isBookkeeping(Field field) {
		if (!Modifier.isTransient(field.getModifiers())) {
			return field.getName().startsWith("$$_hibernate_");
		}
		return LibraryValueTypes.contains(field.getDeclaringClass().getName())
				|| (field.getType().isPrimitive() && field.getName().toLowerCase(Locale.ROOT).contains("hash"))
				|| field.getName().startsWith("$$_hibernate_");
	}

	/**
	 * The kind that an object inherits from the first of its classes that is of the JDK.
	 */
	private static Kind inheritedKind(Class<?> type) {
		if (type == Object.class || type == Record.class || type == Number.class) {
			return Kind.FIELDS;
		}
		if (type.getName().startsWith("java.util.Abstract")) {
			return Kind.FIELDS;
		}
		return switch (jdkKind(type)) {
			case COLLECTION -> Kind.COLLECTION;
			case MAP -> Kind.MAP;
			default -> Kind.CLOSED;
		};
	}

	static boolean isOfJdk(Class<?> type) {
		ClassLoader classLoader = type.getClassLoader();
		return classLoader == null || classLoader == ClassLoader.getPlatformClassLoader();
	}

	/**
	 * Returns the value of a field of an object.
	 */
	static @Nullable Object valueOf(Field field, Object owner) {
		try {
			return field.get(owner);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("The field was made accessible", ex);
		}
	}

	/**
	 * Returns how a path inside a value begins that starts at an object.
	 */
	static String rootName(Object value) {
		if (isOfJdk(value.getClass())) {
			if (value instanceof List<?>) {
				return "List";
			}
			if (value instanceof Set<?>) {
				return "Set";
			}
			if (value instanceof Map<?, ?>) {
				return "Map";
			}
		}
		return ClassUtils.getShortName(value.getClass());
	}

	/**
	 * The kinds of parts that objects of a class are made of.
	 */
	enum Kind {

		/**
		 * Nothing but their value, which {@code equals} compares.
		 */
		VALUE,

		/**
		 * Primitive elements.
		 */
		PRIMITIVES,

		/**
		 * Elements of an array.
		 */
		ARRAY,

		/**
		 * Elements of a collection, and maybe fields.
		 */
		COLLECTION,

		/**
		 * Keys and values of a map, and maybe fields.
		 */
		MAP,

		/**
		 * A key and a value.
		 */
		ENTRY,

		/**
		 * One value, or none.
		 */
		OPTIONAL,

		/**
		 * A number or a flag that can change.
		 */
		NUMBER_HOLDER,

		/**
		 * Fields alone.
		 */
		FIELDS,

		/**
		 * They stand for something else.
		 */
		PROXY,

		/**
		 * They cannot be looked into.
		 */
		CLOSED

	}

}
