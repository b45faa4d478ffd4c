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
package dev.larder.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.larder.internal.value.ValueWriter;
import dev.larder.serializer.ForySerializer;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jackson.JsonSerializer;
import dev.larder.serializer.jackson.SmileSerializer;
import dev.larder.serializer.jdk.JdkSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * The serializers an application can name in properties: those of Larder whose libraries
 * are there, and its own beans.
 */
final class CacheSerializers {

	private static final Map<String, String> REQUIRED_CLASSES = Map.of("json", "tools.jackson.databind.json.JsonMapper",
			"smile", "tools.jackson.dataformat.smile.SmileMapper", "fory", "org.apache.fory.Fory");

	private static final Map<String, String> REQUIRED_DEPENDENCIES = Map.of("json",
			"tools.jackson.core:jackson-databind", "smile", "tools.jackson.dataformat:jackson-dataformat-smile", "fory",
			"org.apache.fory:fory-core");

	private final Map<String, ValueSerializer> serializers = new LinkedHashMap<>();

	/**
	 * Creates the serializers.
	 * @param allowList the types that may be read
	 * @param classLoader where the types and the serializers' libraries are found
	 * @param beans the application's own serializers by the name of the bean
	 */
	CacheSerializers(TypeAllowList allowList, ClassLoader classLoader, Map<String, ValueSerializer> beans) {
		// Most applications use one; the libraries of the others are loaded when needed
		add("json", JsonSerializer.FORMAT, classLoader, () -> new JsonSerializer(allowList, classLoader));
		add("jdk", JdkSerializer.FORMAT, classLoader, () -> new JdkSerializer(allowList, classLoader));
		add("smile", SmileSerializer.FORMAT, classLoader, () -> new SmileSerializer(allowList, classLoader));
		add("fory", ForySerializer.FORMAT, classLoader, () -> new ForySerializer(allowList, classLoader));
		this.serializers.put("raw", new RawSerializer(String.class));
		this.serializers.put("raw-bytes", new RawSerializer(byte[].class));
		this.serializers.put("raw-int", new RawSerializer(Integer.class));
		this.serializers.put("raw-long", new RawSerializer(Long.class));
		this.serializers.putAll(beans);
	}

	private void add(String name, int format, ClassLoader classLoader, Supplier<ValueSerializer> serializer) {
		if (isAvailable(name, classLoader)) {
			this.serializers.put(name, new DeferredSerializer(format, serializer));
		}
	}

	/**
	 * Returns where the types of cached values are found.
	 * @param resourceLoader the application's resource loader
	 * @return its class loader, or the default one
	 */
	static ClassLoader classLoader(ResourceLoader resourceLoader) {
		ClassLoader classLoader = resourceLoader.getClassLoader();
		if (classLoader == null) {
			classLoader = ClassUtils.getDefaultClassLoader();
		}
		Assert.state(classLoader != null, "There is no class loader for the types of cached values");
		return classLoader;
	}

	/**
	 * Checks the names in a property.
	 * @param property the property
	 * @param names the names, or {@code null} if it is not set
	 * @throws InvalidConfigurationPropertyValueException if there is no serializer of a
	 * name, or two do not go together
	 */
	void validate(String property, @Nullable List<String> names) {
		if (names == null) {
			return;
		}
		for (String name : names) {
			if (!this.serializers.containsKey(name)) {
				throw new InvalidConfigurationPropertyValueException(property, name, reason(name));
			}
			if (names.size() > 1 && this.serializers.get(name) instanceof RawSerializer) {
				throw new InvalidConfigurationPropertyValueException(property, names,
						"What '" + name + "' writes does not say who wrote it, so that it must stand alone.");
			}
		}
	}

	/**
	 * Returns what writes values with some serializers.
	 * @param names their names in order of preference; those that are not there are left
	 * out
	 * @return the writer
	 */
	ValueWriter writer(List<String> names) {
		Map<String, ValueSerializer> preferred = new LinkedHashMap<>();
		names.forEach((name) -> {
			ValueSerializer serializer = this.serializers.get(name);
			if (serializer != null) {
				preferred.put(name, serializer);
			}
		});
		return new ValueWriter(preferred);
	}

	/**
	 * Returns what writes values of a local cache. What a raw cache holds is written as
	 * JSON, as no other program reads it.
	 * @param names the names of the cache's serializers
	 * @return the writer
	 */
	ValueWriter localWriter(List<String> names) {
		return writer((raw(names) != null) ? List.of("json") : names);
	}

	/**
	 * Returns the raw serializer, if it is one.
	 * @param names the names of serializers
	 * @return the serializer, or {@code null}
	 */
	@Nullable RawSerializer raw(List<String> names) {
		return (this.serializers.get(names.get(0)) instanceof RawSerializer raw) ? raw : null;
	}

	/**
	 * Returns all serializers whose values say which one wrote them, as that may have
	 * been under an earlier configuration.
	 * @return the serializers
	 */
	List<ValueSerializer> readers() {
		return this.serializers.values()
			.stream()
			.filter((serializer) -> !(serializer instanceof RawSerializer))
			.toList();
	}

	private String reason(String name) {
		if (REQUIRED_DEPENDENCIES.containsKey(name)) {
			return "It needs the dependency '" + REQUIRED_DEPENDENCIES.get(name) + "'. Add it, or use one of " + names()
					+ ".";
		}
		return "There is no such serializer. Use one of " + names()
				+ ", or the name of a bean of type ValueSerializer.";
	}

	private String names() {
		return this.serializers.keySet().stream().sorted().collect(Collectors.joining("', '", "'", "'"));
	}

	private static boolean isAvailable(String name, ClassLoader classLoader) {
		String required = REQUIRED_CLASSES.get(name);
		return required == null || ClassUtils.isPresent(required, classLoader);
	}

}
