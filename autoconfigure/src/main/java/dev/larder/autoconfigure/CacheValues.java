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

import java.util.function.Function;

import dev.larder.cache.CacheSettings;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.internal.entry.RawCodec;
import dev.larder.internal.memcached.ValueSettings;
import dev.larder.serializer.RawSerializer;

/**
 * Says how the values of a cache are written to memcached and read from it.
 */
final class CacheValues implements Function<CacheSettings, ValueSettings> {

	private final CacheSerializers serializers;

	private final int maxItemSize;

	/**
	 * Creates the values.
	 * @param properties the properties
	 * @param serializers the serializers that can be named
	 */
	CacheValues(LarderProperties properties, CacheSerializers serializers) {
		this.serializers = serializers;
		this.maxItemSize = (int) properties.getMemcached().getMaxItemSize().toBytes();
	}

	@Override
	public ValueSettings apply(CacheSettings settings) {
		int maxSize = Math.max(EnvelopeCodec.DEFAULT_MAX_SIZE, this.maxItemSize);
		RawSerializer raw = this.serializers.raw(settings.serializer());
		if (raw != null) {
			return new ValueSettings(new RawCodec(raw, raw.flags(), maxSize), this.maxItemSize);
		}
		CompressionSettings compression = new CompressionSettings(settings.compression(),
				(int) Math.min(Integer.MAX_VALUE, settings.compressionThreshold().toBytes()));
		return new ValueSettings(new EnvelopeCodec(this.serializers.writer(settings.serializer()),
				this.serializers.readers(), compression, maxSize), this.maxItemSize);
	}

}
