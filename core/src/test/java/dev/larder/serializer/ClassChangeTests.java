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

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.larder.testing.InMemoryCompiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values written before a class was changed, read after. Nothing but a
 * {@link SerializationException} or a value is acceptable.
 */
@SuppressWarnings("NullAway.Init")
class ClassChangeTests {

	private static final TypeAllowList ALLOWED = new PackageAllowList(List.of(), List.of("acme.Thing"));

	private static final String BEFORE = "package acme; public class Thing implements java.io.Serializable {"
			+ " public String name = \"x\"; public int count = 7; }";

	private static List<byte[]> written;

	@BeforeAll
	static void write() throws Exception {
		Class<?> type = InMemoryCompiler.compile("acme.Thing", BEFORE);
		Object value = type.getConstructor().newInstance();
		written = serializers(type.getClassLoader()).stream().map((serializer) -> serializer.serialize(value)).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "package acme; public class Thing implements java.io.Serializable { public String name; }",
			"package acme; public class Thing implements java.io.Serializable {"
					+ " public String name; public int count; public String more; }",
			"package acme; public class Thing implements java.io.Serializable {"
					+ " private static final long serialVersionUID = 99; public String name; public int count; }",
			"package acme; public class Thing implements java.io.Serializable {"
					+ " public java.util.List<String> name; public String count; }",
			"package acme; public enum Thing { A }", "package acme; public interface Thing { }",
			"package acme; public record Thing(String name) implements java.io.Serializable { }" })
	void readsAValueOrSaysThatItCannot(String after) throws ClassNotFoundException {
		ClassLoader loader = InMemoryCompiler.compile("acme.Thing", after).getClassLoader();
		List<ValueSerializer> readers = serializers(loader);
		for (int i = 0; i < readers.size(); i++) {
			try {
				assertThat(readers.get(i).deserialize(written.get(i))).isNotNull();
			}
			catch (SerializationException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		}
	}

	static Stream<Integer> all() {
		return Stream.of(0, 1, 2, 3);
	}

	@ParameterizedTest
	@MethodSource("all")
	void saysThatAClassIsGone(int index) {
		ValueSerializer reader = serializers(getClass().getClassLoader()).get(index);
		assertThatExceptionOfType(SerializationException.class)
			.isThrownBy(() -> reader.deserialize(written.get(index)));
	}

	@ParameterizedTest
	@MethodSource("all")
	void readsByTheClassLoaderItWasGiven(int index) throws Exception {
		ClassLoader restarted = InMemoryCompiler.compile("acme.Thing", BEFORE).getClassLoader();
		assertThat(serializers(restarted).get(index).deserialize(written.get(index)).getClass().getClassLoader())
			.isSameAs(restarted);
	}

	private static List<ValueSerializer> serializers(ClassLoader loader) {
		return Serializers.all(ALLOWED, loader).toList();
	}

}
