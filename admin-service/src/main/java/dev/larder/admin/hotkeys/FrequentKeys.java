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

package dev.larder.admin.hotkeys;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Counts the reads of the keys that are read most, in bounded memory however many keys
 * there are, by the algorithm Space-Saving. A key with a count that is greater than its
 * error bound was read at least as often as the difference, and no key that was read more
 * often than the least count is missing. Not safe for use by several threads.
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-30570-5_27">Metwally, Agrawal, El
 * Abbadi: Efficient Computation of Frequent and Top-k Elements in Data Streams</a>
 */
final class FrequentKeys {

	private static final Comparator<Counter> FEWEST_FIRST = Comparator.<Counter>comparingLong((one) -> one.gets)
		.thenComparingLong((one) -> one.number);

	private final int capacity;

	private final Map<String, Counter> counters = new HashMap<>();

	private final TreeSet<Counter> order = new TreeSet<>(FEWEST_FIRST);

	private long reads;

	private long misses;

	private long numbers;

	/**
	 * Creates counters.
	 * @param capacity how many keys are counted at a time
	 */
	FrequentKeys(int capacity) {
		this.capacity = capacity;
	}

	void add(String key, boolean found) {
		this.reads++;
		this.misses += found ? 0 : 1;
		Counter counter = this.counters.get(key);
		if (counter == null) {
			counter = (this.counters.size() < this.capacity) ? new Counter(key, ++this.numbers, 0) : replaceFewest(key);
			this.counters.put(key, counter);
		}
		else {
			this.order.remove(counter);
		}
		counter.gets++;
		counter.misses += found ? 0 : 1;
		this.order.add(counter);
	}

	private Counter replaceFewest(String key) {
		Counter fewest = this.order.pollFirst();
		if (fewest == null) {
			throw new IllegalStateException("There is no counter");
		}
		this.counters.remove(fewest.key);
		return new Counter(key, ++this.numbers, fewest.gets);
	}

	long reads() {
		return this.reads;
	}

	long misses() {
		return this.misses;
	}

	/**
	 * Returns the keys that are read most.
	 * @param limit how many at most
	 * @param wanted which of them
	 * @return the keys, the most frequent first
	 */
	List<Count> top(int limit, Predicate<String> wanted) {
		return this.order.descendingSet()
			.stream()
			.filter((counter) -> wanted.test(counter.key))
			.limit(limit)
			.map((counter) -> new Count(counter.key, counter.gets, counter.misses, counter.error))
			.toList();
	}

	/**
	 * How often a key was read.
	 *
	 * @param key the key
	 * @param gets how often at most
	 * @param misses how often without finding it, since it is being counted
	 * @param error by how much the first number may be too high
	 */
	record Count(String key, long gets, long misses, long error) {

	}

	private static final class Counter {

		private final String key;

		private final long number;

		private final long error;

		private long gets;

		private long misses;

		private Counter(String key, long number, long error) {
			this.key = key;
			this.number = number;
			this.error = error;
			this.gets = error;
		}

	}

}
