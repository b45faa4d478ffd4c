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
package dev.larder.internal.type;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of the JDK that only hold data: reading one opens nothing, looks nothing up,
 * and calls no code but that of the values in it.
 * <p>
 * Left out on purpose: {@code java.net.URL} and {@code InetAddress}, which ask a name
 * server, and {@code PriorityQueue}, whose order is that of a heap. Sorted maps and sets
 * are in: whatever comparator they have must be on the list itself.
 */
public final class JdkValueTypes {

	private static final Set<String> NAMES = Stream.of(
			names("java.lang", "Object", "String", "Boolean", "Character", "Byte", "Short", "Integer", "Long", "Float",
					"Double", "Number", "Enum", "StackTraceElement", "String$CaseInsensitiveComparator"),
			names("java.math", "BigDecimal", "BigInteger", "MathContext", "RoundingMode"),
			names("java.io", "Serializable"), names("java.lang", "CharSequence", "Cloneable", "Comparable", "Iterable"),
			names("java.util", "Collection", "Deque", "List", "Map", "NavigableMap", "NavigableSet", "Queue",
					"RandomAccess", "Set", "SortedMap", "SortedSet"),
			names("java.net", "URI"), names("java.sql", "Date", "Time", "Timestamp"),
			names("java.time", "DayOfWeek", "Duration", "Instant", "LocalDate", "LocalDateTime", "LocalTime", "Month",
					"MonthDay", "OffsetDateTime", "OffsetTime", "Period", "Ser", "Year", "YearMonth", "ZoneId",
					"ZoneOffset", "ZoneRegion", "ZonedDateTime"),
			names("java.time.chrono", "IsoChronology", "IsoEra"),
			names("java.util", "AbstractCollection", "AbstractList", "AbstractMap", "AbstractMap$SimpleEntry",
					"AbstractMap$SimpleImmutableEntry", "AbstractSet", "ArrayDeque", "ArrayList", "Arrays$ArrayList",
					"BitSet", "Calendar", "CollSer", "Currency", "Date", "EnumMap", "EnumSet",
					"EnumSet$SerializationProxy", "GregorianCalendar", "HashMap", "HashSet", "Hashtable",
					"JumboEnumSet", "KeyValueHolder", "LinkedHashMap", "LinkedHashSet", "LinkedList", "Locale",
					"Map$Entry", "Optional", "OptionalDouble", "OptionalInt", "OptionalLong", "Properties",
					"RegularEnumSet", "SimpleTimeZone", "Stack", "TimeZone", "TreeMap", "TreeSet", "UUID", "Vector"),
			names("sun.util.calendar", "ZoneInfo"),
			names("java.util.Collections$", "EmptyList", "EmptyMap", "EmptySet", "SetFromMap", "SingletonList",
					"SingletonMap", "SingletonSet", "SynchronizedCollection", "SynchronizedList", "SynchronizedMap",
					"SynchronizedRandomAccessList", "SynchronizedSet", "UnmodifiableCollection", "UnmodifiableList",
					"UnmodifiableMap", "UnmodifiableNavigableMap", "UnmodifiableNavigableSet",
					"UnmodifiableRandomAccessList", "UnmodifiableSet", "UnmodifiableSortedMap", "UnmodifiableSortedSet",
					"UnmodifiableSequencedCollection", "UnmodifiableSequencedMap", "UnmodifiableSequencedSet",
					"ReverseComparator"),
			names("java.util.ImmutableCollections$", "List12", "ListN", "Map1", "MapN", "Set12", "SetN", "SubList"),
			names("java.util.concurrent", "ConcurrentHashMap", "ConcurrentHashMap$Segment", "ConcurrentLinkedDeque",
					"ConcurrentLinkedQueue", "ConcurrentSkipListMap", "ConcurrentSkipListSet", "CopyOnWriteArrayList",
					"CopyOnWriteArraySet", "TimeUnit"),
			names("java.util.concurrent.atomic", "AtomicBoolean", "AtomicInteger", "AtomicLong"),
			names("java.util.concurrent.locks", "AbstractOwnableSynchronizer", "AbstractQueuedSynchronizer",
					"ReentrantLock", "ReentrantLock$NonfairSync", "ReentrantLock$Sync"))
		.flatMap((names) -> names)
		.collect(Collectors.toUnmodifiableSet());

	private JdkValueTypes() {
	}

	public static boolean contains(String className) {
		return NAMES.contains(className);
	}

	private static Stream<String> names(String owner, String... simpleNames) {
		String start = owner.endsWith("$") ? owner : owner + ".";
		return Stream.of(simpleNames).map(start::concat);
	}

}
