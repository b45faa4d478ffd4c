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

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.swing.event.EventListenerList;

import dev.larder.serializer.jdk.JdkSerializer;
import dev.larder.test.ServerTest;
import kotlin.Pair;
import kotlin.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.smile.SmileMapper;

import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.hateoas.EntityModel;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedCaseInsensitiveMap;

import dev.larder.serializer.Canary.CanaryAlarm;
import dev.larder.serializer.Shop.Dog;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Hostile data, for every serializer that reads objects. What may be thrown is a
 * {@link SerializationException} and nothing else, and no code of a type that is not
 * allowed may run.
 */
@Timeout(60)
@ServerTest
class SerializerSafetyTests {

	private final ClassLoader classLoader = getClass().getClassLoader();

	private final JsonSerializer json = new JsonSerializer(Serializers.ALLOWED, this.classLoader);

	private final JdkSerializer jdk = new JdkSerializer(Serializers.ALLOWED, this.classLoader);

	private final ForySerializer fory = new ForySerializer(Serializers.ALLOWED, this.classLoader);

	static Stream<Arguments> canaries() {
		return Stream
			.<Object>of(new Canary(), new ArrayList<>(List.of(new Canary())), new Canary[] { new Canary() },
					new HashMap<>(Map.of(new Canary(), "a")), new HashMap<>(Map.of("a", new Canary())),
					new HashSet<>(Set.of(new Canary())), new TreeMap<>(Map.of(new Canary(), "a")),
					new Shop.Generic<>(new Canary(), List.of()), Collections.singletonList(new Canary()),
					new PageImpl<>(List.of(new Canary()), PageRequest.of(0, 1), 1), new Pair<>("a", new Canary()),
					row(new Canary()))
			.flatMap((value) -> payloads(value).map((payload) -> Arguments.of(payload.serializer(), payload.data())));
	}

	private static Map<String, Object> row(Object value) {
		Map<String, Object> row = new LinkedCaseInsensitiveMap<>();
		row.put("a", value);
		return row;
	}

	static Stream<Object> holders() {
		return Stream.of(ResponseEntity.ok(new Canary()), new HttpEntity<>(List.of(new Canary())),
				JsonNodeFactory.instance.pojoNode(new Canary()), EntityModel.of(new Canary()),
				Optional.of(new Canary()), Map.entry("a", new Canary()), new Triple<>(1, 2, new Canary()));
	}

	@ParameterizedTest
	@MethodSource("holders")
	void runsNoCodeOfATypeThatIsNotAllowedInAHolder(Object value) {
		JsonSerializer careless = new JsonSerializer((name) -> true, this.classLoader);
		byte[] data = careless.serialize(value);
		int before = CanaryAlarm.RUNS.get();
		assertThatExceptionOfType(TypeNotAllowedException.class).isThrownBy(() -> this.json.deserialize(data))
			.withMessageContaining(Canary.class.getName());
		assertThat(CanaryAlarm.RUNS.get()).isEqualTo(before);
	}

	/**
	 * Forged data for types that are allowed: text for a number, a function for a list, a
	 * name of a type that does not fit.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "[\"org.springframework.data.domain.PageImpl\",{\"content\":[\"java.lang.Runtime\",{}]}]",
			"[\"org.springframework.data.domain.PageImpl\",{\"content\":5,\"pageable\":6,\"total\":\"x\"}]",
			"[\"org.springframework.data.domain.WindowImpl\",{\"positionFunction\":[\"java.lang.Thread\",{}]}]",
			"[\"org.springframework.http.MediaType\",[\"text\"]]", "[\"org.springframework.http.MediaType\",{}]",
			"[\"org.springframework.http.MediaType\",[\"text\",\"plain\",[\"java.util.HashMap\",{\"charset\":\"nope\"}]]]",
			"[\"org.springframework.util.LinkedCaseInsensitiveMap\",[5,6]]",
			"[\"org.springframework.http.HttpStatus\",\"NOPE\"]", "[\"kotlin.collections.EmptyList\",[1]]",
			"[\"kotlin.collections.builders.ListBuilder\",{\"backing\":[]}]",
			"[\"tools.jackson.databind.node.ObjectNode\",{\"#value\":[\"java.lang.Thread\",{}]}]",
			"[\"tools.jackson.databind.node.ObjectNode\",{\"#long\":1}]",
			"[\"tools.jackson.databind.node.IntNode\",{\"#decimal\":1E+999999999}]",
			"[\"org.springframework.security.core.userdetails.User\",{\"authorities\":[\"java.util.TreeSet\",[[\"java.lang.Thread\",{}]]]}]" })
	void refusesForgedValuesOfLibraries(String value) {
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> readJson("{\"value\":" + value + "}"));
	}

	/**
	 * Writes a value by a serializer that allows everything, for one that does not.
	 */
	private static Stream<Payload> payloads(Object value) {
		ClassLoader loader = SerializerSafetyTests.class.getClassLoader();
		List<ValueSerializer> careless = Serializers.all((name) -> true, loader).toList();
		List<ValueSerializer> careful = Serializers.all().toList();
		return Stream.of(0, 1, 2, 3)
			.map((index) -> new Payload(careful.get(index), careless.get(index).serialize(value)));
	}

	@ParameterizedTest
	@MethodSource("canaries")
	void runsNoCodeOfATypeThatIsNotAllowed(ValueSerializer serializer, byte[] data) {
		int before = CanaryAlarm.RUNS.get();
		assertThatExceptionOfType(TypeNotAllowedException.class).isThrownBy(() -> serializer.deserialize(data))
			.withMessageContaining(Canary.class.getName())
			.withMessageContaining("larder.serialization.allowed-types");
		assertThat(CanaryAlarm.RUNS.get()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"value\":[\"%s\",{}]}", "{\"value\":[\"%s\",\"x\"]}", "{\"value\":[\"%s[]\",[]]}",
			"{\"value\":[\"java.util.EnumSet<%s>\",[]]}", "{\"value\":[\"java.util.EnumMap<%s>\",{}]}",
			"{\"value\":[\"java.util.ArrayList<%s>\",[]]}", "{\"value\":[\"[L%s;\",[]]}" })
	void loadsNoClassBeforeItIsAllowed(String template) {
		String json = template.formatted("com.acme.NoSuchClass");
		assertThatExceptionOfType(TypeNotAllowedException.class).isThrownBy(() -> readJson(json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "javax.swing.JEditorPane", "com.sun.rowset.JdbcRowSetImpl",
			"com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl", "java.rmi.server.UnicastRemoteObject",
			"org.springframework.context.support.ClassPathXmlApplicationContext", "java.net.URL",
			"java.net.InetAddress", "java.lang.Runtime", "java.lang.ProcessBuilder", "java.lang.Thread", "java.io.File",
			"java.lang.Class", "java.util.logging.FileHandler", "javax.naming.InitialContext",
			"java.util.PriorityQueue", "org.springframework.beans.factory.config.MethodInvokingFactoryBean",
			"java.util.ServiceLoader" })
	void readsNoKnownGadget(String name) {
		assertThatExceptionOfType(TypeNotAllowedException.class)
			.isThrownBy(() -> readJson("{\"value\":[\"" + name + "\",{}]}"))
			.withMessageContaining(name);
	}

	@Test
	void readsNoDynamicProxy() throws IOException {
		InvocationHandler handler = (InvocationHandler & Serializable) InvocationHandler::invokeDefault;
		Object proxy = Proxy.newProxyInstance(this.classLoader, new Class<?>[] { Comparable.class }, handler);
		assertThatExceptionOfType(TypeNotAllowedException.class).isThrownBy(() -> this.jdk.deserialize(java(proxy)))
			.withMessageContaining("proxy");
	}

	@Test
	void readsNoLambda() throws IOException {
		Comparator<String> lambda = (Comparator<String> & Serializable) String::compareTo;
		assertThatExceptionOfType(TypeNotAllowedException.class).isThrownBy(() -> this.jdk.deserialize(java(lambda)))
			.withMessageContaining("SerializedLambda");
	}

	@Test
	void readsNoTreeWithAForeignComparator() throws IOException {
		Comparator<String> lambda = (Comparator<String> & Serializable) String::compareTo;
		Map<String, String> tree = new TreeMap<>(lambda);
		tree.put("a", "b");
		assertThatExceptionOfType(TypeNotAllowedException.class).isThrownBy(() -> this.jdk.deserialize(java(tree)));
	}

	static Stream<Object> gadgets() throws IOException {
		return Stream.of(new PriorityQueue<>(List.of("a")), new URL("http://127.0.0.1:1/"),
				InetAddress.getLoopbackAddress(), new EventListenerList(), new RuntimeException("x"), new File("/x"));
	}

	@ParameterizedTest
	@MethodSource("gadgets")
	void readsNoTypeOfTheJdkThatIsMoreThanData(Object value) throws IOException {
		byte[] data = java(value);
		assertThatExceptionOfType(TypeNotAllowedException.class).isThrownBy(() -> this.jdk.deserialize(data));
	}

	@Test
	void readsNoSetsOfSetsThatWouldTakeYears() throws IOException {
		Set<Object> root = new HashSet<>();
		Set<Object> some = root;
		Set<Object> other = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			Set<Object> nextSome = new HashSet<>();
			Set<Object> nextOther = new HashSet<>();
			nextSome.add("foo");
			some.add(nextSome);
			some.add(nextOther);
			other.add(nextSome);
			other.add(nextOther);
			some = nextSome;
			other = nextOther;
		}
		byte[] data = java(root);
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.jdk.deserialize(data))
			.withMessageContaining("levels deep");
	}

	@Test
	void readsNoEndlessNesting() throws IOException {
		List<Object> nested = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			nested = new ArrayList<>(List.of(nested));
		}
		byte[] data = java(nested);
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.jdk.deserialize(data));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"value\":", "{\"value\":[\"java.util.ArrayList\",[",
			"{\"value\":[\"java.util.HashMap\",[" })
	void readsNoEndlessJson(String part) {
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> readJson(part.repeat(100_000)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "1", "[]", "{}", "{\"value\":null}", "{\"value\":{}}", "{\"value\":[]}",
			"{\"value\":[1,2]}", "{\"value\":[\"\",2]}", "{\"value\":[\"[]\",2]}", "{\"value\":[\"[L\",2]}",
			"{\"value\":[\"[\",2]}", "{\"value\":1}x", "{\"value\":[\"java.util.List\",[]]}",
			"{\"value\":[\"java.lang.Number\",1]}", "{\"value\":[\"java.util.EnumSet<java.lang.String>\",[]]}",
			"{\"value\":[\"java.util.HashMap\",[1]]}", "{\"value\":[\"java.util.Optional\",[1,2]]}",
			"{\"value\":[\"dev.larder.serializer.Shop$Animal\",{}]}", "{\"value\":[\"void[]\",[]]}" })
	void refusesJsonThatIsNoValue(String json) {
		assertThat(catchThrowable(() -> readJson(json))).satisfiesAnyOf(
				(failure) -> assertThat(failure).isInstanceOf(SerializationException.class),
				(failure) -> assertThat(failure).isNull());
	}

	@Test
	void allowsNoClassInAPropertyThatIsNotAllowed() {
		JsonSerializer serializer = new JsonSerializer(
				new PackageAllowList(List.of(), List.of(HoldsClass.class.getName())), this.classLoader);
		String data = "{\"value\":[\"" + HoldsClass.class.getName() + "\",{\"type\":\"" + Unused.class.getName()
				+ "\"}]}";
		assertThatExceptionOfType(TypeNotAllowedException.class)
			.isThrownBy(() -> serializer.deserialize(data.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void refusesToWriteWhatCouldNotBeRead() {
		assertThat(Stream.of(this.json, this.fory))
			.allSatisfy((serializer) -> assertThatExceptionOfType(TypeNotAllowedException.class)
				.isThrownBy(() -> serializer.serialize(List.of(Optional.of(new Canary())))));
	}

	@Test
	void refusesToWriteACycle() {
		List<Object> cycle = new ArrayList<>();
		cycle.add(cycle);
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.json.serialize(cycle));
	}

	static Stream<ValueSerializer> serializers() {
		return Serializers.all();
	}

	@ParameterizedTest
	@MethodSource("serializers")
	void throwsNothingElseForRandomBytes(ValueSerializer serializer) {
		Random random = new Random(1);
		for (int i = 0; i < 2_000; i++) {
			byte[] data = new byte[random.nextInt(200)];
			random.nextBytes(data);
			assertReads(serializer, data);
		}
	}

	@ParameterizedTest
	@MethodSource("serializers")
	void throwsNothingElseForDamagedValues(ValueSerializer serializer) {
		Map<Object, Object> map = new LinkedHashMap<>();
		map.put("list", List.of(1, 2L, "text", new Dog("dog")));
		map.put(7, new int[] { 1, 2, 3 });
		map.put("bean", Shop.Bean.sample());
		byte[] original = serializer.serialize(map);
		Random random = new Random(2);
		for (int length = 0; length < original.length; length++) {
			assertReads(serializer, Arrays.copyOf(original, length));
		}
		for (int i = 0; i < 3_000; i++) {
			byte[] data = original.clone();
			for (int j = random.nextInt(3); j >= 0; j--) {
				data[random.nextInt(data.length)] = (byte) random.nextInt();
			}
			assertReads(serializer, data);
		}
	}

	@Test
	void allocatesNothingForAHugeSmileBinary() {
		byte[] start = SmileMapper.builder().build().writeValueAsBytes(Map.of("value", 1));
		byte[] data = Arrays.copyOf(start, start.length + 6);
		Arrays.fill(data, start.length - 2, data.length, (byte) 0x7F);
		data[start.length - 2] = (byte) 0xFD;
		assertReads(new SmileSerializer(Serializers.ALLOWED, this.classLoader), data);
	}

	private static void assertReads(ValueSerializer serializer, byte[] data) {
		try {
			assertThat(serializer.deserialize(data)).isNotNull();
		}
		catch (SerializationException ex) {
			assertThat(ex).hasMessageNotContaining("OutOfMemory");
		}
		catch (RuntimeException | Error ex) {
			throw new AssertionError("Read " + HexFormat.of().formatHex(data), ex);
		}
	}

	private Object readJson(String text) {
		return this.json.deserialize(text.getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] java(Object value) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		try (ObjectOutputStream stream = new ObjectOutputStream(target)) {
			stream.writeObject(value);
		}
		return target.toByteArray();
	}

	@SuppressWarnings("ArrayRecordComponent")
	record Payload(ValueSerializer serializer, byte[] data) {

	}

	record HoldsClass(Class<?> type) {

	}

	static final class Unused {

	}

}
