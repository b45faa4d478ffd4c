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
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import com.fasterxml.jackson.annotation.OptBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.util.StdConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values whose classes say how they are to look in an HTTP body or a log. A cache gives
 * back what it was given, field by field.
 */
@SuppressWarnings({ "DoNotCallSuggester", "JavaUtilDate", "UnusedVariable" })
class AnnotatedValueTests {

	private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 31, 1, 2, 3, 456_789_012);

	static Stream<Arguments> values() {
		List<Object> values = List.of(new Meeting(TIME, new Date(1_234_567_890_123L), Level.HIGH, 1.25), hidden(),
				new Account("DE02 1203 0000 0000 2020 51", "secret", "x"), new Renamed("a", "b", 3),
				new Order(new OrderId(UUID.randomUUID()), "name"), new Person("Ann", new Address("Here", null)),
				new Choice(new Square(2), List.of(new Circle(1.5), new Square(3))), new Filtered("a", 1), bag(),
				new Converted("a"), new Raw("{not json"), new Sparse(null, "", List.of(), 0, new BigDecimal("1.10")),
				new Identified(7, "x"), new Created("a", 1), Named.of("a"), detected(), Level.LOW,
				new ArrayList<>(List.of(Level.HIGH, Level.LOW)), new HashMap<>(Map.of(Level.HIGH, 1)), new Secret("a"),
				new ArrayList<>(List.of(new Secret("b"))), new Shadows("sub", "super"), new Event(5, timestamp()),
				new Trimmed(" a "), new WithGetter(5), builder());
		return Serializers.readable()
			.flatMap((serializer) -> values.stream().map((value) -> Arguments.of(serializer, value)));
	}

	@ParameterizedTest
	@MethodSource("values")
	void givesBackEveryField(ValueSerializer serializer, Object value) {
		Object copy = serializer.deserialize(serializer.serialize(value));
		assertThat(copy).isExactlyInstanceOf(value.getClass());
		assertThat(copy).usingRecursiveComparison().isEqualTo(value);
	}

	@ParameterizedTest
	@MethodSource("dev.larder.serializer.Serializers#readable")
	void givesBackTheConstantsOfAnEnumThemselves(ValueSerializer serializer) {
		assertThat(serializer.deserialize(serializer.serialize(Level.HIGH))).isSameAs(Level.HIGH);
	}

	private static Timestamp timestamp() {
		Timestamp timestamp = new Timestamp(1_234_567_890_123L);
		timestamp.setNanos(123_456_789);
		return timestamp;
	}

	private static Hidden hidden() {
		Hidden hidden = new Hidden();
		hidden.ignored = "a";
		hidden.byName = "b";
		hidden.writeOnly = "c";
		hidden.readOnly = "d";
		hidden.inView = "e";
		hidden.type = new HiddenType("f");
		hidden.parent = new Hidden();
		hidden.children = new ArrayList<>(List.of(new Hidden()));
		return hidden;
	}

	private static Bag bag() {
		Bag bag = new Bag();
		bag.others.put("a", 1L);
		bag.others.put("name", "another");
		return bag;
	}

	private static Detected detected() {
		Detected detected = new Detected();
		detected.name = "a";
		return detected;
	}

	private static Built builder() {
		return new Built.Builder().name("a").build();
	}

	enum Level {

		@JsonProperty("very low")
		LOW(1),

		HIGH(2);

		private final int number;

		Level(int number) {
			this.number = number;
		}

		@JsonValue
		int number() {
			return this.number;
		}

		@JsonCreator
		static Level of(int number) {
			throw new UnsupportedOperationException();
		}

	}

	record Meeting(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") LocalDateTime at,
			@JsonFormat(shape = JsonFormat.Shape.STRING, pattern = "yyyy", lenient = OptBoolean.TRUE) Date day,
			@JsonFormat(shape = JsonFormat.Shape.NUMBER) Level level,
			@JsonFormat(shape = JsonFormat.Shape.STRING) double rate) {

	}

	record Event(long id, Timestamp at) {

	}

	@JsonIgnoreProperties({ "byName" })
	@JsonIncludeProperties({ "readOnly" })
	@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.NONE)
	static class Hidden {

		@JsonIgnore
		@Nullable String ignored;

		@Nullable String byName;

		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
		@Nullable String writeOnly;

		@JsonProperty(access = JsonProperty.Access.READ_ONLY)
		@Nullable String readOnly;

		@JsonView(Level.class)
		@Nullable String inView;

		@Nullable HiddenType type;

		@JsonBackReference
		@Nullable Hidden parent;

		@JsonManagedReference
		List<Hidden> children = new ArrayList<>();

	}

	@JsonIgnoreType
	record HiddenType(String name) {

	}

	record Account(@JsonSerialize(using = Masking.class) String number,
			@JsonDeserialize(using = Failing.class) String password,
			@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String pin) {

	}

	static class Masking extends StdSerializer<String> {

		Masking() {
			super(String.class);
		}

		@Override
		public void serialize(String value, JsonGenerator generator, SerializationContext context) {
			generator.writeString("***");
		}

	}

	static class Failing extends StdDeserializer<String> {

		Failing() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			throw new UnsupportedOperationException();
		}

	}

	@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
	@JsonRootName("root")
	@JsonPropertyOrder({ "count" })
	record Renamed(@JsonProperty("secondName") String firstName, @JsonAlias("firstName") String secondName, int count) {

	}

	record Order(OrderId id, String name) {

	}

	record OrderId(@JsonValue UUID value) {

		@JsonCreator
		OrderId {
		}

	}

	record Person(String name, @JsonUnwrapped(prefix = "address_") Address address) {

	}

	record Address(String name, @Nullable String city) {

	}

	record Choice(Shape first, List<Shape> more) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "side")
	@JsonSubTypes({ @JsonSubTypes.Type(value = Circle.class, name = "circle") })
	sealed interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(double radius) implements Shape {

	}

	record Square(int side) implements Shape {

	}

	@JsonFilter("there is none")
	record Filtered(String name, int count) {

	}

	static class Bag {

		private final Map<String, Object> others = new HashMap<>();

		@JsonAnyGetter
		public Map<String, Object> others() {
			return Map.of("name", "x");
		}

		@JsonAnySetter
		public void add(String name, Object value) {
			throw new UnsupportedOperationException();
		}

	}

	@JsonSerialize(converter = Converting.class)
	record Converted(String name) {

	}

	static class Converting extends StdConverter<Converted, String> {

		@Override
		public String convert(Converted value) {
			return "x";
		}

	}

	record Raw(@JsonRawValue String json) {

	}

	@JsonInclude(JsonInclude.Include.NON_DEFAULT)
	record Sparse(@Nullable String none, String empty, List<String> list, int zero,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) BigDecimal number) {

	}

	@JsonIdentityInfo(generator = ObjectIdGenerators.PropertyGenerator.class, property = "id")
	record Identified(int id, String name) {

	}

	static final class Created {

		private final String name;

		private final int count;

		Created(String name, int count) {
			this.name = name;
			this.count = count;
		}

		@JsonCreator
		static Created other(@JsonProperty("name") String name) {
			return new Created("other", 9);
		}

	}

	static final class Named {

		private final String theName;

		private Named(String name) {
			this.theName = name;
		}

		static Named of(String name) {
			return new Named(name);
		}

		@JsonGetter("theName")
		String shout() {
			return "A";
		}

	}

	@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.NONE, getterVisibility = JsonAutoDetect.Visibility.ANY)
	static class Detected {

		private @Nullable String name;

		public @Nullable String getName() {
			return this.name + "!";
		}

		@JsonSetter("name")
		public void other(String name) {
			throw new UnsupportedOperationException();
		}

	}

	record Secret(String value) {

		@JsonValue
		String masked() {
			return "***";
		}

	}

	static class Super {

		private final String name;

		Super(String name) {
			this.name = name;
		}

	}

	static final class Shadows extends Super {

		private final String name;

		Shadows(String name, String other) {
			super(other);
			this.name = name;
		}

	}

	/**
	 * Its constructor would change a name that is not trimmed.
	 */
	static final class Trimmed {

		private String name = "";

		Trimmed(String name) {
			this.name = name.trim();
			if (!name.equals(this.name)) {
				this.name = name;
			}
		}

	}

	static final class WithGetter {

		private final int total;

		WithGetter(int total) {
			this.total = total;
		}

		public int getTotal() {
			throw new UnsupportedOperationException();
		}

		public Time getTime() {
			throw new UnsupportedOperationException();
		}

	}

	@JsonDeserialize(builder = Built.Builder.class)
	static final class Built {

		private final String name;

		private Built(Builder builder) {
			this.name = builder.name;
		}

		static final class Builder {

			private String name = "";

			Builder name(String name) {
				this.name = name;
				return this;
			}

			Built build() {
				return new Built(this);
			}

		}

	}

}
