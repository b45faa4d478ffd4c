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

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.larder.serializer.ForySerializer;
import dev.larder.serializer.TestSerializer;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;
import dev.larder.serializer.jdk.JdkSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SerializerCatalog}.
 */
class SerializerCatalogTests {

	private final ClassLoader classLoader = getClass().getClassLoader();

	private final SerializerCatalog catalog = new SerializerCatalog((type) -> true, this.classLoader, Map.of());

	@ParameterizedTest
	@ValueSource(strings = { "json", "smile", "jdk", "fory" })
	void valueIsReadAsItWasWritten(String name) {
		ValueSerializer serializer = serializer(name);
		byte[] data = serializer.serialize("value");
		assertThat(serializer.deserialize(data)).isEqualTo("value");
		byte[] longer = new byte[data.length + 5];
		System.arraycopy(data, 0, longer, 3, data.length);
		assertThat(serializer.deserialize(longer, 3, data.length)).isEqualTo("value");
	}

	@Test
	void formatIsThatOfTheSerializerItself() {
		assertThat(serializer("json").format())
			.isEqualTo(new JsonSerializer((type) -> true, this.classLoader).format());
		assertThat(serializer("smile").format())
			.isEqualTo(new SmileSerializer((type) -> true, this.classLoader).format());
		assertThat(serializer("jdk").format()).isEqualTo(new JdkSerializer((type) -> true, this.classLoader).format());
		assertThat(serializer("fory").format())
			.isEqualTo(new ForySerializer((type) -> true, this.classLoader).format());
	}

	@Test
	void serializerIsMadeOnceAndWhenItIsNeeded() {
		AtomicInteger made = new AtomicInteger();
		ValueSerializer deferred = new SerializerCatalog.Named("jdk", 3, () -> {
			made.incrementAndGet();
			return new JdkSerializer((type) -> true, this.classLoader);
		});
		assertThat(deferred.format()).isEqualTo(3);
		assertThat(made).hasValue(0);
		deferred.deserialize(deferred.serialize("value"));
		assertThat(made).hasValue(1);
	}

	@Test
	void serializersWhoseLibrariesAreMissingAreLeftOut() {
		ClassLoader without = new FilteredClassLoader("org.apache.fory");
		SerializerCatalog catalog = new SerializerCatalog((type) -> true, without, Map.of());
		assertThat(catalog.defaults()).extracting(ValueSerializer::name).containsExactly("json", "jdk");
		assertThat(catalog.find("fory")).isNull();
		assertThat(SerializerCatalog.dependencyOf("fory")).isEqualTo("org.apache.fory:fory-core");
	}

	@Test
	void serializerOfTheApplicationHasTheNameOfItsBean() {
		ValueSerializer own = new TestSerializer();
		SerializerCatalog catalog = new SerializerCatalog((type) -> true, this.classLoader, Map.of("own", own));
		ValueSerializer found = catalog.find("own");
		assertThat(found).isNotNull();
		assertThat(found.name()).isEqualTo("own");
		assertThat(found.format()).isEqualTo(own.format());
		assertThat(catalog.readers()).contains(found);
	}

	private ValueSerializer serializer(String name) {
		ValueSerializer serializer = this.catalog.find(name);
		assertThat(serializer).isNotNull();
		assertThat(serializer.name()).isEqualTo(name);
		return serializer;
	}

}
