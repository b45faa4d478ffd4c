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

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Classes as applications write them.
 */
public final class Classes {

	private Classes() {
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
