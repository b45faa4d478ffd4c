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
package dev.larder.benchmarks.local;

import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A thousand keys, one after the other and over again. Not thread-safe.
 *
 * @param <K> the type of the keys
 */
final class Cycle<K> {

	private static final int LENGTH = 1000;

	private final Object[] keys;

	private int next;

	private Cycle(Object[] keys) {
		this.keys = keys;
	}

	static <K> Cycle<K> of(IntFunction<K> key) {
		return new Cycle<>(IntStream.range(0, LENGTH).mapToObj(key).toArray());
	}

	K next() {
		int current = this.next;
		this.next = (current + 1 < LENGTH) ? current + 1 : 0;
		return key(current);
	}

	/**
	 * Does something with each key and its number.
	 */
	void forEach(BiConsumer<Integer, K> action) {
		for (int i = 0; i < LENGTH; i++) {
			action.accept(i, key(i));
		}
	}

	/**
	 * Returns whether something is true of each key and its number.
	 */
	boolean allMatch(BiPredicate<Integer, K> predicate) {
		return IntStream.range(0, LENGTH).allMatch((number) -> predicate.test(number, key(number)));
	}

	@SuppressWarnings("unchecked") // all came from a function of such keys
	private K key(int number) {
		return (K) this.keys[number];
	}

}
