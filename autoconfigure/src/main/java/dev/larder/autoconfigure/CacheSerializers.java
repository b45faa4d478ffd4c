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

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.entry.Compression;
import dev.larder.internal.value.SerializerCatalog;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.ValueSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The serializers that caches name in properties. What is asked of a raw cache although
 * its items have no room for it is refused; settings that are merely the default of all
 * caches have no effect on a raw one.
 */
final class CacheSerializers {

	private final SerializerCatalog catalog;

	/**
	 * Checks that the serializers of all caches exist and can do what is asked of them. A
	 * cache that lives in local memory only because all do is checked as if it did not.
	 * @param catalog the serializers that can be named
	 * @param settings the settings of the caches
	 * @throws InvalidConfigurationPropertyValueException if a setting cannot be heeded
	 */
	CacheSerializers(SerializerCatalog catalog, LarderSettings settings) {
		this.catalog = catalog;
		settings.sections().forEach((section) -> {
			boolean localByIntent = !section.equals(settings.defaults()) && section.own().mode() == CacheMode.LOCAL;
			checkNames(section.prefix() + ".serializer", section.own().serializer());
			if (!localByIntent && isRaw(section.serializers())) {
				checkRaw(section.prefix(), section.own(), section.settings().mode());
			}
		});
	}

	/**
	 * Returns the settings of a cache with its serializers.
	 */
	CacheSettings complete(LarderSettings.Section section) {
		return section.settings()
			.withSerializers(section.serializers().stream().map(this.catalog::find).filter(Objects::nonNull).toList());
	}

	/**
	 * Returns all serializers whose values are read.
	 */
	List<ValueSerializer> readers() {
		return this.catalog.readers();
	}

	private boolean isRaw(List<String> names) {
		return names.stream().map(this.catalog::find).anyMatch(RawSerializer.class::isInstance);
	}

	private void checkNames(String property, @Nullable List<String> names) {
		if (names == null) {
			return;
		}
		for (String name : names) {
			if (this.catalog.find(name) == null) {
				throw new InvalidConfigurationPropertyValueException(property, name, reason(name));
			}
			if (names.size() > 1 && isRaw(List.of(name))) {
				throw new InvalidConfigurationPropertyValueException(property, names,
						"What '" + name + "' writes does not say who wrote it, so that it must stand alone.");
			}
		}
	}

	private String reason(String name) {
		String known = this.catalog.names().stream().collect(Collectors.joining("', '", "'", "'"));
		String dependency = SerializerCatalog.dependencyOf(name);
		return (dependency != null)
				? "It needs the dependency '" + dependency + "'. Add it, or use one of " + known + "."
				: "There is no such serializer. Use one of " + known
						+ ", or the name of a bean of type ValueSerializer.";
	}

	private static void checkRaw(String prefix, LarderProperties.Cache own, CacheMode mode) {
		refuse(prefix + ".compression.algorithm", own.compression().algorithm(), (it) -> it != Compression.NONE,
				"The values of a raw cache are not compressed, as other programs could not read them. Remove the"
						+ " property, write 'none', or choose another serializer.");
		refuse(prefix + ".null-ttl", own.nullTtl(), (it) -> !it.isZero(),
				"A raw cache cannot hold null. Remove the property, write '0', or choose another serializer.");
		refuse(prefix + ".mode", mode, (it) -> it == CacheMode.TIERED,
				"The items of a raw cache do not say what they belong to, so that copies of them could not be kept"
						+ " coherent: write 'memcached'. Remove the property, or choose another serializer.");
		refuse(prefix + ".stale-ttl", own.staleTtl(), (it) -> !it.isZero(),
				"The items of a raw cache do not say when they became outdated. Remove the property, or choose another"
						+ " serializer.");
		refuse(prefix + ".refresh-ahead", own.refreshAhead(), (it) -> it,
				"The items of a raw cache do not say when they expire. Remove the property, or choose another"
						+ " serializer.");
	}

	private static <T> void refuse(String property, @Nullable T value, Predicate<T> refused, String reason) {
		if (value != null && refused.test(value)) {
			throw new InvalidConfigurationPropertyValueException(property, value, reason);
		}
	}

}
