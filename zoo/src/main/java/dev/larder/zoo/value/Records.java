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
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Records of an application, and what they are made of.
 */
public final class Records {

	private Records() {
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

}
