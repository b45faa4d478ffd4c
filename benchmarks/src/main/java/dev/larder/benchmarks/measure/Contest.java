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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;

import org.springframework.util.Assert;

/**
 * Contenders that work in the same process, in turns of a fraction of a second. JMH
 * measures one after the other, each in a process of its own: on a machine whose speed
 * changes within a minute, and with servers that others use too, that compares minutes
 * rather than contenders.
 *
 * @param threads how many threads work at a time
 * @param rounds how many turns of each contender count
 * @param slice how long a turn is
 */
public record Contest(int threads, int rounds, Duration slice) {

	private static final int WARM_UP_ROUNDS = 2;

	private static final long MAX_LATENCY = TimeUnit.MINUTES.toNanos(2);

	public Contest {
		Assert.isTrue(threads > 0, "'threads' must be positive");
		Assert.isTrue(rounds > 0, "'rounds' must be positive");
		Assert.isTrue(!slice.isNegative() && !slice.isZero(), "'slice' must be positive");
	}

	/**
	 * Lets all contenders work.
	 * @param contenders the contenders by name
	 * @return their scores in the same order
	 * @throws Exception if a contest is interrupted
	 */
	public Map<String, Score> run(Map<String, Work> contenders) throws Exception {
		Map<String, List<Slice>> slices = new LinkedHashMap<>();
		contenders.keySet().forEach((name) -> slices.put(name, new ArrayList<>()));
		ExecutorService executor = Executors.newFixedThreadPool(this.threads);
		try {
			Rounds.of(WARM_UP_ROUNDS + this.rounds).run(contenders.entrySet(), (round, contender) -> {
				Slice measured = run(contender.getValue(), executor);
				if (round > WARM_UP_ROUNDS) {
					slices.computeIfAbsent(contender.getKey(), (name) -> new ArrayList<>()).add(measured);
				}
			});
		}
		finally {
			executor.shutdownNow();
		}
		Map<String, Score> scores = new LinkedHashMap<>();
		slices.forEach((name, own) -> scores.put(name, Slice.score(own)));
		return scores;
	}

	private Slice run(Work work, ExecutorService executor) throws Exception {
		CyclicBarrier start = new CyclicBarrier(this.threads);
		List<Callable<Slice>> workers = IntStream.range(0, this.threads).<Callable<Slice>>mapToObj((thread) -> () -> {
			start.await();
			return work(work, thread);
		}).toList();
		List<Slice> slices = new ArrayList<>();
		for (Future<Slice> worker : executor.invokeAll(workers)) {
			slices.add(worker.get());
		}
		return slices.stream().reduce(Slice::plus).orElseThrow();
	}

	private Slice work(Work work, int thread) throws InterruptedException {
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
				throw ex;
			}
			catch (Exception ex) {
				failures++;
			}
			iteration++;
			now = System.nanoTime();
			latencies.recordValue(Math.min(now - before, MAX_LATENCY));
		}
		while (now - started < this.slice.toNanos());
		return new Slice((iteration - failures) / ((now - started) / 1e9), failures, latencies);
	}

	/**
	 * What is done over and over.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Does it once.
		 * @param thread the number of the thread, from 0
		 * @param iteration how often this thread has done it before in this turn
		 * @throws Exception if it fails, which counts as a failure
		 */
		void run(int thread, long iteration) throws Exception;

	}

	/**
	 * What was done in a turn.
	 *
	 * @param throughput successful operations a second
	 * @param failures how many operations failed
	 * @param latencies how long operations took, failed ones too
	 */
	private record Slice(double throughput, long failures, Histogram latencies) {

		Slice plus(Slice other) {
			this.latencies.add(other.latencies);
			return new Slice(this.throughput + other.throughput, this.failures + other.failures, this.latencies);
		}

		static Score score(List<Slice> slices) {
			List<Double> throughputs = slices.stream().map(Slice::throughput).toList();
			Slice all = slices.stream().reduce(Slice::plus).orElseThrow();
			return new Score(throughputs, all.failures(), all.latencies().getValueAtPercentile(50),
					all.latencies().getValueAtPercentile(99));
		}

	}

}
