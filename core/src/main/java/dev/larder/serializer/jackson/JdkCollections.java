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
import java.util.AbstractCollection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses the types as which the JDK's collections are read. Those that cannot be
 * constructed, such as {@code subList} or {@code List.of()}, become the nearest that can;
 * what cannot be changed stays so.
 */
final class JdkCollections {

	/**
	 * Types of the JDK that are written without a loss.
	 */
	static final Set<String> KEPT = Stream
		.of(names("java.lang", "Boolean", "Byte", "Character", "Double", "Float", "Integer", "Long", "Short", "String"),
				names("java.math", "BigDecimal", "BigInteger"), names("java.net", "URI"),
				names("java.sql", "Date", "Time", "Timestamp"),
				names("java.time", "Duration", "Instant", "LocalDate", "LocalDateTime", "LocalTime", "MonthDay",
						"OffsetDateTime", "OffsetTime", "Period", "Year", "YearMonth", "ZoneOffset", "ZoneRegion",
						"ZonedDateTime"),
				names("java.util", "AbstractMap$SimpleEntry", "AbstractMap$SimpleImmutableEntry", "ArrayDeque",
						"ArrayList", "BitSet", "Currency", "Date", "EnumMap", "EnumSet", "HashMap", "HashSet",
						"Hashtable", "KeyValueHolder", "LinkedHashMap", "LinkedHashSet", "LinkedList", "Locale",
						"Optional", "OptionalDouble", "OptionalInt", "OptionalLong", "Stack", "TreeMap", "TreeSet",
						"UUID", "Vector"),
				names("java.util.Collections$", "UnmodifiableList", "UnmodifiableMap", "UnmodifiableSet"),
				names("java.util.concurrent", "ConcurrentHashMap", "ConcurrentLinkedDeque", "ConcurrentLinkedQueue",
						"CopyOnWriteArrayList", "CopyOnWriteArraySet"),
				names("java.util.concurrent.atomic", "AtomicBoolean", "AtomicInteger", "AtomicLong"))
		.flatMap((names) -> names)
		.collect(Collectors.toUnmodifiableSet());

	private JdkCollections() {
	}

	/**
	 * Returns the name of the type as which values of a type are read.
	 */
	static String readableName(Class<?> type) {
		if (!isForeignCollection(type) || isConstructible(type)) {
			return type.getName();
		}
		if (List.class.isAssignableFrom(type)) {
			return isUnmodifiable(type) ? "java.util.Collections$UnmodifiableList" : "java.util.ArrayList";
		}
		if (SortedSet.class.isAssignableFrom(type)) {
			return "java.util.TreeSet";
		}
		if (Set.class.isAssignableFrom(type)) {
			return isUnmodifiable(type) ? "java.util.Collections$UnmodifiableSet" : "java.util.LinkedHashSet";
		}
		if (SortedMap.class.isAssignableFrom(type)) {
			return "java.util.TreeMap";
		}
		if (Map.class.isAssignableFrom(type)) {
			return isUnmodifiable(type) ? "java.util.Collections$UnmodifiableMap" : "java.util.LinkedHashMap";
		}
		return isView(type) ? "java.util.ArrayList" : type.getName();
	}

	/**
	 * Returns whether a type is that of the values of a map.
	 */
	private static boolean isView(Class<?> type) {
		return type.getSuperclass() == AbstractCollection.class && !Modifier.isPublic(type.getModifiers());
	}

	private static Stream<String> names(String owner, String... simpleNames) {
		String start = owner.endsWith("$") ? owner : owner + ".";
		return Stream.of(simpleNames).map(start::concat);
	}

	static boolean isHibernates(Class<?> type) {
		return type.getName().startsWith("org.hibernate.collection.");
	}

	/**
	 * Hibernate's collections belong to a session, and stand for those of the JDK.
	 */
	private static boolean isForeignCollection(Class<?> type) {
		return type.getName().startsWith("java.util.") || isHibernates(type);
	}

	private static boolean isConstructible(Class<?> type) {
		try {
			return type.getName().startsWith("java.") && Modifier.isPublic(type.getModifiers())
					&& !Modifier.isAbstract(type.getModifiers())
					&& Modifier.isPublic(type.getDeclaredConstructor().getModifiers());
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	private static boolean isUnmodifiable(Class<?> type) {
		String name = type.getName();
		return name.startsWith("java.util.ImmutableCollections$")
				|| name.startsWith("java.util.Collections$Unmodifiable")
				|| name.startsWith("java.util.Collections$Empty") || name.startsWith("java.util.Collections$Singleton")
				|| name.equals("java.util.Collections$CopiesList");
	}

}
