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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.larder.serializer.ForySerializer;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;
import dev.larder.serializer.jdk.JdkSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The serializers of an application by name: those of Larder whose libraries are there,
 * and its own. Most applications use one; the libraries of the others are loaded when
 * they are needed. Thread-safe.
 */
public final class SerializerCatalog {

	private static final List<String> DEFAULTS = List.of("json", "fory", "jdk");

	private static final Map<String, Library> LIBRARIES = Map.of("json",
			new Library("tools.jackson.databind.json.JsonMapper", "tools.jackson.core:jackson-databind"), "smile",
			new Library("tools.jackson.dataformat.smile.SmileMapper",
					"tools.jackson.dataformat:jackson-dataformat-smile"),
			"fory", new Library("org.apache.fory.Fory", "org.apache.fory:fory-core"));

	private final Map<String, ValueSerializer> serializers = new LinkedHashMap<>();

	/**
	 * Creates a catalog.
	 * @param allowList the types that may be read
	 * @param classLoader the loader of the types and of the serializers' libraries
	 * @param own the application's own serializers by name
	 */
	public SerializerCatalog(TypeAllowList allowList, ClassLoader classLoader, Map<String, ValueSerializer> own) {
		add("json", JsonSerializer.FORMAT, classLoader, () -> new JsonSerializer(allowList, classLoader));
		add("jdk", JdkSerializer.FORMAT, classLoader, () -> new JdkSerializer(allowList, classLoader));
		add("smile", SmileSerializer.FORMAT, classLoader, () -> new SmileSerializer(allowList, classLoader));
		add("fory", ForySerializer.FORMAT, classLoader, () -> new ForySerializer(allowList, classLoader));
		Stream.of(String.class, byte[].class, Integer.class, Long.class)
			.map(RawSerializer::new)
			.forEach((raw) -> this.serializers.put(raw.name(), raw));
		own.forEach((name, serializer) -> this.serializers.put(name, named(name, serializer)));
	}

	private void add(String name, int format, ClassLoader classLoader, Supplier<ValueSerializer> serializer) {
		Library library = LIBRARIES.get(name);
		if (library == null || ClassUtils.isPresent(library.type(), classLoader)) {
			this.serializers.put(name, new Named(name, format, serializer));
		}
	}

	private static ValueSerializer named(String name, ValueSerializer serializer) {
		return (serializer instanceof RawSerializer || serializer.name().equals(name)) ? serializer
				: new Named(name, serializer.format(), () -> serializer);
	}

	/**
	 * Returns the serializer of a name.
	 * @param name the name
	 * @return the serializer, or {@code null} if it is not there
	 */
	public @Nullable ValueSerializer find(String name) {
		return this.serializers.get(name);
	}

	/**
	 * Returns the names of the serializers that are there.
	 * @return the names in alphabetical order
	 */
	public SortedSet<String> names() {
		return new TreeSet<>(this.serializers.keySet());
	}

	/**
	 * Returns the dependency an application needs to use a serializer of Larder's.
	 * @param name the name of the serializer
	 * @return the dependency, or {@code null} if it needs none or is not Larder's
	 */
	public static @Nullable String dependencyOf(String name) {
		Library library = LIBRARIES.get(name);
		return (library != null) ? library.dependency() : null;
	}

	/**
	 * Returns the serializers of caches nobody chose any for.
	 * @return the serializers in order of preference
	 */
	public List<ValueSerializer> defaults() {
		return DEFAULTS.stream().map(this.serializers::get).filter(Objects::nonNull).toList();
	}

	/**
	 * Returns the serializer of data that other programs need not read.
	 * @return the most common one
	 */
	public ValueSerializer common() {
		return defaults().get(0);
	}

	/**
	 * Returns all serializers whose values say which one wrote them, as that may have
	 * been under an earlier configuration.
	 * @return the serializers
	 */
	public List<ValueSerializer> readers() {
		return this.serializers.values()
			.stream()
			.filter((serializer) -> !(serializer instanceof RawSerializer))
			.toList();
	}

	/**
	 * The library a serializer needs.
	 *
	 * @param type one of its classes
	 * @param dependency the dependency that has it
	 */
	private record Library(String type, String dependency) {

	}

	/**
	 * A serializer under a name, which is made when it is first needed.
	 */
	record Named(String name, int format, Supplier<ValueSerializer> serializer) implements ValueSerializer {

		Named {
			serializer = SingletonSupplier.of(serializer);
		}

		private ValueSerializer obtain() {
			ValueSerializer made = this.serializer.get();
			Assert.state(made != null, () -> "There is no serializer '" + this.name + "'");
			return made;
		}

		@Override
		public byte[] serialize(Object value) {
			return obtain().serialize(value);
		}

		@Override
		public Object deserialize(byte[] data) {
			return obtain().deserialize(data);
		}

		@Override
		public Object deserialize(byte[] data, int offset, int length) {
			return obtain().deserialize(data, offset, length);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
