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
package dev.larder.internal.entry;

import java.io.CharArrayWriter;
import java.io.File;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.namespace.QName;

import dev.larder.entry.CacheKey;
import kotlin.Metadata;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.Unit;
import kotlin.collections.IndexedValue;
import kotlin.time.TimedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.core.ResolvableType;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.geo.Box;
import org.springframework.data.geo.Circle;
import org.springframework.data.geo.CustomMetric;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;
import org.springframework.data.geo.Polygon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeyEncoder} with the types of libraries that are usual as keys.
 */
class KnownKeyTypeTests {

	private final KeyEncoder encoder = new KeyEncoder("shop", "products");

	@Test
	void typesOfPlainKeysAreNotRefused() {
		for (Object key : List.of("a", 1, 'a', true, 1L, Date.from(Instant.EPOCH), ZoneId.of("UTC"), Locale.ROOT,
				URI.create("a"), String.class, StandardCharsets.UTF_8, new File("a"), Path.of("a"),
				TimeZone.getTimeZone("UTC"), OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(),
				UUID.randomUUID(), LocalDate.MIN)) {
			assertThat(KeyEncoder.refusalOf(ResolvableType.forClass(key.getClass()))).as(key.toString()).isNull();
		}
		assertThat(KeyEncoder.refusalOf(ResolvableType.forClass(Object[].class))).isNull();
		assertThat(KeyEncoder.refusalOf(ResolvableType.forClass(Thread.class))).contains("java.lang.Thread");
	}

	@Test
	void writesPagesReadably() {
		assertThat(text(PageRequest.of(2, 20, Sort.by("name").descending())))
			.isEqualTo("shop:products:PageRequest~(int~2,int~20,Sort~(list~(Order~(name,DESC,boolean~false,NATIVE))))");
	}

	@ParameterizedTest
	@MethodSource("values")
	void writesEqualValuesAlikeAndOthersDifferently(List<Object> values) {
		for (Object some : values) {
			for (Object other : values) {
				assertThat(text(some).equals(text(other))).as("%s and %s", some, other).isEqualTo(some.equals(other));
			}
		}
	}

	static Stream<List<Object>> values() throws Exception {
		Method method = String.class.getMethod("indexOf", int.class);
		return Stream.of(pages(), sorts(), positions(), places(), ofKotlin(),
				List.of(method, String.class.getMethod("indexOf", int.class),
						String.class.getMethod("indexOf", String.class),
						String.class.getMethod("lastIndexOf", int.class)),
				List.of(new QName("{a}b"), new QName("a", "b"), new QName("a", "b", "prefix"), "{a}b"),
				List.of(address("127.0.0.1"), InetAddress.getByAddress("x", new byte[] { 127, 0, 0, 1 }),
						address("::1"), address("::1%1"), "127.0.0.1"),
				List.of(new File("a"), new File("a/"), new File("./a"), new File("A"), Path.of("a"), Path.of("./a"),
						"a"),
				List.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, "UTF-8"),
				List.of(TimeZone.getTimeZone("Europe/Paris"), TimeZone.getTimeZone("Europe/Rome"),
						TimeZone.getTimeZone("GMT+1"), TimeZone.getTimeZone("GMT+01:00"), "Europe/Paris"),
				List.of(bits(1, 70), bits(1, 70), bits(1), new BitSet(), new BitSet(1000)),
				List.of(calendar("Europe/Paris", true), calendar("Europe/Paris", true), calendar("Europe/Paris", false),
						calendar("Europe/Rome", true)));
	}

	private static List<Object> pages() {
		return List.of(PageRequest.of(0, 20), PageRequest.ofSize(20), PageRequest.of(1, 20), PageRequest.of(0, 21),
				PageRequest.of(0, 20, Sort.by("a")), PageRequest.of(0, 20, Sort.by("a")).next().first(),
				PageRequest.of(0, 20, Sort.by("b")), PageRequest.of(0, 20, Sort.by("a", "b")), Pageable.unpaged(),
				Pageable.unpaged(Sort.unsorted()), Pageable.unpaged(Sort.by("a")), Limit.of(20), Limit.of(20),
				Limit.of(21), Limit.unlimited(), "PageRequest~(int~0,int~20)");
	}

	@SuppressWarnings("deprecation")
	private static List<Object> sorts() {
		Sort.Order order = Sort.Order.by("a");
		return List.of(Sort.unsorted(), Sort.by(List.of()), Sort.by("a"), Sort.by(order), Sort.by("a").ascending(),
				Sort.by("a").descending(), Sort.by(order.ignoreCase()), Sort.by(order.nullsFirst()),
				Sort.by(order.nullsLast()), Sort.by("a", "b"), Sort.by("b", "a"), Sort.by("a,b"),
				Sort.sort(Named.class).by(Named::getName), Sort.by("name"), order, Sort.Order.asc("a"),
				order.ignoreCase(), order.nullsLast(), order.with(Sort.Direction.DESC));
	}

	private static List<Object> positions() {
		return List.of(ScrollPosition.offset(), ScrollPosition.offset(0), ScrollPosition.offset(5),
				ScrollPosition.offset(5), ScrollPosition.keyset(), ScrollPosition.keyset().backward(),
				ScrollPosition.forward(Map.of("id", 5)), ScrollPosition.forward(Map.of("id", 5)),
				ScrollPosition.forward(Map.of("id", 5L)), ScrollPosition.forward(Map.of("id", 5)).backward());
	}

	private static List<Object> places() {
		Point point = new Point(1, 2);
		return List.of(point, new Point(1, 2), new Point(2, 1), new Point(0.0, -0.0), new Point(0.0, 0.0),
				new Distance(1, Metrics.MILES), new Distance(1, Metrics.MILES), new Distance(1, Metrics.KILOMETERS),
				new Distance(1), new Box(point, new Point(3, 3)), new Box(new Point(3, 3), point),
				new Circle(point, new Distance(3)), new Polygon(point, new Point(0, 0), new Point(9, 9)),
				Range.closed(1, 2), Range.closed(1, 2), Range.open(1, 2), Range.rightOpen(1, 2), Range.unbounded(),
				Range.closed(1L, 2L), org.springframework.data.util.Pair.of("a", "b"),
				org.springframework.data.util.Pair.of("b", "a"));
	}

	private static List<Object> ofKotlin() {
		return List.of(new Pair<>("a", 1), new Pair<>("a", 1), new Pair<>(1, "a"), new Pair<>(null, null),
				new Triple<>("a", 1, null), new Triple<>("a", null, 1), new IndexedValue<>(1, "a"),
				new IndexedValue<>(1, "a"), new IndexedValue<>(2, "a"), timed("a", 1), timed("a", 1), timed("a", 2),
				Unit.INSTANCE, new Point2(1, "x"), new Point2(1, "x"), new Point2(1, "y"), new Point2(2, "x"));
	}

	private static TimedValue<?> timed(String value, long duration) {
		try {
			var constructor = TimedValue.class.getDeclaredConstructors()[0];
			for (var candidate : TimedValue.class.getDeclaredConstructors()) {
				if (candidate.getParameterCount() == 2) {
					constructor = candidate;
				}
			}
			constructor.setAccessible(true);
			return (TimedValue<?>) constructor.newInstance(value, duration);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void refusesAClassOfKotlinThatHasStateBesideItsProperties() {
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> text(new Counted(1)));
	}

	@ParameterizedTest
	@MethodSource("withoutIdentity")
	void refusesWhatHasNoKnownIdentity(Object key) {
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> text(key));
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> text(new SimpleKey("a", key)));
	}

	private static InetAddress address(String literal) throws UnknownHostException {
		return InetAddress.getAllByName(literal)[0];
	}

	static Stream<Object> withoutIdentity() throws Exception {
		return Stream.of(new AtomicInteger(1), new CharArrayWriter(), URI.create("http://localhost/").toURL(),
				new Object(), new PageImpl<>(List.of("a")), new Distance(1, new CustomMetric(2)), Stream.of("a"),
				List.of("a").iterator(), new AttributedSimpleKey("a"), Thread.currentThread());
	}

	// Not parameterized, as JUnit would write each of them
	@Test
	void refusesWhatFailsToBeReadOrHasNoEnd() {
		List<Object> deep = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			deep = new ArrayList<>(Collections.singletonList(deep));
		}
		CacheKey thrower = () -> {
			throw new UnsupportedOperationException("no");
		};
		List<Object> keys = List.of(Optional.of(deep), new byte[200_000], List.of("x".repeat(2_000_000)), new Failing(),
				new Endless(), thrower, Collections.nCopies(50, "x".repeat(100_000)),
				Map.of("a", Collections.nCopies(90_000, "xxxxxxxxxxxxxxxx")));
		for (Object key : keys) {
			assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> text(key));
		}
	}

	@Test
	void boundsWhatSetsPutAside() {
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(
				() -> text(IntStream.range(0, 500).mapToObj((i) -> i + "x".repeat(10_000)).collect(Collectors.toSet())))
			.withMessageContaining("longer than");
	}

	private String text(Object key) {
		return this.encoder.encode(key).text();
	}

	private static BitSet bits(int... bits) {
		BitSet set = new BitSet();
		for (int bit : bits) {
			set.set(bit);
		}
		return set;
	}

	private static GregorianCalendar calendar(String zone, boolean lenient) {
		GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
		calendar.setTimeInMillis(5);
		calendar.setLenient(lenient);
		return calendar;
	}

	static class Named {

		public String getName() {
			return "";
		}

	}

	/**
	 * What Kotlin makes of a data class whose second property is private.
	 */
	@Metadata
	static final class Point2 {

		private final int x;

		private final String y;

		Point2(int x, String y) {
			this.x = x;
			this.y = y;
		}

		public int component1() {
			return this.x;
		}

		private String component2() {
			return this.y;
		}

		static Point2 copy$default(Point2 point, int x, String y, int mask, Object unused) {
			return new Point2(x, y);
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Point2 that && this.x == that.x && this.y.equals(that.component2());
		}

		@Override
		public int hashCode() {
			return this.x;
		}

	}

	@Metadata
	static final class Counted {

		private final int x;

		private int count;

		Counted(int x) {
			this.x = x;
		}

		public int component1() {
			return this.x + this.count;
		}

		static Counted copy$default(Counted counted, int x, int mask, Object unused) {
			return new Counted(x);
		}

	}

	static final class AttributedSimpleKey extends SimpleKey {

		private final String attribute;

		AttributedSimpleKey(String attribute) {
			this.attribute = attribute;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof AttributedSimpleKey that && this.attribute.equals(that.attribute);
		}

	}

	static final class Failing extends AbstractList<String> {

		@Override
		public String get(int index) {
			throw new IllegalStateException("closed");
		}

		@Override
		public int size() {
			return 1;
		}

	}

	static final class Endless extends AbstractList<String> {

		@Override
		public Iterator<String> iterator() {
			return Stream.generate(() -> "x").iterator();
		}

		@Override
		public String get(int index) {
			return "x";
		}

		@Override
		public int size() {
			return Integer.MAX_VALUE;
		}

	}

}
