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

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.JsonView;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Classes as applications write them.
 */
public final class Classes {

	private Classes() {
	}

	public record Point(int x, int y) {
	}

	public record Order(OrderId id, String name, List<Line> lines, Map<Point, String> notes) {
	}

	public record OrderId(@JsonValue UUID value) {

		@JsonCreator
		public OrderId {
		}

	}

	public record Line(String article, int quantity, java.math.BigDecimal price) {
	}

	public record Event(long id, Timestamp at) {
	}

	public record Meeting(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") LocalDateTime at) {
	}

	public record Pair<A, B>(A first, B second) {
	}

	public record Wrapper<T>(T content, List<? extends T> more, T[] array) {
	}

	public sealed interface Shape permits Circle, Square, Group {

	}

	public record Circle(double radius) implements Shape {
	}

	public record Square(float side) implements Shape {
	}

	public record Group(List<Shape> shapes) implements Shape {
	}

	/** Private fields, no default constructor, no getter that is named after a field. */
	public static class Closed {

		private final String secret;

		private final int[] numbers;

		private transient String hash;

		public Closed(String text, int count) {
			this.secret = text;
			this.numbers = new int[count];
		}

		public String hash() {
			if (this.hash == null) {
				this.hash = this.secret + this.numbers.length;
			}
			return this.hash;
		}

	}

	/** An immutable class with a builder, as code generators write it. */
	public static final class Built {

		private final String name;

		private final List<String> parts;

		private final boolean active;

		private Built(Builder builder) {
			this.name = builder.name;
			this.parts = List.copyOf(builder.parts);
			this.active = builder.active;
		}

		public static Builder builder() {
			return new Builder();
		}

		public String getName() {
			return this.name;
		}

		public List<String> getParts() {
			return this.parts;
		}

		public boolean isActive() {
			return this.active;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Built built && this.name.equals(built.name) && this.parts.equals(built.parts)
					&& this.active == built.active;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.name, this.parts, this.active);
		}

		/** Collects what is built. */
		public static final class Builder {

			private String name = "";

			private final List<String> parts = new ArrayList<>();

			private boolean active;

			public Builder name(String name) {
				this.name = name;
				return this;
			}

			public Builder part(String part) {
				this.parts.add(part);
				return this;
			}

			public Builder active() {
				this.active = true;
				return this;
			}

			public Built build() {
				return new Built(this);
			}

		}

	}

	/** Equal by identifier, with a name that the equality does not see. */
	public static class Identified {

		private final long id;

		@JsonIgnore
		private final String name;

		public Identified(long id, String name) {
			this.id = id;
			this.name = name;
		}

		public long getId() {
			return this.id;
		}

		public String getName() {
			return this.name;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Identified identified && this.id == identified.id;
		}

		@Override
		public int hashCode() {
			return Long.hashCode(this.id);
		}

	}

	/** A list with a field of its own. */
	public static class PageOf<T> extends ArrayList<T> {

		private final long total;

		public PageOf(Collection<? extends T> elements, long total) {
			super(elements);
			this.total = total;
		}

		public long getTotal() {
			return this.total;
		}

	}

	/** A map with a field of its own. */
	public static class Labels extends HashMap<String, String> {

		private Locale locale;

		public Labels(Locale locale) {
			this.locale = locale;
		}

		public Locale getLocale() {
			return this.locale;
		}

	}

	/** As a class that is written for HTTP often looks. */
	@JsonPropertyOrder({ "zip", "street" })
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public static class Account {

		@JsonSerialize(using = Masking.class)
		private String number;

		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
		private String password;

		@JsonProperty(value = "e-mail", access = JsonProperty.Access.READ_ONLY)
		private String email;

		@JsonUnwrapped
		private Address address;

		@JsonView(Classes.class)
		private String internal;

		protected Account() {
		}

		public Account(String number, String password, String email, Address address) {
			this.number = number;
			this.password = password;
			this.email = email;
			this.address = address;
			this.internal = "internal";
		}

		public String getNumber() {
			return this.number;
		}

		public String getPassword() {
			return this.password;
		}

		public String getEmail() {
			return this.email;
		}

		public Address getAddress() {
			return this.address;
		}

		public String getInternal() {
			return this.internal;
		}

	}

	public record Address(String street, String zip) {
	}

	/** Shows the last two characters. */
	public static final class Masking extends ValueSerializer<String> {

		@Override
		public void serialize(String value, JsonGenerator generator, SerializationContext context) {
			generator.writeString("***" + value.substring(value.length() - 2));
		}

	}

	@JsonFilter("nobody-defines-it")
	public record Filtered(String name, int age) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
	public abstract static class Vehicle {

		private int wheels;

		public int getWheels() {
			return this.wheels;
		}

		public void setWheels(int wheels) {
			this.wheels = wheels;
		}

	}

	/** A subclass. */
	public static class Truck extends Vehicle {

		private double load;

		public double getLoad() {
			return this.load;
		}

		public void setLoad(double load) {
			this.load = load;
		}

	}

	/** A getter that computes, one that fails and one that counts. */
	public static class Computing {

		private final int price;

		private int asked;

		public Computing(int price) {
			this.price = price;
		}

		public int getGross() {
			return this.price * 2;
		}

		public String getNever() {
			throw new IllegalStateException("not now");
		}

		public int getAsked() {
			return ++this.asked;
		}

	}

	/** A tree whose nodes know their parent. */
	public static class Node {

		private final String name;

		private Node parent;

		private final List<Node> children = new ArrayList<>();

		public Node(String name) {
			this.name = name;
		}

		public Node add(Node child) {
			child.parent = this;
			this.children.add(child);
			return this;
		}

		public String getName() {
			return this.name;
		}

		public Node getParent() {
			return this.parent;
		}

		public List<Node> getChildren() {
			return this.children;
		}

	}

	/** Holds code. */
	public record Rule(String name, UnaryOperator<String> code) {
	}

	/** An interface whose implementation is nobody's business. */
	public interface Greeting {

		String text();

		static Greeting of(String text) {
			return new SimpleGreeting(text);
		}

	}

	private record SimpleGreeting(String text) implements Greeting {
	}

	public enum Operator {

		PLUS {

			@Override
			public int apply(int left, int right) {
				return left + right;
			}

		};

		public abstract int apply(int left, int right);

	}

	public enum Grade {

		@JsonProperty("very good")
		GOOD,

		BAD;

		@JsonValue
		public int number() {
			return ordinal() + 1;
		}

	}

}
