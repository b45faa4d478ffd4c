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
package dev.larder.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Threads that do the same work at the same time. Not thread-safe.
 */
final class Workers implements AutoCloseable {

	private static final long MAX_LATENCY = TimeUnit.MINUTES.toNanos(2);

	private final int threads;

	private final ExecutorService executor;

	Workers(int threads) {
		this.threads = threads;
		this.executor = Executors.newFixedThreadPool(threads);
	}

	/**
	 * Has all threads work for some time.
	 * @param work what they do
	 * @param time how long
	 * @return what they got done; an operation that was under way at the end counts
	 * @throws InterruptedException if this thread is interrupted meanwhile
	 */
	Slice run(Work work, Duration time) throws InterruptedException {
		CyclicBarrier start = new CyclicBarrier(this.threads);
		List<Future<Slice>> slices = new ArrayList<>();
		for (int thread = 0; thread < this.threads; thread++) {
			int number = thread;
			slices.add(this.executor.submit(() -> {
				start.await();
				return work(work, number, time.toNanos());
			}));
		}
		Slice total = Slice.empty();
		for (Future<Slice> slice : slices) {
			total = total.plus(await(slice));
		}
		return total;
	}

	private static Slice work(Work work, int thread, long nanos) {
		Histogram latencies = new Histogram(MAX_LATENCY, 3);
		long failures = 0;
		long iteration = 0;
		long started = System.nanoTime();
		long now = started;
		do {
			long before = now;
			try {
				work.run(thread, iteration);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				break;
			}
			catch (Exception ex) {
				failures++;
			}
			iteration++;
			now = System.nanoTime();
			latencies.recordValue(Math.min(now - before, MAX_LATENCY));
		}
		while (now - started < nanos);
		double seconds = (now - started) / 1e9;
		return new Slice((iteration - failures) / seconds, failures, latencies);
	}

	private static Slice await(Future<Slice> slice) throws InterruptedException {
		try {
			return slice.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A worker has ended", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
