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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.AbstractList;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.larder.serializer.jdk.JdkSerializer;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.Unit;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import kotlin.ranges.IntRange;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Range;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.geo.Box;
import org.springframework.data.geo.Circle;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.GeoResult;
import org.springframework.data.geo.GeoResults;
import org.springframework.data.geo.Metrics;
import org.springframework.data.geo.Point;
import org.springframework.data.geo.Polygon;
import org.springframework.hateoas.CollectionModel;
import org.springframework.hateoas.EntityModel;
import org.springframework.hateoas.IanaLinkRelations;
import org.springframework.hateoas.Link;
import org.springframework.hateoas.Links;
import org.springframework.hateoas.PagedModel;
import org.springframework.hateoas.RepresentationModel;
import org.springframework.hateoas.SlicedModel;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

import dev.larder.serializer.Shop.Dog;
import dev.larder.serializer.jackson.JsonSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values of the JDK and of libraries that applications get from their repositories and
 * clients, and cache as they are.
 */
@SuppressWarnings({ "JavaUtilDate", "UnusedVariable", "NullAway", "NullableOptional", "UnnecessaryStringBuilder",
		"unchecked", "rawtypes" })
class LibraryValueTests {

	static Stream<Arguments> values() {
		List<Object> values = Stream.of(jdk(), data(), http(), security(), hateoas(), trees(), kotlin(), own())
			.flatMap((some) -> some)
			.toList();
		return Serializers.readable()
			.flatMap((serializer) -> values.stream().map((value) -> Arguments.of(serializer, value)));
	}

	@ParameterizedTest
	@MethodSource("values")
	void givesBackEveryField(ValueSerializer serializer, Object value) {
		byte[] data = serializer.serialize(value);
		Object copy = serializer.deserialize(data);
		assertThat(copy).as(() -> new String(data, StandardCharsets.ISO_8859_1)).isExactlyInstanceOf(value.getClass());
		assertThat(copy).usingRecursiveComparison()
			.withStrictTypeChecking()
			.ignoringFieldsMatchingRegexes(".*toStringValue", ".*hash")
			.withEqualsForType((one, other) -> List.copyOf((List<?>) one).equals(List.copyOf((List<?>) other)),
					(Class<Object>) (Class<?>) List.class)
			.isEqualTo(value);
		if (!value.toString().contains("@")) {
			assertThat(copy).hasToString(value.toString());
		}
	}

	private static Stream<Object> jdk() {
		Timestamp timestamp = Timestamp.from(Instant.parse("1969-12-31T23:59:58.123456789Z"));
		return Stream.of(timestamp, new Timestamp(0), new java.sql.Date(1_234_567_890_123L),
				new Time(1_234_567_890_123L), new Date(Long.MIN_VALUE / 2), BitSet.valueOf(new long[] { 5, 1L << 60 }),
				OptionalInt.of(1), OptionalInt.empty(), OptionalLong.of(1), OptionalDouble.of(Double.NaN),
				Optional.of(Optional.of(1L)), Optional.of(Optional.empty()), new SimpleEntry<>(1L, "a"),
				new SimpleEntry<>("a", null), new SimpleImmutableEntry<>("a", 1L), Map.entry(1L, 2L),
				new Times(timestamp, new java.sql.Date(0), new Time(1),
						ZonedDateTime.parse("2026-01-31T01:02:03+01:00[Europe/Paris]")),
				new Optionals(OptionalInt.empty(), null, Optional.of(List.of(1L)), null),
				new Object[] { timestamp, 1L, Optional.empty() }, new Optional<?>[] { Optional.of(1) },
				new Timestamp[] { timestamp, null }, new TreeMap<>(Map.of(timestamp, "a")));
	}

	private static Stream<Object> data() {
		PageRequest request = PageRequest.of(0, 20,
				Sort.by("name").descending().and(Sort.by(Sort.Order.asc("id").ignoreCase().nullsLast())));
		List<Dog> dogs = new ArrayList<>(List.of(new Dog("a"), new Dog("b")));
		return Stream.of(new PageImpl<>(dogs, request, 1000), new PageImpl<>(dogs), request, Sort.unsorted(),
				Pageable.unpaged(), Pageable.unpaged(Sort.by("a")), new SliceImpl<>(dogs, request, true),
				Window.from(dogs, OffsetScrollPosition.positionFunction(5), true), ScrollPosition.offset(3),
				ScrollPosition.of(Map.of("id", 5L), ScrollPosition.Direction.BACKWARD), Range.closed(1L, 2L),
				Limit.of(5), Limit.unlimited(), new Point(1.5, -2), new Distance(1, Metrics.KILOMETERS),
				new Box(new Point(0, 1), new Point(2, 3)), new Circle(new Point(0, 1), new Distance(5)),
				new Polygon(new Point(0, 0), new Point(1, 1), new Point(0, 1)),
				new GeoResults<>(List.of(new GeoResult<>(new Dog("a"), new Distance(2)))),
				org.springframework.data.util.Pair.of("a", 1L),
				new org.springframework.data.web.PagedModel<>(new PageImpl<>(dogs, request, 1000)),
				new Listing(new PageImpl<>(dogs, request, 9), request, Sort.by("a")));
	}

	private static Stream<Object> http() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.parseMediaType("text/plain;charset=UTF-8;q=0.5"));
		headers.add("X-Some", "a");
		headers.add("x-some", "b");
		LinkedMultiValueMap<String, Long> multi = new LinkedMultiValueMap<>(Map.of("a", new ArrayList<>(List.of(1L))));
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "not here");
		problem.setProperty("id", 5L);
		LinkedCaseInsensitiveMap<Object> turkish = new LinkedCaseInsensitiveMap<>(Locale.forLanguageTag("tr-TR"));
		turkish.put("ID", 1L);
		return Stream.of(headers, HttpHeaders.EMPTY, HttpHeaders.readOnlyHttpHeaders(headers), multi, turkish,
				ResponseEntity.status(201).headers(headers).body(new Dog("a")), ResponseEntity.ok(List.of(1L)),
				ResponseEntity.notFound().build(), new HttpEntity<>("a", headers), MediaType.APPLICATION_JSON,
				MediaType.parseMediaType("text/plain;charset=UTF-8"), new MimeType("a", "b"),
				MimeTypeUtils.parseMimeType("text/html;charset=iso-8859-1"), HttpStatus.OK, HttpStatusCode.valueOf(299),
				HttpMethod.PATCH, HttpMethod.valueOf("LOOK"), problem,
				ResponseCookie.from("a", "b").maxAge(Duration.ofDays(1)).secure(true).build());
	}

	private static Stream<Object> security() {
		User user = new User("ann", "{bcrypt}x", true, false, true, true, AuthorityUtils.createAuthorityList("B", "A"));
		User erased = new User("bob", "x", List.of());
		erased.eraseCredentials();
		UsernamePasswordAuthenticationToken token = UsernamePasswordAuthenticationToken.authenticated(user, "secret",
				user.getAuthorities());
		token.setDetails("from here");
		return Stream.of(user, erased, new SimpleGrantedAuthority("A"),
				new ArrayList<>(List.of(new SimpleGrantedAuthority("A"))), token, new SecurityContextImpl(token),
				new Principal(user));
	}

	private static Stream<Object> hateoas() {
		Link link = Link.of("/dogs/{id}{?q,r*}", IanaLinkRelations.SELF).withTitle("x");
		List<EntityModel<Dog>> models = new ArrayList<>(List.of(EntityModel.of(new Dog("a"), link)));
		return Stream.of(link, Links.of(link, Link.of("/x", "other")), EntityModel.of(new Dog("a"), link),
				CollectionModel.of(models, link), PagedModel.of(models, new PagedModel.PageMetadata(20, 0, 1000), link),
				SlicedModel.of(models, new SlicedModel.SliceMetadata(20, 0)), new RepresentationModel<>(link),
				new DogModel("a").add(link));
	}

	private static Stream<Object> trees() {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		ObjectNode all = nodes.objectNode();
		all.set("int", nodes.numberNode(1));
		all.set("long", nodes.numberNode(1L));
		all.set("short", nodes.numberNode((short) 1));
		all.set("big", nodes.numberNode(BigInteger.ONE));
		all.set("decimal", nodes.numberNode(new BigDecimal("1.10")));
		all.set("wide", nodes.numberNode(new BigDecimal("1E+30")));
		all.set("double", nodes.numberNode(1.0));
		all.set("float", nodes.numberNode(0.1f));
		all.set("nan", nodes.numberNode(Double.NaN));
		all.set("zero", nodes.numberNode(-0.0));
		all.set("binary", nodes.binaryNode(new byte[] { 1, -2 }));
		all.set("null", nodes.nullNode());
		all.set("bool", nodes.booleanNode(true));
		all.set("missing", MissingNode.getInstance());
		all.set("pojo", nodes.pojoNode(new Dog("a")));
		all.set("none", nodes.pojoNode(null));
		all.set("text", nodes.stringNode("#long"));
		all.set("array", nodes.arrayNode().add(1).add(nodes.arrayNode().add("a")));
		all.set("marked", nodes.objectNode().put("#long", 1).put("a", 2));
		return Stream.of(all, nodes.nullNode(), nodes.numberNode(5L), nodes.stringNode("a"), nodes.arrayNode(),
				nodes.objectNode().put("#object", "a"), new ArrayList<>(List.of(nodes.numberNode(1), nodes.nullNode())),
				new Document("a", nodes.nullNode(), null, all), nodes.pojoNode(Map.entry(1L, "a")),
				nodes.objectNode().put("java.lang.Runtime", 1),
				JsonMapper.builder()
					.build()
					.readTree("{\"a\": [1, 2.5, 12345678901, {\"b\": null}], \"@type\": \"x\"}"));
	}

	private static Stream<Object> kotlin() {
		return Stream.of(CollectionsKt.emptyList(), MapsKt.emptyMap(), SetsKt.emptySet(), Unit.INSTANCE,
				new Pair<>("a", 1L), new Triple<>(1, new Dog("a"), null), new IntRange(1, 5),
				new Defaults("a", CollectionsKt.emptyList(), MapsKt.emptyMap(), SetsKt.emptySet()));
	}

	/**
	 * Classes of an application that Jackson would take for something else.
	 */
	private static Stream<Object> own() {
		return Stream.of(new Sequence(List.of(1L, 2L)), new Basket(new ArrayList<>(List.of(new Dog("a")))),
				new Attributes(Map.of("a", 1L)), State.Loading.INSTANCE, new State.Failed("a"), new Nothing(),
				new Names(List.of("b", "a")));
	}

	@ParameterizedTest
	@MethodSource("dev.larder.serializer.Serializers#readable")
	void givesBackObjectsOfWhichThereIsOnlyOne(ValueSerializer serializer) {
		assertThat(Stream.of(CollectionsKt.emptyList(), MapsKt.emptyMap(), SetsKt.emptySet(), Unit.INSTANCE,
				State.Loading.INSTANCE, NullNode.getInstance(), MissingNode.getInstance()))
			.allSatisfy((value) -> assertThat(serializer.deserialize(serializer.serialize(value))).isSameAs(value));
	}

	@ParameterizedTest
	@MethodSource("dev.larder.serializer.Serializers#all")
	void givesBackTheRowsOfAQuery(ValueSerializer serializer) {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL("jdbc:h2:mem:");
		JdbcTemplate template = new JdbcTemplate(source);
		List<Map<String, Object>> rows = template.queryForList("select cast(5 as bigint) as id, 1.10 as price, "
				+ "timestamp '2026-01-31 01:02:03.123456' as created_at, date '2026-01-31' as born_on, cast(null as int) as nothing, "
				+ "true as flag, x'0102' as raw_data, 'a' as title, cast(1.5 as double) as ratio, "
				+ "timestamp with time zone '2026-01-31 01:02:03+05:00' as zoned_at from system_range(1, 2)");
		List<?> copy = (List<?>) serializer.deserialize(serializer.serialize(rows));
		assertThat(copy).usingRecursiveComparison().withStrictTypeChecking().isEqualTo(rows);
		assertThat((Map<?, ?>) copy.get(0)).satisfies((row) -> {
			assertThat(row.get("id")).isEqualTo(5L).isSameAs(row.get("ID"));
			assertThat(row.get("Created_At")).isEqualTo(Timestamp.valueOf("2026-01-31 01:02:03.123456"));
			assertThat(row.keySet().toString()).isEqualTo(rows.get(0).keySet().toString());
		});
	}

	static Stream<Object> refused() {
		Supplier<String> lambda = () -> "a";
		return Stream.of(lambda, new ArrayList<>(List.of(lambda)), new Object() {
		}, new ArrayList<>(List.of(1)) {
		}, new LibraryValueTests().new Inner(), new PageOf<>(List.of(1), 5), new ProxyFactory(new Dog("a")).getProxy(),
				new ProxyFactory(new Detail()).getProxy(), new Failure("a"), new Properties(), new StringJoiner(","),
				Pattern.compile("a"), new HasPattern(Pattern.compile("a")),
				new ArrayList<>(List.of(Pattern.compile("a"))),
				new GregorianCalendar(TimeZone.getTimeZone("Europe/Paris")), new Moment(), new Replaced("a"),
				new TreeMap<>(Comparator.reverseOrder()), new StringBuilder("a"), Thread.currentThread(),
				Window.from(List.of(1), (index) -> ScrollPosition.offset(index)), CollectionModel.empty(Dog.class),
				new HashMap<>(Map.of("a", new Object())), new Table());
	}

	@ParameterizedTest
	@MethodSource("refused")
	void writesNothingThatIsMoreThanItsFields(Object value) {
		assertThat(Serializers.readable())
			.allSatisfy((serializer) -> assertThatExceptionOfType(SerializationException.class)
				.isThrownBy(() -> serializer.serialize(value)));
	}

	@ParameterizedTest
	@MethodSource("dev.larder.serializer.Serializers#readable")
	void givesBackWhatKotlinBuilt(ValueSerializer serializer) {
		List<Object> list = CollectionsKt.createListBuilder();
		list.add(new Dog("a"));
		list.add(null);
		Map<Object, Object> map = MapsKt.createMapBuilder();
		map.put(5L, "a");
		java.util.Set<Object> set = SetsKt.createSetBuilder();
		set.add(5L);
		assertThat(Stream.of(CollectionsKt.build(list), MapsKt.build(map), SetsKt.build(set),
				CollectionsKt.build(CollectionsKt.createListBuilder())))
			.allSatisfy((value) -> {
				Object copy = serializer.deserialize(serializer.serialize(value));
				assertThat(copy).isExactlyInstanceOf(value.getClass()).isEqualTo(value);
				assertThatExceptionOfType(UnsupportedOperationException.class)
					.isThrownBy(() -> (copy instanceof Map<?, ?> some ? some.values() : (java.util.Collection<?>) copy)
						.clear());
			});
	}

	static Stream<Object> serializable() {
		return Stream.of(new PageOf<>(new ArrayList<>(List.of(1)), 5),
				new GregorianCalendar(TimeZone.getTimeZone("Europe/Paris")), new Replaced("a"),
				new PageImpl<>(List.of(new Dog("a")), PageRequest.of(0, 20, Sort.by("name")), 1000),
				new User("ann", "x", AuthorityUtils.createAuthorityList("A")), new Pair<>("a", 1L),
				CollectionsKt.emptyList(), MediaType.parseMediaType("text/plain;charset=UTF-8"), new Point(1, 2),
				new Link[] { Link.of("/a") },
				UsernamePasswordAuthenticationToken.authenticated("ann", "secret", List.of()));
	}

	@ParameterizedTest
	@MethodSource("serializable")
	void javaSerializationKeepsWhatIsSerializable(Object value) {
		JdkSerializer serializer = new JdkSerializer(Serializers.ALLOWED, getClass().getClassLoader());
		Object copy = serializer.deserialize(serializer.serialize(value));
		assertThat(copy).isExactlyInstanceOf(value.getClass()).isEqualTo(value);
	}

	static Stream<Object> simple() {
		return Stream.of(
				new PageImpl<>(new ArrayList<>(List.of(new Dog("a"))), PageRequest.of(0, 20, Sort.by("name")), 9),
				new User("ann", "x", AuthorityUtils.createAuthorityList("A")), new SimpleGrantedAuthority("A"),
				new Pair<>("a", 1L), new Point(1, 2));
	}

	@ParameterizedTest
	@MethodSource("simple")
	void foryKeepsThem(Object value) {
		ForySerializer serializer = new ForySerializer(Serializers.ALLOWED, getClass().getClassLoader());
		Object copy = serializer.deserialize(serializer.serialize(value));
		assertThat(copy).isExactlyInstanceOf(value.getClass()).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"value\":[\"%s\",{\"name\":\"a\",\"other\":1}]}", "{\"value\":[\"%s\",{}]}",
			"{\"value\":[\"%s\",[\"a\",\"b\"]]}", "{\"value\":[\"%s\",\"a\"]}",
			"{\"value\":[\"%s\",{\"lists\":null}]}" })
	void readsNothingWhoseFieldsAreOthers(String template) {
		JsonSerializer json = new JsonSerializer(Serializers.ALLOWED, getClass().getClassLoader());
		assertThatExceptionOfType(SerializationException.class).isThrownBy(
				() -> json.deserialize(template.formatted(Defaults.class.getName()).getBytes(StandardCharsets.UTF_8)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"java.sql.Timestamp\",\"2026-01-31T01:02:03.123+00:00\"]",
			"[\"java.sql.Date\",\"2026-01-31\"]", "[\"java.sql.Timestamp\",5]", "[\"java.util.OptionalInt\",5]",
			"[\"java.util.AbstractMap$SimpleEntry\",{\"a\":1}]" })
	void readsNoFormThatLostSomething(String value) {
		JsonSerializer json = new JsonSerializer(Serializers.ALLOWED, getClass().getClassLoader());
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> json.deserialize(("{\"value\":" + value + "}").getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void allowsNoNeighbourOfWhatIsListed() {
		assertThat(Stream.of("org.springframework.util.SerializationUtils", "org.springframework.http.RequestEntity",
				"org.springframework.data.domain.Sort$TypedSort", "org.springframework.data.domain.Example",
				"org.springframework.core.ResolvableType", "org.springframework.hateoas.Affordance",
				"org.springframework.security.core.userdetails.jdbc.JdbcDaoImpl",
				"tools.jackson.databind.node.NodeSerialization", "tools.jackson.databind.ObjectMapper", "kotlin.Lazy",
				"kotlin.SynchronizedLazyImpl", "kotlin.collections.builders.SerializedCollection",
				"kotlin.collections.builders.SerializedMap", "kotlin.collections.builders.ListBuilder$BuilderSubList",
				"org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider", "sun.util.calendar.Zone"))
			.noneMatch(Serializers.ALLOWED::allows);
	}

	record Times(Timestamp at, java.sql.Date day, Time time, ZonedDateTime zoned) {

	}

	record Optionals(OptionalInt empty, @Nullable OptionalInt none, Optional<List<Long>> some,
			@Nullable Optional<String> missing) {

	}

	record Listing(PageImpl<Dog> page, Pageable pageable, Sort sort) {

	}

	record Principal(org.springframework.security.core.userdetails.UserDetails user) {

	}

	record Document(String name, JsonNode nothing, @Nullable JsonNode absent, ObjectNode content) {

	}

	record Defaults(String name, List<String> list, Map<String, Long> map, java.util.Set<Dog> set) {

	}

	record HasPattern(Pattern pattern) {

	}

	static final class DogModel extends RepresentationModel<DogModel> {

		private final String name;

		DogModel(String name) {
			this.name = name;
		}

	}

	/**
	 * Can be iterated over, but is no collection.
	 */
	static final class Sequence implements Iterable<Long> {

		private final List<Long> numbers;

		Sequence(List<Long> numbers) {
			this.numbers = numbers;
		}

		@Override
		public java.util.Iterator<Long> iterator() {
			return this.numbers.iterator();
		}

	}

	static final class Basket extends AbstractList<Dog> {

		private final List<Dog> dogs;

		private final int count;

		Basket(List<Dog> dogs) {
			this.dogs = dogs;
			this.count = dogs.size() + 1;
		}

		@Override
		public Dog get(int index) {
			return this.dogs.get(index);
		}

		@Override
		public int size() {
			return this.dogs.size();
		}

	}

	static final class Attributes extends java.util.AbstractMap<String, Object> {

		private final Map<String, Object> content;

		Attributes(Map<String, Object> content) {
			this.content = new LinkedHashMap<>(content);
		}

		@Override
		public java.util.Set<Entry<String, Object>> entrySet() {
			return this.content.entrySet();
		}

	}

	/**
	 * Holds nothing that an {@code ArrayList} does not.
	 */
	static final class Names extends ArrayList<String> {

		private static final long serialVersionUID = 1;

		Names() {
		}

		Names(List<String> names) {
			super(names);
		}

	}

	sealed interface State {

		final class Loading implements State {

			static final Loading INSTANCE = new Loading();

			private Loading() {
			}

			@Override
			public String toString() {
				return "Loading";
			}

		}

		record Failed(String reason) implements State {

		}

	}

	static final class Nothing {

		@Override
		public String toString() {
			return "Nothing";
		}

	}

	static class PageOf<T> extends ArrayList<T> {

		private static final long serialVersionUID = 1;

		private final int total;

		PageOf(List<T> content, int total) {
			super(content);
			this.total = total;
		}

	}

	static final class Table extends java.util.AbstractSet<Object> {

		private final Object[] table = new Object[2];

		@Override
		public java.util.Iterator<Object> iterator() {
			return Collections.emptyIterator();
		}

		@Override
		public int size() {
			return 0;
		}

	}

	static class Detail {

		String name() {
			return "a";
		}

	}

	static class Failure extends RuntimeException {

		private static final long serialVersionUID = 1;

		Failure(String message) {
			super(message);
		}

	}

	static class Moment extends Date {

		private static final long serialVersionUID = 1;

	}

	static final class Replaced implements java.io.Serializable {

		private static final long serialVersionUID = 1;

		private final String name;

		Replaced(String name) {
			this.name = name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Replaced that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

		private Object writeReplace() {
			return new Form(this.name);
		}

		private record Form(String name) implements java.io.Serializable {

			private Object readResolve() {
				return new Replaced(this.name);
			}

		}

	}

	final class Inner {

		private final String name = LibraryValueTests.this.toString();

	}

}
