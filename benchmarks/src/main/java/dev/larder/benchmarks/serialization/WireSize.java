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
package dev.larder.benchmarks.serialization;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.result.Table;
import dev.larder.entry.Compression;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.serializer.ValueSerializer;

/**
 * How large values are in memcached: in Larder's format, compressed or not.
 *
 * @param batch the values
 */
record WireSize(Batch batch) {

	private static final EncodedKey KEY = new EncodedKey("benchmark:products:1", null);

	Table table(Map<String, ValueSerializer> serializers) {
		return new Table(List.of("serializer", "not compressed, bytes", "lz4, bytes", "gzip, bytes", "lz4, share"),
				serializers.entrySet().stream().map((entry) -> row(entry.getKey(), entry.getValue())).toList());
	}

	private List<String> row(String name, ValueSerializer serializer) {
		double plain = of(serializer, Compression.NONE);
		double lz4 = of(serializer, Compression.LZ4);
		return List.of(name, whole(plain), whole(lz4), whole(of(serializer, Compression.GZIP)),
				String.format(Locale.ROOT, "%.2f", lz4 / plain));
	}

	/**
	 * Returns the average size of an item.
	 */
	double of(ValueSerializer serializer, Compression compression) {
		EnvelopeCodec codec = new EnvelopeCodec(serializer, List.of(), new CompressionSettings(compression, 0),
				EnvelopeCodec.DEFAULT_MAX_SIZE);
		long now = System.currentTimeMillis();
		long sum = 0;
		for (Object value : this.batch.values()) {
			sum += codec.encode(Entry.of(value, 1, now, now + 3_600_000, 10), KEY).data().length;
		}
		return (double) sum / this.batch.values().size();
	}

	private static String whole(double bytes) {
		return String.format(Locale.ROOT, "%.0f", bytes);
	}

	static WireSize of(Payload payload) {
		return new WireSize(Batch.of(payload));
	}

}
