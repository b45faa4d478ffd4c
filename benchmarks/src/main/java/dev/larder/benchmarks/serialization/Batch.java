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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.payload.Payload;
import dev.larder.entry.Compression;
import dev.larder.internal.entry.CompressionSettings;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EnvelopeCodec;
import dev.larder.serializer.ValueSerializer;

import org.springframework.util.Assert;

/**
 * Values of a kind that are written and read together.
 *
 * @param payload their kind
 * @param values the values, all different
 */
record Batch(Payload payload, List<Object> values) {

	static final int SIZE = 32;

	private static final EncodedKey KEY = new EncodedKey("benchmark:products:1", null);

	Batch {
		values = List.copyOf(values);
	}

	static Batch of(Payload payload) {
		return new Batch(payload, LongStream.range(0, SIZE).mapToObj(payload::value).toList());
	}

	/**
	 * Returns how many bytes a value takes, on average.
	 */
	double size(Codec codec) throws Exception {
		return encoded(codec).stream().mapToInt((data) -> data.length).average().orElseThrow();
	}

	/**
	 * Returns how many bytes an item in memcached takes, on average.
	 */
	double itemSize(ValueSerializer serializer, Compression compression) {
		EnvelopeCodec codec = new EnvelopeCodec(serializer, List.of(), new CompressionSettings(compression, 0),
				EnvelopeCodec.DEFAULT_MAX_SIZE);
		long now = System.currentTimeMillis();
		return this.values.stream()
			.mapToInt((value) -> codec.encode(Entry.of(value, 1, now, now + 3_600_000, 10), KEY).data().length)
			.average()
			.orElseThrow();
	}

	Contest.Work encoding(Codec codec) {
		return (thread, iteration) -> {
			for (Object value : this.values) {
				Assert.state(codec.encode(value).length > 0, "There are no bytes");
			}
		};
	}

	Contest.Work decoding(Codec codec) throws Exception {
		List<byte[]> encoded = encoded(codec);
		return (thread, iteration) -> {
			for (byte[] data : encoded) {
				Assert.state(codec.decode(data, this.payload) != null, "There is no value");
			}
		};
	}

	private List<byte[]> encoded(Codec codec) throws Exception {
		List<byte[]> encoded = new ArrayList<>();
		for (Object value : this.values) {
			encoded.add(codec.encode(value));
		}
		return encoded;
	}

}
