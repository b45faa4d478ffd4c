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
package dev.larder.benchmarks.workload;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Ability;
import dev.larder.benchmarks.peer.PeerType;

/**
 * Keys, and the values that go with them. Immutable, as far as the values are.
 *
 * @param keys the keys
 * @param values a value for each key
 */
public record Dataset(List<String> keys, List<Object> values) {

	public Dataset {
		keys = List.copyOf(keys);
		values = List.copyOf(values);
	}

	/**
	 * Returns entries with values of a function of their number.
	 * @param count how many
	 * @param value makes the value of a number
	 * @return the entries
	 */
	public static Dataset of(int count, LongFunction<Object> value) {
		return new Dataset(IntStream.range(0, count).mapToObj((number) -> "key-" + number).toList(),
				IntStream.range(0, count).mapToObj(value::apply).toList());
	}

	/**
	 * Returns entries a peer can store: with a payload, or with bytes that take about as
	 * much room, if it cannot store objects.
	 * @param count how many
	 * @param payload the payload
	 * @param peer the peer
	 * @return the entries
	 */
	public static Dataset of(int count, Payload payload, PeerType peer) {
		return of(count, peer.can(Ability.OBJECTS) ? payload::value : new SimilarBytes(payload));
	}

	public int size() {
		return this.keys.size();
	}

	/**
	 * Returns some of the entries.
	 * @param count how many
	 * @return the first entries
	 */
	public Dataset first(int count) {
		return new Dataset(this.keys.subList(0, count), this.values.subList(0, count));
	}

}
