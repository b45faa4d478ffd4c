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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import dev.larder.benchmarks.peer.Peer;
import org.awaitility.Awaitility;

/**
 * Stores many entries with several threads. Not thread-safe.
 */
public final class Filler implements AutoCloseable {

	private static final Duration MAX_WAIT = Duration.ofSeconds(60);

	private final int threads;

	private final ExecutorService executor;

	/**
	 * Creates a filler.
	 * @param threads how many threads it has
	 */
	public Filler(int threads) {
		this.threads = threads;
		this.executor = Executors.newFixedThreadPool(threads);
	}

	/**
	 * Stores all entries, and waits until they can be read and are what was stored: some
	 * peers only begin to store a value, and others give up in silence what takes too
	 * long.
	 * @param entries the entries
	 * @param peer where
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	public void fill(Dataset entries, Peer peer) throws InterruptedException {
		forEach(entries, (number) -> put(entries, peer, number));
		Awaitility.await("all values can be read")
			.pollInSameThread()
			.atMost(MAX_WAIT)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> repair(entries, peer) == 0);
	}

	private static void put(Dataset entries, Peer peer, int number) throws Exception {
		peer.put(entries.keys().get(number), entries.values().get(number));
	}

	/**
	 * Stores again what is not there.
	 */
	private long repair(Dataset entries, Peer peer) throws InterruptedException {
		LongAdder repaired = new LongAdder();
		forEach(entries, (number) -> {
			if (!Objects.deepEquals(peer.get(entries.keys().get(number)), entries.values().get(number))) {
				put(entries, peer, number);
				repaired.increment();
			}
		});
		return repaired.sum();
	}

	private void forEach(Dataset entries, Step step) throws InterruptedException {
		List<Future<?>> parts = new ArrayList<>();
		for (int thread = 0; thread < this.threads; thread++) {
			int first = thread;
			parts.add(this.executor.submit(() -> {
				for (int number = first; number < entries.size(); number += this.threads) {
					step.run(number);
				}
				return null;
			}));
		}
		for (Future<?> part : parts) {
			try {
				part.get();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException("The entries could not be worked through", ex);
			}
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * What is done with an entry.
	 */
	@FunctionalInterface
	private interface Step {

		void run(int number) throws Exception;

	}

}
