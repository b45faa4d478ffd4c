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

package dev.larder.benchmarks.peer;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

import dev.larder.benchmarks.measure.Contest;
import dev.larder.benchmarks.payload.Payload;
import org.awaitility.Awaitility;

import org.springframework.util.Assert;

/**
 * Entries of a cache, and what can be done with them over and over.
 *
 * @param keys the keys
 * @param values the values in the same order
 */
public record Dataset(List<String> keys, List<Object> values) {

	/**
	 * How many hits are timed together where one takes no longer than a look at the
	 * clock.
	 */
	public static final int MANY = 1000;

	private static final int THREADS_APART = 31;

	private static final Duration MAX_WAIT = Duration.ofSeconds(60);

	public Dataset {
		keys = List.copyOf(keys);
		values = List.copyOf(values);
	}

	public static Dataset of(int count, LongFunction<Object> value) {
		return new Dataset(IntStream.range(0, count).mapToObj((number) -> "key-" + number).toList(),
				IntStream.range(0, count).mapToObj(value::apply).toList());
	}

	public static Dataset of(int count, Payload payload, Peer peer) {
		return of(count, peer.takesObjects() ? payload::value : payload::bytes);
	}

	public Dataset first(int count) {
		return new Dataset(this.keys.subList(0, count), this.values.subList(0, count));
	}

	/**
	 * Stores all entries, and reads them until all are as they were stored.
	 * @param client the cache
	 * @param threads how many threads do that
	 * @throws Exception if it fails
	 */
	public void fill(Client client, int threads) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			forEach(threads, executor, (number) -> client.put(this.keys.get(number), this.values.get(number)));
			Awaitility.await("all values can be read")
				.pollInSameThread()
				.atMost(MAX_WAIT)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(20))
				.until(() -> repair(client, threads, executor) == 0);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private long repair(Client client, int threads, ExecutorService executor) throws Exception {
		LongAdder repaired = new LongAdder();
		forEach(threads, executor, (number) -> {
			if (!Objects.deepEquals(client.get(this.keys.get(number)), this.values.get(number))) {
				client.put(this.keys.get(number), this.values.get(number));
				repaired.increment();
			}
		});
		return repaired.sum();
	}

	private void forEach(int threads, ExecutorService executor, Step step) throws Exception {
		List<Callable<Void>> parts = IntStream.range(0, threads).<Callable<Void>>mapToObj((first) -> () -> {
			for (int number = first; number < this.keys.size(); number += threads) {
				step.run(number);
			}
			return null;
		}).toList();
		for (Future<Void> part : executor.invokeAll(parts)) {
			part.get();
		}
	}

	/**
	 * Reads one entry after the other, beginning elsewhere in each thread.
	 * @param client the cache
	 * @return the work; a miss is a failure
	 */
	public Contest.Work hits(Client client) {
		return (thread, iteration) -> read(client, this.keys.get(index(this.keys.size(), thread, iteration)));
	}

	/**
	 * Reads {@link #MANY} entries at a time.
	 * @param client the cache
	 * @return the work; a miss is a failure
	 */
	public Contest.Work manyHits(Client client) {
		return (thread, iteration) -> {
			int size = this.keys.size();
			int index = (int) (iteration * MANY % size);
			for (int i = 0; i < MANY; i++) {
				read(client, this.keys.get(index));
				index = (index + 1 < size) ? index + 1 : 0;
			}
		};
	}

	/**
	 * Stores one entry after the other.
	 * @param client the cache
	 * @param done counts what was stored
	 * @return the work
	 */
	public Contest.Work puts(Client client, LongAdder done) {
		return (thread, iteration) -> {
			int index = index(this.keys.size(), thread, iteration);
			client.put(this.keys.get(index), this.values.get(index));
			done.increment();
		};
	}

	/**
	 * Reads several entries at once.
	 * @param client the cache
	 * @param count how many
	 * @return the work; fewer values than that are a failure
	 */
	public Contest.Work multiGets(Client client, int count) {
		return inBatches(count,
				(keys) -> Assert.state(client.getAll(keys).size() == keys.size(), "Values are missing"));
	}

	/**
	 * Reads as many entries one by one, for comparison.
	 * @param client the cache
	 * @param count how many
	 * @return the work; a miss is a failure
	 */
	public Contest.Work oneByOne(Client client, int count) {
		return inBatches(count, (keys) -> {
			for (String key : keys) {
				read(client, key);
			}
		});
	}

	private Contest.Work inBatches(int count, Reader reader) {
		List<List<String>> batches = IntStream.range(0, this.keys.size() / count)
			.mapToObj((batch) -> this.keys.subList(batch * count, (batch + 1) * count))
			.toList();
		return (thread, iteration) -> reader.read(batches.get(index(batches.size(), thread, iteration)));
	}

	private static void read(Client client, String key) throws Exception {
		Assert.state(client.get(key) != null, "A value is missing");
	}

	private static int index(int size, int thread, long iteration) {
		return (int) ((thread * (long) THREADS_APART + iteration) % size);
	}

	@FunctionalInterface
	private interface Step {

		void run(int number) throws Exception;

	}

	@FunctionalInterface
	private interface Reader {

		void read(List<String> keys) throws Exception;

	}

}
