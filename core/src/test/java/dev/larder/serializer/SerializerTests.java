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

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.larder.internal.value.GraphComparison;
import dev.larder.serializer.jdk.JdkSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.larder.serializer.Shop.Bean;
import dev.larder.serializer.Shop.Cat;
import dev.larder.serializer.Shop.Color;
import dev.larder.serializer.Shop.Dog;
import dev.larder.serializer.Shop.Generic;
import dev.larder.serializer.Shop.Line;
import dev.larder.serializer.Shop.Money;
import dev.larder.serializer.Shop.Order;
import dev.larder.serializer.Shop.Value;
import dev.larder.serializer.Shop.Zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every serializer that reads objects must give back, and must refuse.
 */
@SuppressWarnings("JavaUtilDate")
class SerializerTests {

	private static final ZonedDateTime AFTER_SET_BACK = ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]");

	static Stream<Arguments> values() {
		return Serializers.all()
			.flatMap((serializer) -> samples().filter((value) -> survives(serializer, value))
				.map((value) -> Arguments.of(serializer, value)));
	}

	/**
	 * Parts of lists are not {@code Serializable}, and Fory forgets which of the two
	 * offsets a time had when clocks were set back.
	 */
	private static boolean survives(ValueSerializer serializer, Object value) {
		if (serializer instanceof JdkSerializer) {
			return value instanceof Serializable && !value.getClass().getSimpleName().contains("SubList");
		}
		return !(serializer instanceof ForySerializer && value.equals(AFTER_SET_BACK));
	}

	private static Stream<Object> samples() {
		return Stream.of(scalars(), times(), collections(), maps(), arrays(), objects()).flatMap((values) -> values);
	}

	private static Stream<Object> scalars() {
		return Stream.of("text \u00E9\uD83D\uDE00", "", 1, -1, Integer.MAX_VALUE, 1L, Long.MIN_VALUE, (short) 3,
				(byte) 4, 1.5f, 1.5, 0.1, Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN, -0.0, true, 'x',
				new BigDecimal("1.10"), new BigDecimal("1E+30"), BigInteger.TWO.pow(100), UUID.randomUUID(),
				URI.create("http://a/b?c"), Locale.GERMANY, Currency.getInstance("EUR"), Color.RED, Color.GREEN,
				DayOfWeek.MONDAY);
	}

	private static Stream<Object> times() {
		return Stream.of(Instant.parse("2026-01-31T01:02:03.123456789Z"), LocalDate.of(2026, 1, 31),
				LocalTime.of(1, 2, 3, 4), LocalDateTime.of(2026, 1, 31, 1, 2), Duration.ofNanos(1234567890123L),
				Period.of(1, 14, 40), Year.of(2026), YearMonth.of(2026, 2), ZoneId.of("Europe/Paris"),
				ZoneOffset.ofHours(2), OffsetDateTime.parse("2026-01-31T01:02:03+05:00"),
				ZonedDateTime.parse("2026-10-25T02:30:00+02:00[Europe/Berlin]"), AFTER_SET_BACK,
				new Date(1_234_567_890_123L));
	}

	private static Stream<Object> collections() {
		return Stream.of(new ArrayList<>(List.of(1, 2L, "3")), List.of(), List.of(1L), List.of(1L, 2L, 3L),
				Arrays.asList("a", null), Collections.emptyList(), Collections.singletonList(new Dog("a")),
				Collections.unmodifiableList(new ArrayList<>(List.of(1))), List.of(1, 2, 3, 4).subList(1, 3),
				new ArrayList<>(List.of(1, 2, 3, 4)).subList(1, 3), Stream.of(1, 2).toList(), Set.of(1L, 2L), Set.of(),
				new HashSet<>(List.of("a", 1)), new LinkedHashSet<>(List.of("b", "a")),
				new TreeSet<>(List.of("b", "a")), Collections.singleton(1),
				Collections.unmodifiableSet(new HashSet<>(Set.of(1))), EnumSet.of(Color.GREEN),
				EnumSet.noneOf(Color.class), EnumSet.allOf(DayOfWeek.class),
				List.of(List.of(new Dog("a")), Set.of(new Cat("b", 9))), List.of(Color.RED, Color.GREEN));
	}

	private static Stream<Object> maps() {
		Map<Object, Object> nulls = new HashMap<>();
		nulls.put(null, "a");
		nulls.put("b", null);
		return Stream.of(Map.of(), Map.of("a", 1), Map.of(1, "a"), Map.of(1L, 2L, 2L, 3L),
				new HashMap<>(Map.of("a", 1)), new LinkedHashMap<>(Map.of(UUID.randomUUID(), LocalDate.EPOCH)),
				new TreeMap<>(Map.of(2, "b", 1, "a")), new ConcurrentHashMap<>(Map.of("a", List.of())),
				new EnumMap<>(Map.of(Color.GREEN, 1L)), new EnumMap<>(Color.class),
				Map.of(new Dog("a"), new Cat("b", 1)), Map.of(List.of(1), Set.of("a")), nulls,
				Collections.singletonMap("a", 1L), Collections.unmodifiableMap(new HashMap<>(Map.of(1L, "a"))),
				Map.of("a", Map.of("b", Map.of(1, 2))), Map.of("@class", "java.lang.Runtime", "value", 1));
	}

	private static Stream<Object> arrays() {
		return Stream.of(new byte[] { 1, 2, -3 }, new int[] { 1, 2 }, new long[0], new String[] { "a", null },
				new Object[] { 1, 2L, "a", new Dog("x") }, new int[][] { { 1 }, {} }, new Dog[] { new Dog("a") },
				new Integer[] { 1, null }, new char[] { 'a' }, new double[] { 1.5, Double.NaN });
	}

	private static Stream<Object> objects() {
		Money money = new Money(new BigDecimal("12.50"), "EUR");
		Order order = new Order(UUID.randomUUID(), Instant.parse("2026-01-31T01:02:03.5Z"),
				List.of(new Line("a", 1, money), new Line("b", 2, money)), Map.of(7L, "x"),
				EnumSet.of(Color.RED, Color.GREEN), null);
		return Stream.of(new Dog("a"), money, order, List.of(order, order), Map.of("order", order), Bean.sample(),
				List.of(Bean.sample()), new Value("a", 2), new Generic<>("a", List.of("b")),
				new Generic<>(new Dog("a"), Set.of(new Dog("b"))), new Generic<>(5L, new ArrayList<>(List.of(6L))),
				new Zoo(new Dog("a"), List.of(new Cat("b", 1), new Dog("c")), Map.of(1, new Dog("d")), "id", "rank", 5L,
						Map.of(new Dog("e"), 3), new Object[] { 1L, "a" }, new Shop.Animal[] { new Dog("f") }),
				new Zoo(new Cat("a", 1), List.of(), 5, 7L, 8, 1.5, Map.of(), new Object[0], new Shop.Animal[0]));
	}

	@ParameterizedTest
	@MethodSource("values")
	void givesBackWhatItWasGiven(ValueSerializer serializer, Object value) {
		byte[] data = serializer.serialize(value);
		Object result = serializer.deserialize(data);
		assertThat(result).as(() -> new String(data, StandardCharsets.ISO_8859_1)).isEqualTo(value);
		assertThat(GraphComparison.find(value, result)).isNull();
	}

	@ParameterizedTest
	@MethodSource("values")
	void readsAPartOfAnArray(ValueSerializer serializer, Object value) {
		byte[] data = serializer.serialize(value);
		byte[] padded = new byte[data.length + 7];
		Arrays.fill(padded, (byte) '}');
		System.arraycopy(data, 0, padded, 3, data.length);
		assertThat(serializer.deserialize(padded, 3, data.length)).isEqualTo(value);
	}

	static Stream<ValueSerializer> serializers() {
		return Serializers.all();
	}

	@ParameterizedTest
	@MethodSource("serializers")
	void keepsCollectionsThatCannotChangeSo(ValueSerializer serializer) {
		List<?> list = (List<?>) serializer.deserialize(serializer.serialize(List.of(1)));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(list::clear);
	}

	@ParameterizedTest
	@MethodSource("serializers")
	void keepsWhatOtherCollectionsAreGoodFor(ValueSerializer serializer) {
		ArrayDeque<Object> deque = new ArrayDeque<>(List.of(1, 2));
		Object result = serializer.deserialize(serializer.serialize(deque));
		assertThat(result).isInstanceOfSatisfying(ArrayDeque.class,
				(read) -> assertThat(read.toArray()).containsExactly(1, 2));
	}

	@Test
	void everySerializerHasANumberOfItsOwn() {
		assertThat(Serializers.all().map(ValueSerializer::format)).doesNotHaveDuplicates()
			.containsExactly(1, 2, 3, 4)
			.doesNotContain(new RawSerializer(String.class).format());
	}

}
