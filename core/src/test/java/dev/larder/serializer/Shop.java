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
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Types as applications cache them.
 */
public final class Shop {

	private Shop() {
	}

	public enum Color {

		RED, GREEN {

			@Override
			public String toString() {
				return "the other one";
			}

		}

	}

	public interface Animal extends Serializable {

	}

	public record Dog(String name) implements Animal {

	}

	public record Cat(String name, int lives) implements Animal {

	}

	public record Money(BigDecimal amount, String currency) implements Serializable {

	}

	public record Line(String sku, int count, Money price) implements Serializable {

	}

	public record Order(UUID id, Instant at, List<Line> lines, Map<Long, String> notes, Set<Color> colors,
			@Nullable String comment) implements Serializable {

	}

	public record Generic<T extends Serializable>(T content, Collection<? extends T> more) implements Serializable {

	}

	@SuppressWarnings("ArrayRecordComponent")
	public record Zoo(Animal star, List<Animal> animals, Object anything, Serializable id, Comparable<?> rank,
			Number number, Map<Animal, Integer> ages, Object[] objects, Animal[] array) implements Serializable {

		@Override
		public boolean equals(Object other) {
			return other instanceof Zoo that && toList().equals(that.toList());
		}

		@Override
		public int hashCode() {
			return toList().hashCode();
		}

		private List<Object> toList() {
			return List.of(this.star, this.animals, this.anything, this.id, this.rank, this.number, this.ages,
					List.of(this.objects), List.of(this.array));
		}

	}

	/**
	 * A bean with a no-argument constructor, accessors, inherited fields, a computed
	 * getter, a field hidden from HTTP, and a setter that does something else.
	 */
	public static class Bean extends BaseBean<Long> {

		private static final long serialVersionUID = 1;

		private String name = "";

		private boolean active;

		private byte[] picture = {};

		@JsonIgnore
		private String secret = "";

		private final List<String> tags = new ArrayList<>();

		private LocalDate day = LocalDate.EPOCH;

		private EnumMap<Color, Integer> counts = new EnumMap<>(Color.class);

		private EnumSet<Color> colors = EnumSet.noneOf(Color.class);

		private char letter;

		public static Bean sample() {
			Bean bean = new Bean();
			bean.setId(5L);
			bean.name = "name";
			bean.active = true;
			bean.picture = new byte[] { 1, 2, 3 };
			bean.secret = "secret";
			bean.tags.add("tag");
			bean.day = LocalDate.of(2026, 2, 3);
			bean.counts.put(Color.GREEN, 2);
			bean.colors.add(Color.RED);
			bean.letter = 'x';
			return bean;
		}

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			throw new UnsupportedOperationException(name);
		}

		public boolean isActive() {
			return this.active;
		}

		public String getDisplayName() {
			throw new UnsupportedOperationException("computed");
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Bean that && toList().equals(that.toList());
		}

		@Override
		public int hashCode() {
			return toList().hashCode();
		}

		@Override
		public String toString() {
			return toList().toString();
		}

		private List<Object> toList() {
			return List.of(Objects.requireNonNull(getId()), this.name, this.active,
					List.of(this.picture[0], this.picture.length), this.secret, this.tags, this.day, this.counts,
					this.colors, this.letter);
		}

	}

	public static class BaseBean<I extends Serializable> implements Serializable {

		private static final long serialVersionUID = 1;

		private @Nullable I id;

		public @Nullable I getId() {
			return this.id;
		}

		public void setId(I id) {
			this.id = id;
		}

	}

	/**
	 * Immutable, made by its only constructor.
	 */
	public static final class Value implements Serializable {

		private static final long serialVersionUID = 1;

		private final String name;

		private final int count;

		Value(String name, int count) {
			this.name = name;
			this.count = count;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Value that && this.name.equals(that.name) && this.count == that.count;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.name, this.count);
		}

	}

	public record Wrapped(Optional<Money> money, Optional<String> empty) {

	}

}
