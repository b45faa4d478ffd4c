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
package dev.larder.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EntryCodec;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.RawCodec;
import dev.larder.internal.snapshot.SnapshotValues;
import dev.larder.internal.value.SerializerCatalog;
import dev.larder.internal.value.ValueWriter;
import dev.larder.serializer.RawSerializer;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jdk.JdkSerializer;

import org.springframework.cache.interceptor.SimpleKey;

/**
 * Says how keys and values of caches are written and read. What a raw cache holds in this
 * process alone is written as others are: no other program reads it.
 */
final class CacheCodecs {

	private final SerializerCatalog catalog;

	private final List<ValueSerializer> readers;

	private final TypeAllowList allowedKeys;

	private final ClassLoader classLoader;

	/**
	 * Creates the codecs.
	 * @param allowList the types that may be read; as a key, also {@link SimpleKey}
	 * @param classLoader where the types are found
	 * @param readers more serializers whose values can be read
	 */
	CacheCodecs(TypeAllowList allowList, ClassLoader classLoader, List<ValueSerializer> readers) {
		this.catalog = new SerializerCatalog(allowList, classLoader, Map.of());
		// Of two for one format the last reads
		this.readers = new ArrayList<>(this.catalog.readers());
		this.readers.addAll(readers);
		this.allowedKeys = (name) -> name.equals(SimpleKey.class.getName()) || allowList.allows(name);
		this.classLoader = classLoader;
	}

	/**
	 * Returns the codec of a cache for this process alone.
	 */
	EnvelopeCodec uncompressed(CacheSettings settings) {
		return new EnvelopeCodec(writer(settings), List.of(), CompressionSettings.NONE, Integer.MAX_VALUE);
	}

	/**
	 * Returns settings that name the serializers, if they matter for the mode.
	 */
	CacheSettings withSerializers(CacheSettings settings) {
		return (settings.mode().isMemcached() && settings.serializers().isEmpty())
				? settings.withSerializers(this.catalog.defaults()) : settings;
	}

	/**
	 * Returns how values are written to memcached and read from it.
	 */
	EntryCodec memcached(CacheSettings settings, int maxItemSize) {
		int maxSize = Math.max(EnvelopeCodec.DEFAULT_MAX_SIZE, maxItemSize);
		if (isRaw(settings)) {
			RawSerializer raw = (RawSerializer) settings.serializers().get(0);
			return new RawCodec(raw, raw.flags(), maxSize);
		}
		return envelope(settings, writer(settings), maxSize);
	}

	/**
	 * Returns the codec of values that do not leave this process.
	 */
	ValueWriter writer(CacheSettings settings) {
		Map<String, ValueSerializer> named = new LinkedHashMap<>();
		if (isRaw(settings)) {
			named.put(this.catalog.common().name(), this.catalog.common());
		}
		else {
			List<ValueSerializer> own = settings.serializers();
			(own.isEmpty() ? this.catalog.defaults() : own)
				.forEach((serializer) -> named.put(serializer.name(), serializer));
		}
		return new ValueWriter(named);
	}

	/**
	 * Returns how keys and values are written to a snapshot and read from it.
	 */
	SnapshotValues snapshot(CacheSettings settings) {
		ValueWriter writer = writer(settings);
		EnvelopeCodec codec = envelope(settings, writer, EnvelopeCodec.DEFAULT_MAX_SIZE);
		List<ValueSerializer> keyWriters = new ArrayList<>(writer.serializers());
		keyWriters.add(new JdkSerializer(this.allowedKeys, this.classLoader));
		return new SnapshotValues(codec, keyWriters, this.readers);
	}

	private EnvelopeCodec envelope(CacheSettings settings, ValueWriter writer, int maxSize) {
		CompressionSettings compression = new CompressionSettings(settings.compression(),
				(int) Math.min(Integer.MAX_VALUE, settings.compressionThreshold().toBytes()));
		return new EnvelopeCodec(writer, this.readers, compression, maxSize);
	}

	static boolean isRaw(CacheSettings settings) {
		return settings.serializers().stream().anyMatch(RawSerializer.class::isInstance);
	}

}
