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

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link GraphComparison}.
 */
@SuppressWarnings({ "JavaUtilDate", "JdkObsolete", "NonApiType", "unused", "UnusedVariable" })
class GraphComparisonTests {

	static Stream<Arguments> same() {
		return Stream.of(arguments("a", "a"), arguments(new int[][] { { 1 } }, new int[][] { { 1 } }),
				arguments(new BigDecimal("1.10"), new BigDecimal("1.10")),
				arguments(new Person("a", 1), new Person("a", 1)),
				arguments(new ArrayList<>(List.of(new Person("a", 1))), new ArrayList<>(List.of(new Person("a", 1)))),
				arguments(Arrays.asList(1, null), new ArrayList<>(Arrays.asList(1, null))),
				arguments(List.of(1), Collections.unmodifiableList(new ArrayList<>(List.of(1)))),
				arguments(new ArrayList<>(List.of(1, 2)).subList(0, 1), new ArrayList<>(List.of(1))),
				arguments(new HashMap<>(Map.of(1, "a", 2, "b", 17, "c")), roomy(Map.of(17, "c", 2, "b", 1, "a"))),
				arguments(people("a", "b", "c", "d", "e"), people("e", "d", "c", "b", "a")),
				arguments(Optional.of(new Person("a", 1)), Optional.of(new Person("a", 1))),
				arguments(new AtomicInteger(1), new AtomicInteger(1)), arguments(new Object(), new Object()),
				arguments(Map.entry("a", new Person("a", 1)), Map.entry("a", new Person("a", 1))),
				arguments(pageOf(7, "a"), pageOf(7, "a")), arguments(cycle("a"), cycle("a")),
				arguments(new TreeMap<>(Map.of(1, 2)), new TreeMap<>(Map.of(1, 2))),
				arguments(new Hashed(1, 5), new Hashed(1, 0)), arguments(new Locked(1), new Locked(1)),
				arguments(symbols('a'), symbols('a')),
				arguments(new TreeSet<>(Comparator.<Integer>reverseOrder()),
						new TreeSet<>(Comparator.<Integer>reverseOrder())),
				arguments(Map.of(new Person("a", 1), new Person("b", 2)),
						Map.of(new Person("a", 1), new Person("b", 2))));
	}

	@ParameterizedTest
	@MethodSource("same")
	void findsNothingInWhatIsTheSame(Object value, Object copy) {
		assertThat(GraphComparison.find(value, copy)).isNull();
	}

	static Stream<Arguments> different() {
		return Stream.of(arguments(1, 1L, "Integer"),
				arguments(new BigDecimal("1.10"), new BigDecimal("1.1"), "BigDecimal"), arguments(-0.0, 0.0, "Double"),
				arguments(micros(1_000), micros(2_000), "Timestamp"),
				arguments(new Timestamp(5), new Date(5), "Timestamp"),
				arguments(new Person("a", 1), new Person("a", 2), "GraphComparisonTests.Person.age"),
				arguments(new ById(1, "a"), new ById(1, "b"), "GraphComparisonTests.ById.name"),
				arguments(List.of(new ById(1, "a")), Collections.unmodifiableList(List.of(new ById(1, "b"))),
						"List[0].name"),
				arguments(new ArrayList<>(List.of(1)), Collections.unmodifiableList(new ArrayList<>(List.of(1))),
						"List"),
				arguments(List.of(1), new ArrayList<>(List.of(1)), "List"),
				arguments(Collections.nCopies(2, "a"), new ArrayList<>(List.of("a", "a")), "List"),
				arguments(new LinkedList<>(List.of(1)), new ArrayList<>(List.of(1)), "List"),
				arguments(Collections.synchronizedList(new ArrayList<>()), new ArrayList<>(), "List"),
				arguments(new LinkedHashSet<>(List.of(1, 2)), new LinkedHashSet<>(List.of(2, 1)), "Set[0]"),
				arguments(new LinkedHashMap<>(Map.of(1, 2)), new HashMap<>(Map.of(1, 2)), "Map"),
				arguments(ordered("a", "b"), ordered("b", "a"), "Map[key 0]"),
				arguments(new HashMap<>(Map.of("k", new Person("a", 1))),
						new HashMap<>(Map.of("k", new Person("b", 1))), "Map[k].name"),
				arguments(people("a", "b"), people("a", "c"), "Set"),
				arguments(new HashSet<>(Set.of(1)), new HashSet<>(Set.of(1L)), "Set[0]"),
				arguments(pageOf(7, "a"), pageOf(0, "a"), "GraphComparisonTests.PageOf.total"),
				arguments(pageOf(7, "a"), pageOf(7, "b"), "GraphComparisonTests.PageOf[0]"),
				arguments(new Child("a", "b"), new Child("a", "c"), "GraphComparisonTests.Child.secret"),
				arguments(cycle("a"), cycle("b"), "GraphComparisonTests.Node.name"),
				arguments(new Forgetful("a"), new Forgetful(null), "GraphComparisonTests.Forgetful.name"),
				arguments(new Person[] { new Person("a", 1) }, new Object[] { new Person("a", 1) },
						"GraphComparisonTests.Person[]"),
				arguments(new Thread(), new Thread(), "Thread"),
				arguments(symbols('a'), symbols('b'), "DecimalFormatSymbols"),
				arguments(new IdentityHashMap<>(), new IdentityHashMap<>(), "Map"),
				arguments(comparing((a, b) -> 0), comparing((a, b) -> 1), "Set.comparator"),
				arguments(new TreeSet<>(Comparator.<Integer>reverseOrder()), new TreeSet<Integer>(), "Set.comparator"),
				arguments(Optional.of(new ById(1, "a")), Optional.of(new ById(1, "b")), "Optional.value.name"),
				arguments(new Person("a", 1), new Child("a", "b"), "GraphComparisonTests.Person"));
	}

	@ParameterizedTest
	@MethodSource("different")
	void findsWhatIsNotTheSame(Object value, Object copy, String start) {
		assertThat(GraphComparison.find(value, copy)).isNotNull()
			.satisfies((difference) -> assertThat(difference.place().path()).startsWith(start));
	}

	@Test
	void endsWhereTwoObjectsOfACycleBecameOne() {
		Node first = new Node("a");
		first.next = new Node("a");
		first.next.next = first;
		assertThat(GraphComparison.find(first, cycle("a"))).isNull();
	}

	@Test
	void aSharedObjectMayBecomeTwo() {
		Person person = new Person("a", 1);
		assertThat(GraphComparison.find(new Object[] { person, person },
				new Object[] { new Person("a", 1), new Person("a", 1) }))
			.isNull();
	}

	@Test
	void looksIntoALongChain() {
		assertThat(GraphComparison.find(chain(100_000, "a"), chain(100_000, "b"))).isNotNull();
		assertThat(GraphComparison.find(chain(100_000, "a"), chain(100_000, "a"))).isNull();
	}

	private static DecimalFormatSymbols symbols(char zero) {
		DecimalFormatSymbols symbols = new DecimalFormatSymbols(Locale.ROOT);
		symbols.setZeroDigit(zero);
		return symbols;
	}

	private static Timestamp micros(int nanos) {
		Timestamp timestamp = Timestamp.from(Instant.EPOCH);
		timestamp.setNanos(nanos);
		return timestamp;
	}

	private static Map<Object, Object> roomy(Map<?, ?> entries) {
		Map<Object, Object> map = new HashMap<>(1000);
		map.putAll(entries);
		return map;
	}

	private static Map<String, Integer> ordered(String... keys) {
		Map<String, Integer> map = new LinkedHashMap<>();
		Stream.of(keys).forEach((key) -> map.put(key, 1));
		return map;
	}

	private static Set<Person> people(String... names) {
		Set<Person> people = new HashSet<>();
		Stream.of(names).forEach((name) -> people.add(new Person(name, 1)));
		return people;
	}

	private static TreeSet<Integer> comparing(Comparator<Integer> comparator) {
		return new TreeSet<>(comparator);
	}

	private static PageOf<String> pageOf(long total, String... elements) {
		PageOf<String> page = new PageOf<>(total);
		page.addAll(List.of(elements));
		return page;
	}

	private static Node cycle(String name) {
		Node node = new Node(name);
		node.next = node;
		return node;
	}

	private static Node chain(int length, String last) {
		Node node = new Node(last);
		for (int i = 0; i < length; i++) {
			Node next = new Node("link");
			next.next = node;
			node = next;
		}
		return node;
	}

	/**
	 * Has no equals.
	 */
	static class Person {

		private final String name;

		private final int age;

		Person(String name, int age) {
			this.name = name;
			this.age = age;
		}

	}

	static final class Child extends Person {

		private final String secret;

		Child(String name, String secret) {
			super(name, 1);
			this.secret = secret;
		}

	}

	record ById(int id, String name) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof ById that && that.id == this.id;
		}

		@Override
		public int hashCode() {
			return this.id;
		}

	}

	static final class PageOf<T> extends ArrayList<T> {

		private static final long serialVersionUID = 1;

		private final long total;

		PageOf(long total) {
			this.total = total;
		}

		PageOf(Collection<T> elements, long total) {
			super(elements);
			this.total = total;
		}

	}

	static final class Node {

		private final String name;

		private @Nullable Node next;

		Node(String name) {
			this.name = name;
		}

	}

	static final class Hashed {

		private final int id;

		private final transient int hash;

		Hashed(int id, int hash) {
			this.id = id;
			this.hash = hash;
		}

	}

	static final class Locked {

		private final int id;

		private final transient ReentrantLock lock = new ReentrantLock();

		Locked(int id) {
			this.id = id;
		}

	}

	static final class Forgetful {

		private final transient @Nullable String name;

		Forgetful(@Nullable String name) {
			this.name = name;
		}

	}

}
