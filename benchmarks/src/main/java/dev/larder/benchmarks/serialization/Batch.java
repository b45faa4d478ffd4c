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

import dev.larder.benchmarks.measure.Work;
import dev.larder.benchmarks.payload.Payload;

import org.springframework.util.Assert;

/**
 * Values of one kind, which are written or read all at once, so that reading the clock
 * takes no time worth mentioning beside it. Immutable.
 *
 * @param payload the kind of values
 * @param values the values
 */
record Batch(Payload payload, List<Object> values) {

	static final int SIZE = 32;

	Batch {
		values = List.copyOf(values);
	}

	static Batch of(Payload payload) {
		return new Batch(payload, LongStream.range(0, SIZE).mapToObj(payload::value).toList());
	}

	/**
	 * Returns the bytes a value becomes, on average.
	 */
	double size(Codec codec) throws Exception {
		long sum = 0;
		for (byte[] data : encoded(codec)) {
			sum += data.length;
		}
		return (double) sum / SIZE;
	}

	Work encoding(Codec codec) {
		return (thread, iteration) -> {
			for (Object value : this.values) {
				Assert.state(codec.encode(value).length > 0, "There are no bytes");
			}
		};
	}

	Work decoding(Codec codec) throws Exception {
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
