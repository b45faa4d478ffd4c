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
package dev.larder.zoo.value;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.larder.zoo.animal.Species;
import dev.larder.zoo.value.Records.Point;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * Cached methods that return what the JDK has classes for.
 */
@Service
public class JdkValues {

	private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123456789Z");

	@Cacheable("times")
	public List<Object> times(int ignored) {
		return List.of(NOW, Instant.EPOCH.minusNanos(1), LocalDate.of(-1, 1, 1), LocalTime.MIN, LocalTime.MAX,
				LocalDateTime.of(2026, 1, 1, 0, 0), OffsetDateTime.ofInstant(NOW, ZoneOffset.ofHoursMinutes(5, 45)),
				OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC), NOW.atZone(ZoneId.of("Europe/Berlin")),
				NOW.atZone(ZoneOffset.UTC), NOW.atZone(ZoneId.of("UTC")), Duration.ofSeconds(-1, 1),
				Duration.ofDays(400), Period.of(1, -2, 30), Year.of(2026), YearMonth.of(2026, 2), MonthDay.of(2, 29),
				Month.MAY, ZoneId.of("America/New_York"), ZoneOffset.ofTotalSeconds(3661));
	}

	@Cacheable("overlap")
	public ZonedDateTime overlap(boolean later) {
		ZonedDateTime time = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
		return later ? time.withLaterOffsetAtOverlap() : time;
	}

	@Cacheable("old-times")
	public List<Date> oldTimes(int ignored) {
		Timestamp before = new Timestamp(-1);
		before.setNanos(999999999);
		return List.of(new Date(0), java.sql.Date.valueOf("2026-03-29"), java.sql.Time.valueOf("12:34:56"),
				Timestamp.from(NOW), before);
	}

	@Cacheable("numbers")
	public List<Number> numbers(int ignored) {
		return List.of(1, 1L, (short) 1, (byte) 1, 1.0, 1.0f, Double.MIN_VALUE, Double.NaN, Float.POSITIVE_INFINITY,
				-0.0, new BigDecimal("1.00"), new BigDecimal("1E+3"), new BigDecimal("1000"), BigInteger.TWO.pow(100),
				Long.MAX_VALUE);
	}

	@Cacheable("price")
	public BigDecimal price(String price) {
		return new BigDecimal(price);
	}

	@Cacheable("primitives")
	public int primitive(int number) {
		return number + 1;
	}

	@Cacheable("flags")
	public boolean flag(String text) {
		return text.isEmpty();
	}

	@Cacheable("characters")
	public char character(String text) {
		return text.charAt(0);
	}

	@Cacheable("texts")
	public String text(int length) {
		return "ä€😀\u0000\n\"<".repeat(length);
	}

	@Cacheable("bytes")
	public byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		new java.util.Random(size).nextBytes(bytes);
		return bytes;
	}

	@Cacheable("arrays")
	public Object[] arrays(int size) {
		return new Object[] { new int[size], new long[] { Long.MIN_VALUE }, new double[][] { { 1.5 }, {} },
				new String[] { "a", null }, new Point[] { new Point(1, 2) }, new Integer[0], new char[] { 'a' },
				new boolean[] { true } };
	}

	@Cacheable("typed-arrays")
	public Point[] points(int size) {
		return IntStream.range(0, size).mapToObj((x) -> new Point(x, x)).toArray(Point[]::new);
	}

	@Cacheable("lists")
	public List<List<?>> lists(int ignored) {
		return new ArrayList<List<?>>(
				List.of(List.of(), List.of(1), List.of(1, 2), List.of(1, 2, 3), new LinkedList<>(List.of("a")),
						Arrays.asList("a", null), Collections.unmodifiableList(new ArrayList<>(List.of(1L))),
						Collections.emptyList(), Collections.singletonList("one"),
						new ArrayList<>(List.of(1, 2, 3)).subList(1, 2), Stream.<Object>of(1, 2).toList()));
	}

	@Cacheable("copies-of-text")
	public List<String> copies(int size) {
		return Collections.nCopies(size, "a");
	}

	@Cacheable("synchronized-lists")
	public List<String> synchronizedList(String first) {
		return Collections.synchronizedList(new ArrayList<>(List.of(first)));
	}

	@Cacheable("plain-list")
	public List<String> list(int size) {
		return IntStream.range(0, size).mapToObj((i) -> "element " + i).toList();
	}

	@Cacheable("as-list")
	public List<String> asList(String first) {
		return Arrays.asList(first, null, "b");
	}

	@Cacheable("sub-list")
	public List<Integer> subList(int end) {
		return new ArrayList<>(List.of(1, 2, 3)).subList(0, end);
	}

	@Cacheable("unmodifiable")
	public Map<String, List<String>> unmodifiable(String key) {
		return Collections.unmodifiableMap(
				new LinkedHashMap<>(Map.of(key, Collections.unmodifiableList(new ArrayList<>(List.of("a"))))));
	}

	@Cacheable("sets")
	public List<Set<?>> sets(int ignored) {
		return new ArrayList<Set<?>>(List.of(new HashSet<>(List.of(1, "1", 1L)), new LinkedHashSet<>(List.of("z", "a")),
				new TreeSet<>(List.of(3, 1, 2)), Set.of(), Set.of(1), Set.of("a", "b"),
				Collections.unmodifiableSet(new HashSet<>(List.of(1)))));
	}

	@Cacheable("sorted")
	public TreeMap<String, Integer> sorted(int value) {
		TreeMap<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		map.put("b", value);
		map.put("A", value);
		return map;
	}

	@Cacheable("sorted-by-code")
	public TreeMap<String, Integer> sortedByCode(int value) {
		TreeMap<String, Integer> map = new TreeMap<>(Comparator.comparing(String::length));
		map.put("bb", value);
		map.put("A", value);
		return map;
	}

	@Cacheable("maps")
	public Map<Object, Object> maps(int value) {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put("a", value);
		map.put(1, "int");
		map.put(1L, "long");
		map.put(null, "null");
		map.put(new Point(1, 2), List.of());
		map.put(LocalDate.EPOCH, Map.of("k", 1));
		map.put(Species.LION, null);
		return map;
	}

	@Cacheable("maps-by-record")
	public Map<Point, List<Point>> byRecord(int x) {
		Map<Point, List<Point>> map = new HashMap<>();
		map.put(new Point(x, 1), List.of(new Point(1, 1)));
		map.put(new Point(x, 2), List.of());
		return map;
	}

	@Cacheable("grouped")
	public Map<Species, List<String>> grouped(String name) {
		return Stream.of(name, "b").collect(java.util.stream.Collectors.groupingBy((text) -> Species.LION));
	}

	@Cacheable("concurrent")
	public ConcurrentHashMap<String, AtomicLong> concurrent(int value) {
		return new ConcurrentHashMap<>(Map.of("a", new AtomicLong(value)));
	}

	@Cacheable("queues")
	public ArrayDeque<String> queue(String first) {
		return new ArrayDeque<>(List.of(first, "b"));
	}

	@Cacheable("properties")
	public Properties properties(String value) {
		Properties properties = new Properties();
		properties.setProperty("a", value);
		return properties;
	}

	@Cacheable("names-of-things")
	public List<Object> things(int ignored) {
		return List.of(new UUID(1, 2), URI.create("https://example.org/a?b=c#d"), Locale.GERMANY, Locale.ROOT,
				Currency.getInstance("EUR"), StandardCharsets.UTF_8, Optional.of(1), Optional.empty());
	}

	@Cacheable("bit-sets")
	public BitSet bits(int bit) {
		BitSet bits = new BitSet();
		bits.set(bit);
		return bits;
	}

	@Cacheable("patterns")
	public Pattern pattern(String pattern) {
		return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
	}

	@Cacheable("classes")
	public Class<?> type(String name) {
		return name.equals("point") ? Point.class : String.class;
	}

	@Cacheable("builders")
	public StringBuilder builder(String text) {
		return new StringBuilder(text);
	}

	@Cacheable("optionals")
	public Optional<Point> optional(int x) {
		return (x > 0) ? Optional.of(new Point(x, x)) : Optional.empty();
	}

	@Cacheable("optional-ints")
	public OptionalInt optionalInt(int x) {
		return (x > 0) ? OptionalInt.of(x) : OptionalInt.empty();
	}

	@Cacheable("nulls")
	public String nothing(int ignored) {
		return null;
	}

	@Cacheable("voids")
	public void nothingAtAll(int ignored) {
	}

	@Cacheable("streams")
	public Stream<String> stream(String first) {
		return Stream.of(first, "b");
	}

	@Cacheable("iterators")
	public Iterator<String> iterator(String first) {
		return List.of(first, "b").iterator();
	}

	@Cacheable("input-streams")
	public InputStream inputStream(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

}
