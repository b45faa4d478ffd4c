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

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.larder.zoo.animal.Species;
import dev.larder.zoo.animal.UnknownAnimalException;
import dev.larder.zoo.value.AnnotatedClasses.Account;
import dev.larder.zoo.value.AnnotatedClasses.Address;
import dev.larder.zoo.value.AnnotatedClasses.Filtered;
import dev.larder.zoo.value.AnnotatedClasses.Truck;
import dev.larder.zoo.value.AnnotatedClasses.Vehicle;
import dev.larder.zoo.value.Classes.Built;
import dev.larder.zoo.value.Classes.Closed;
import dev.larder.zoo.value.Classes.Computing;
import dev.larder.zoo.value.Classes.Grade;
import dev.larder.zoo.value.Classes.Greeting;
import dev.larder.zoo.value.Classes.Identified;
import dev.larder.zoo.value.Classes.Labels;
import dev.larder.zoo.value.Classes.Node;
import dev.larder.zoo.value.Classes.Operator;
import dev.larder.zoo.value.Classes.PageOf;
import dev.larder.zoo.value.Classes.Rule;
import dev.larder.zoo.value.Records.Circle;
import dev.larder.zoo.value.Records.Event;
import dev.larder.zoo.value.Records.Group;
import dev.larder.zoo.value.Records.Line;
import dev.larder.zoo.value.Records.Meeting;
import dev.larder.zoo.value.Records.Order;
import dev.larder.zoo.value.Records.OrderId;
import dev.larder.zoo.value.Records.Pair;
import dev.larder.zoo.value.Records.Point;
import dev.larder.zoo.value.Records.Shape;
import dev.larder.zoo.value.Records.Square;
import dev.larder.zoo.value.Records.Wrapper;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * Cached methods that return what an application has classes of its own for.
 */
@Service
public class ApplicationValues {

	private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123456789Z");

	@Cacheable("points")
	public Point record(int x) {
		return new Point(x, -x);
	}

	@Cacheable("orders")
	public Order nested(int number) {
		return new Order(new OrderId(new UUID(1, number)), "n" + number,
				List.of(new Line("a", 1, new BigDecimal("9.90")), new Line("b", 2, new BigDecimal("0E-10"))),
				Map.of(new Point(1, 2), "note"));
	}

	@Cacheable("events")
	public Event event(int id) {
		Timestamp at = Timestamp.from(NOW);
		at.setNanos(123456789);
		return new Event(id, at);
	}

	@Cacheable("meetings")
	public Meeting meeting(int second) {
		return new Meeting(LocalDateTime.of(2026, 1, 2, 3, 4, second));
	}

	@Cacheable("pairs")
	public Pair<String, List<Point>> pair(int x) {
		return new Pair<>("p", List.of(new Point(x, x)));
	}

	@Cacheable("wrappers")
	public Wrapper<Object> wrapper(int number) {
		return new Wrapper<>(number, List.of("text", 2L, new Point(1, 1)), new Object[] { 1, 2.5f, "three", null });
	}

	@Cacheable("shapes")
	public List<Shape> shapes(int radius) {
		return List.of(new Circle(radius), new Square(0.1f), new Group(List.of(new Circle(Double.NaN))));
	}

	@Cacheable("closed")
	public Closed closed(String text) {
		return new Closed(text, 3);
	}

	@Cacheable("built")
	public Built built(String name) {
		return Built.builder().name(name).part("a").part("b").active().build();
	}

	@Cacheable("identified")
	public Identified identified(long id) {
		return new Identified(id, "name of " + id);
	}

	@Cacheable("identified-lists")
	public List<Identified> identifiedList(long id) {
		return new ArrayList<>(List.of(new Identified(id, "a"), new Identified(id + 1, "b")));
	}

	@Cacheable("pages-of-text")
	public PageOf<String> page(int total) {
		return new PageOf<>(List.of("a", "b"), total);
	}

	@Cacheable("labels")
	public Labels labels(String language) {
		Labels labels = new Labels(Locale.forLanguageTag(language));
		labels.put("title", "A title");
		return labels;
	}

	@Cacheable("accounts")
	public Account account(String number) {
		return new Account(number, "secret", "a@example.org", new Address("Main street 1", "12345"));
	}

	@Cacheable("filtered")
	public Filtered filtered(int age) {
		return new Filtered("Alice", age);
	}

	@Cacheable("vehicles")
	public List<Vehicle> vehicles(int load) {
		Truck truck = new Truck();
		truck.setWheels(8);
		truck.setLoad(load);
		return List.of(truck);
	}

	@Cacheable("computing")
	public Computing computing(int price) {
		return new Computing(price);
	}

	@Cacheable("nodes")
	public Node tree(String name) {
		return new Node(name).add(new Node("left").add(new Node("leaf"))).add(new Node("right"));
	}

	@Cacheable("shared-parts")
	public List<List<Point>> sharedParts(int x) {
		List<Point> part = new ArrayList<>(List.of(new Point(x, 1)));
		return new ArrayList<>(List.of(part, part));
	}

	@Cacheable("rules")
	public Rule rule(String suffix) {
		return new Rule(suffix, (text) -> text + suffix);
	}

	@Cacheable("mixed")
	public List<?> mixed(boolean code) {
		return code ? new ArrayList<>(List.of(new Rule("r", (text) -> text)))
				: new ArrayList<>(List.of(new Point(1, 2)));
	}

	@Cacheable("greetings")
	public Greeting greeting(String text) {
		return Greeting.of(text);
	}

	@Cacheable("enums")
	public List<Enum<?>> enums(int ignored) {
		return List.of(Operator.PLUS, Grade.GOOD, Grade.BAD, Species.LION, DayOfWeek.MONDAY);
	}

	@Cacheable("enum")
	public Species species(String name) {
		return Species.valueOf(name);
	}

	@Cacheable("enum-collections")
	public Pair<EnumMap<Grade, Integer>, EnumSet<Species>> enumCollections(int value) {
		return new Pair<>(new EnumMap<>(Map.of(Grade.BAD, value)), EnumSet.of(Species.LION, Species.ZEBRA));
	}

	@Cacheable("objects-of-any-kind")
	public Object any(int kind) {
		return switch (kind) {
			case 0 -> "text";
			case 1 -> 1L;
			case 2 -> new Point(1, 2);
			case 3 -> List.of(new Point(1, 2), "b");
			case 4 -> new int[] { 1 };
			default -> null;
		};
	}

	@Cacheable("failures-as-values")
	public Exception failure(String message) {
		return new UnknownAnimalException(message);
	}

	@Cacheable("anonymous")
	public Map<String, Integer> anonymous(int value) {
		return new HashMap<>() {
			{
				put("a", value);
			}
		};
	}

	@Cacheable("large")
	public List<Line> large(int size) {
		return IntStream.range(0, size).mapToObj((i) -> new Line("article " + i, i, BigDecimal.valueOf(i, 2))).toList();
	}

	@Cacheable("too-large")
	public byte[] tooLarge(int size) {
		byte[] bytes = new byte[size];
		new java.util.Random(size).nextBytes(bytes);
		return bytes;
	}

}
