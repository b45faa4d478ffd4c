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
package dev.larder.internal.value;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.larder.serializer.ForySerializer;
import dev.larder.serializer.PackageAllowList;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.Shop;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jdk.JdkSerializer;
import org.jspecify.annotations.Nullable;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.LinkedCaseInsensitiveMap;
import org.springframework.util.unit.DataSize;

import dev.larder.internal.value.ValueWriter.WrittenValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link ValueWriter}.
 */
class ValueWriterTests {

	private final TypeAllowList allowList = new PackageAllowList(
			List.of("dev.larder.serializer", "dev.larder.internal.value"), List.of());

	private final JsonSerializer json = new JsonSerializer(this.allowList, getClass().getClassLoader());

	private final JdkSerializer jdk = new JdkSerializer(this.allowList, getClass().getClassLoader());

	private final ForySerializer fory = new ForySerializer(this.allowList, getClass().getClassLoader());

	private final ValueWriter writer = new ValueWriter(named("json", this.json, "fory", this.fory, "jdk", this.jdk));

	private final ValueWriter jsonAlone = new ValueWriter(Map.of("json", this.json));

	static List<Object> kept() {
		return List.of("text", 1, List.of(1, 2), new ArrayList<>(List.of(1, 2)).subList(0, 1), Map.of(1L, "a"),
				new int[] { 1, 2 }, new String[][] { { "a" } }, Shop.Bean.sample(), List.of(new Shop.Dog("a")),
				Collections.nCopies(2, "a"), rowThatWasRead(), new LinkedHashMap<>(Map.of(1L, "a")).values(),
				new HashMap<>(Map.of("a", 1)).values(), new TreeMap<>(Map.of("a", 1)).values(),
				new ByteArrayResource(new byte[] { 1 }), DataSize.ofKilobytes(3));
	}

	// Such a map keeps its views, once they were asked for
	private static Map<String, Object> rowThatWasRead() {
		Map<String, Object> row = new LinkedCaseInsensitiveMap<>();
		row.put("ID", 1L);
		assertThat(row.keySet()).hasSameSizeAs(row.entrySet()).hasSameSizeAs(row.values());
		return row;
	}

	@ParameterizedTest
	@MethodSource("kept")
	void whatTheFirstKeepsIsWrittenByIt(Object value) {
		assertThat(this.writer.write(value).serializer()).isSameAs(this.json);
	}

	static List<Object> keptByAnother() {
		GraphComparisonTests.PageOf<String> page = new GraphComparisonTests.PageOf<>(List.of("a"), 7);
		Timestamp micros = Timestamp.from(Instant.parse("2026-01-31T01:02:03.123456Z"));
		Map<String, Integer> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		sorted.put("a", 1);
		return List.of(sorted, Collections.synchronizedList(new ArrayList<>(List.of("a"))), page, new Event(1, micros),
				List.of(new Event(1, micros)), BitSet.valueOf(new long[] { 5 }), cycle(),
				new ConcurrentSkipListMap<>(Map.of("a", 1)));
	}

	@ParameterizedTest
	@MethodSource("keptByAnother")
	void whatTheFirstAltersIsNotLost(Object value) {
		WrittenValue written = this.writer.write(value);
		assertThat(GraphComparison.find(value, written.serializer().deserialize(written.data()))).isNull();
	}

	@Test
	void theFirstThatKeepsAValueWritesIt() {
		ValueWriter writer = new ValueWriter(named("cutting", new Cutting(), "json", this.json));
		assertThat(writer.write("short").serializer()).isInstanceOf(Cutting.class);
		assertThat(writer.write("much longer").serializer()).isSameAs(this.json);
	}

	@Test
	void theFirstValueThatIsAlteredIsFoundWheneverItComes() {
		ValueWriter writer = new ValueWriter(Map.of("cutting", new Cutting()));
		for (int i = 0; i < 1000; i++) {
			writer.write("short");
		}
		assertThatExceptionOfType(UnkeptValueException.class).isThrownBy(() -> writer.write("much longer"));
	}

	@Test
	void oneBadElementDoesNotEndTheCachingOfOtherLists() {
		for (int i = 0; i < 10; i++) {
			assertRefused(this.writer, list(new Shop.Dog("a"), new Thread()));
			assertThat(this.writer.write(list(new Shop.Dog("a"), "b")).serializer()).isSameAs(this.json);
		}
	}

	@Test
	void whatIsNotKeptIsNotTriedAgainAndAgain() {
		AtomicInteger writes = new AtomicInteger();
		AtomicInteger minutes = new AtomicInteger();
		ValueWriter writer = new ValueWriter(Map.of("test", serializer((value) -> {
			writes.incrementAndGet();
			return (value instanceof Shop.Dog) ? value : "another";
		})), true, false, () -> Duration.ofMinutes(minutes.get()).toNanos());
		for (int i = 0; i < 10; i++) {
			assertRefused(writer, new Shop.Cat("a", i));
		}
		assertThat(writes).hasValue(3);
		minutes.set(2);
		assertRefused(writer, new Shop.Cat("a", 1));
		assertThat(writes).hasValue(4);
	}

	@Test
	void whatIsNestedTooDeepSaysNothingOfWhatIsNot() {
		for (int i = 0; i < 5; i++) {
			assertRefused(this.writer, Branch.ofDepth(30 + i));
		}
		assertThat(this.writer.write(Branch.ofDepth(5)).serializer()).isNotSameAs(this.json);
	}

	@Test
	void aComparatorSaysNothingOfMapsWithoutOne() {
		ValueWriter writer = new ValueWriter(named("json", this.json, "jdk", this.jdk));
		for (int i = 0; i < 5; i++) {
			Map<String, Integer> sorted = new TreeMap<>((one, other) -> one.compareTo(other));
			sorted.put("a", i);
			assertRefused(writer, sorted);
		}
		assertThat(writer.write(new TreeMap<>(Map.of("a", 1))).serializer()).isSameAs(this.json);
	}

	@Test
	void aTextThatCannotBeWrittenSaysNothingOfOthers() {
		ValueWriter writer = new ValueWriter(Map.of("raw", new RawSerializer(String.class)));
		for (int i = 0; i < 5; i++) {
			assertRefused(writer, "\uD800");
		}
		assertThat(writer.write("text").data()).isEqualTo(new byte[] { 't', 'e', 'x', 't' });
	}

	// How long it takes is not measured: the stack of every level would take minutes
	@ParameterizedTest
	@ValueSource(ints = { 25, 600, 50_000 })
	void whatIsNestedTooDeepIsCalledSo(int depth) {
		UnkeptValueException refused = refused(this.writer, Branch.ofDepth(depth));
		assertThat(refused).hasMessageContaining("levels deep").hasMessageNotContaining("may not be read");
		assertThat(refused.getMessage()).hasSizeLessThan(1000);
		assertThat(refused.remedy()).isEqualTo("Cache less in one value, or return a record of what is needed");
	}

	@Test
	void whatIsDeepInsideIsNamedInShort() {
		Branch branch = Branch.ofDepth(20);
		branch.last().content = new Thread();
		UnkeptValueException refused = refused(this.jsonAlone, List.of(branch));
		assertThat(refused.path()).startsWith("List[0].kids[0].kids[0]").contains(" ... ").endsWith(".content");
	}

	@Test
	void neverSuggestsToAllowWhatIsOfTheJdk() {
		assertThat(refused(this.writer, new WeakHashMap<>(Map.of("a", 1))).remedy()).doesNotContain("allowed-types");
		assertThat(refused(this.writer, new FutureTask<>(() -> "a")).remedy()).doesNotContain("allowed-types");
	}

	@Test
	void aViewThatIsMadeByWritingIsNoPartOfTheValue() {
		WrittenValue written = new ValueWriter(Map.of("jdk", this.jdk)).write(new Shelf("a"));
		assertThat(((Shelf) written.serializer().deserialize(written.data())).name).isEqualTo("a");
	}

	@Test
	void whatBecomesKeptIsTriedFirstAgain() {
		AtomicInteger minutes = new AtomicInteger();
		Cutting cutting = new Cutting();
		ValueWriter writer = new ValueWriter(named("cutting", cutting, "json", this.json), true, false,
				() -> Duration.ofMinutes(minutes.get()).toNanos());
		for (int i = 0; i < 10; i++) {
			assertThat(writer.write("much longer").serializer()).isSameAs(this.json);
		}
		assertThat(writer.write("short").serializer()).isSameAs(this.json);
		minutes.set(2);
		assertThat(writer.write("short").serializer()).isSameAs(cutting);
	}

	@Test
	void whatIsChangedMeanwhileIsNoVerdict() {
		AtomicInteger failures = new AtomicInteger(10);
		ValueWriter writer = new ValueWriter(Map.of("test", serializer((value) -> {
			if (failures.getAndDecrement() > 0) {
				throw new ConcurrentModificationException();
			}
			return value;
		})));
		for (int i = 0; i < 10; i++) {
			UnkeptValueException refused = refused(writer, new Shop.Dog("a"));
			assertThat(refused.isLasting()).isFalse();
		}
		assertThat(writer.write(new Shop.Dog("a"))).isNotNull();
	}

	@Test
	void namesThePathToWhatIsAltered() {
		Order order = new Order(List.of(new Line("a", new Forgetful("x"))));
		UnkeptValueException refused = refused(this.jsonAlone, List.of(order));
		assertThat(refused.path()).isEqualTo("List[0].lines[0].owner.name");
		assertThat(refused).hasMessageContaining("List[0].lines[0].owner.name").hasMessageContaining("json");
		assertThat(refused.remedy()).contains("'serializer'");
	}

	@Test
	void namesThePathToWhatCannotBeWritten() {
		UnkeptValueException refused = refused(this.writer, new Order(List.of(new Line("a", new Thread()))));
		assertThat(refused.path()).isEqualTo("ValueWriterTests.Order.lines[0].owner");
		assertThat(refused.type()).isEqualTo("java.lang.Thread");
		assertThat(refused.remedy()).isEqualTo("Change the type, or return a record of what is needed");
	}

	@Test
	void suggestsToAllowATypeOfAnotherLibrary() {
		assertThat(refused(this.writer, List.of(Index.atIndex(1))).remedy()).contains(Index.class.getName())
			.contains("'larder.serialization.allowed-types'");
	}

	@Test
	void namesWhatEachSerializerFailedAt() {
		assertThat(refused(this.writer, List.of(new NotSerializable("a", new Thread()))))
			.hasMessageContaining("json: java.lang.Thread may not be read")
			.hasMessageContaining("fory: ")
			.hasMessageContaining("jdk: ")
			.hasMessageContaining("is not Serializable");
	}

	@Test
	void blamesTheElementAndNotTheList() {
		UnkeptValueException refused = refused(this.jsonAlone, list("a", "b", new Thread()));
		assertThat(refused.path()).isEqualTo("List[2]");
		assertThat(refused.type()).isEqualTo("java.lang.Thread");
	}

	@Test
	void callsACycleACycle() {
		UnkeptValueException refused = refused(this.jsonAlone, cycle());
		assertThat(refused).hasMessageContaining("cycle");
		assertThat(refused.path()).isEqualTo("ValueWriterTests.Node.next.next");
	}

	@Test
	void saysOfACycleWhatElseIsInTheWay() {
		Twin twin = new Twin();
		twin.other = twin;
		ValueWriter jdkAlone = new ValueWriter(Map.of("jdk", this.jdk));
		assertThat(refused(jdkAlone, twin)).hasMessageContaining("is not Serializable")
			.hasMessageNotContaining("cycle");
	}

	@Test
	void callsAProxyAProxyAndNeverSuggestsToAllowIt() {
		InvocationHandler handler = (proxy, method, arguments) -> "name";
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Named.class }, handler);
		UnkeptValueException refused = refused(this.writer, list(proxy));
		assertThat(refused.path()).isEqualTo("List[0]");
		assertThat(refused).hasMessageContaining("it is a proxy");
		assertThat(refused.remedy()).contains("behind the proxy").doesNotContain("allowed-types");
	}

	@Test
	void endsNoSentenceTwice() {
		assertThat(refused(this.writer, new Thread()).getMessage()).doesNotContain("..").doesNotContain(".)");
	}

	@Test
	void survivesValuesWhoseOwnMethodsFail() {
		assertRefused(new ValueWriter(Map.of("text", new WritesAsText())), new Hostile());
	}

	@Test
	void whatIsReadAsAnotherTypeIsAltered() {
		assertThat(refused(new ValueWriter(Map.of("text", new WritesAsText())), 5))
			.hasMessageContaining("read as a java.lang.String");
	}

	@Test
	void whatIsNotCheckedIsWrittenAsItIs() {
		assertThat(ValueWriter.trusting(new WritesAsText()).write(5).data()).asString().isEqualTo("5");
	}

	private static void assertRefused(ValueWriter writer, Object value) {
		assertThatExceptionOfType(UnkeptValueException.class).isThrownBy(() -> writer.write(value));
	}

	private static UnkeptValueException refused(ValueWriter writer, Object value) {
		UnkeptValueException refused = catchThrowableOfType(UnkeptValueException.class, () -> writer.write(value));
		assertThat(refused).isNotNull();
		return refused;
	}

	private static List<Object> list(Object... elements) {
		return new ArrayList<>(List.of(elements));
	}

	private static Map<String, ValueSerializer> named(Object... namesAndSerializers) {
		Map<String, ValueSerializer> named = new LinkedHashMap<>();
		for (int i = 0; i < namesAndSerializers.length; i += 2) {
			named.put((String) namesAndSerializers[i], (ValueSerializer) namesAndSerializers[i + 1]);
		}
		return named;
	}

	private static Node cycle() {
		Node node = new Node();
		node.next = new Node();
		node.next.next = node;
		return node;
	}

	private static ValueSerializer serializer(UnaryOperator<Object> becoming) {
		return new ValueSerializer() {

			private Supplier<Object> read = Object::new;

			@Override
			public int format() {
				return 16;
			}

			@Override
			public byte[] serialize(Object value) {
				Object result = becoming.apply(value);
				this.read = () -> result;
				return new byte[0];
			}

			@Override
			public Object deserialize(byte[] data) {
				return this.read.get();
			}

		};
	}

	interface Named {

		String getName();

	}

	record Event(long id, Timestamp at) implements Serializable {

	}

	record Order(List<Line> lines) {

	}

	record Line(String sku, Object owner) {

	}

	record NotSerializable(String name, Object owner) {

	}

	static final class Twin {

		@SuppressWarnings("UnusedVariable") // serializers read it
		private @Nullable Twin other;

	}

	static final class Node implements Serializable {

		private static final long serialVersionUID = 1;

		private @Nullable Node next;

	}

	static final class Forgetful {

		@SuppressWarnings("UnusedVariable") // it is there to be lost
		private final transient String name;

		Forgetful() {
			this("");
		}

		Forgetful(String name) {
			this.name = name;
		}

	}

	static final class Hostile {

		@Override
		public boolean equals(Object other) {
			throw new StackOverflowError();
		}

		@Override
		public int hashCode() {
			return 1;
		}

		@Override
		public String toString() {
			throw new AssertionError();
		}

	}

	/**
	 * Forgets what comes after ten characters.
	 */
	static final class Cutting extends WritesAsText {

		@Override
		public Object deserialize(byte[] data) {
			String text = (String) super.deserialize(data);
			return text.substring(0, Math.min(10, text.length()));
		}

	}

	static class WritesAsText implements ValueSerializer {

		@Override
		public int format() {
			return 17;
		}

		@Override
		public byte[] serialize(Object value) {
			return value.toString().getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object deserialize(byte[] data) {
			return new String(data, StandardCharsets.UTF_8);
		}

	}

	/**
	 * A tree, each branch of which knows the one it grows on.
	 */
	@SuppressWarnings("UnusedVariable") // fields are part of the value
	static final class Branch implements Serializable {

		private static final long serialVersionUID = 1L;

		private final List<Branch> kids = new ArrayList<>();

		@Nullable Branch parent;

		@Nullable Object content;

		static Branch ofDepth(int depth) {
			Branch root = new Branch();
			Branch last = root;
			for (int i = 1; i < depth; i++) {
				Branch next = new Branch();
				next.parent = last;
				last.kids.add(next);
				last = next;
			}
			return root;
		}

		Branch last() {
			return this.kids.isEmpty() ? this : this.kids.get(0).last();
		}

	}

	/**
	 * Makes a view of itself when it is first asked for one, as Guava's maps do.
	 */
	static final class Shelf implements Serializable {

		private static final long serialVersionUID = 1L;

		private final String name;

		private transient @Nullable List<String> view;

		Shelf(String name) {
			this.name = name;
		}

		private List<String> view() {
			if (this.view == null) {
				this.view = List.of(this.name);
			}
			return this.view;
		}

		private void writeObject(ObjectOutputStream stream) throws IOException {
			stream.defaultWriteObject();
			stream.writeInt(view().size());
		}

		private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
			stream.defaultReadObject();
			stream.readInt();
		}

	}

}
