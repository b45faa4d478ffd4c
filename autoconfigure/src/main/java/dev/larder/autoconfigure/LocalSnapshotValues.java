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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.larder.cache.CacheSettings;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.snapshot.SnapshotValues;
import dev.larder.internal.value.ValueWriter;
import dev.larder.serializer.TypeAllowList;
import dev.larder.serializer.ValueSerializer;
import dev.larder.serializer.jdk.JdkSerializer;

import org.springframework.cache.interceptor.SimpleKey;

/**
 * Says how the keys and values of a local cache are written to a snapshot and read from
 * it. What a raw cache holds is written as JSON: no other program reads snapshots.
 */
final class LocalSnapshotValues implements Function<CacheSettings, SnapshotValues> {

	private final CacheSerializers serializers;

	private final ValueSerializer jdkKeys;

	/**
	 * Creates the values.
	 * @param serializers the serializers that can be named
	 * @param allowList the types that may be read; as a key, also {@link SimpleKey}
	 * @param classLoader where the types of keys are found
	 */
	LocalSnapshotValues(CacheSerializers serializers, TypeAllowList allowList, ClassLoader classLoader) {
		this.serializers = serializers;
		this.jdkKeys = new JdkSerializer((name) -> name.equals(SimpleKey.class.getName()) || allowList.allows(name),
				classLoader);
	}

	@Override
	public SnapshotValues apply(CacheSettings settings) {
		ValueWriter writer = this.serializers.localWriter(settings.serializer());
		CompressionSettings compression = new CompressionSettings(settings.compression(),
				(int) Math.min(Integer.MAX_VALUE, settings.compressionThreshold().toBytes()));
		List<ValueSerializer> readers = this.serializers.readers();
		EnvelopeCodec codec = new EnvelopeCodec(writer, readers, compression, EnvelopeCodec.DEFAULT_MAX_SIZE);
		List<ValueSerializer> keyWriters = new ArrayList<>(writer.serializers());
		keyWriters.add(this.jdkKeys);
		return new SnapshotValues(codec, keyWriters, readers);
	}

}
