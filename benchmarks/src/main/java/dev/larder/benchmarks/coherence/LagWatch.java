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

package dev.larder.benchmarks.coherence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.larder.benchmarks.payload.Product;
import dev.larder.cache.LarderCache;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Changes entries of which all instances have copies, and looks how long the others still
 * serve what was before.
 */
final class LagWatch implements AutoCloseable {

	private static final int KEYS = 64;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

	/** Longer than a change takes to be seen everywhere. */
	private static final Duration REST = Duration.ofMillis(600);

	private final List<LarderCache> caches;

	private final Random random = new Random(1);

	private final Histogram lags = new Histogram(3);

	private final Histogram looks = new Histogram(3);

	private final Queue<Entry> ready = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService filler = Executors.newSingleThreadScheduledExecutor();

	LagWatch(List<LarderCache> caches) {
		this.caches = caches;
	}

	Lag run(Duration time) {
		for (int i = 0; i < KEYS; i++) {
			Entry entry = new Entry("watched-" + this.caches.size() + "-" + i, 0, true);
			makeReady(entry);
		}
		List<Change> changes = new ArrayList<>();
		long end = System.nanoTime() + REST.toNanos() + time.toNanos();
		long next = System.nanoTime();
		long looked = next;
		for (long now = next; now < end || !changes.isEmpty(); now = System.nanoTime()) {
			this.looks.recordValue(now - looked);
			looked = now;
			Entry entry = (now >= next && now < end) ? this.ready.poll() : null;
			if (entry != null) {
				changes.add(change(entry));
				next = now + this.random.nextLong(MIN_PAUSE_NANOS, MAX_PAUSE_NANOS);
			}
			changes.removeIf(this::isSeenByAll);
			LockSupport.parkNanos(LOOK_NANOS);
		}
		return Lag.of(this.caches.size(), this.lags, this.looks);
	}

	private Change change(Entry entry) {
		int writer = this.random.nextInt(this.caches.size());
		BitSet unaware = new BitSet();
		unaware.set(0, this.caches.size());
		unaware.clear(writer);
		long start = System.nanoTime();
		Entry changed = this.random.nextBoolean() ? put(entry, writer) : evict(entry, writer);
		return new Change(entry, changed, start, unaware);
	}

	private Entry put(Entry entry, int writer) {
		Entry changed = new Entry(entry.key(), entry.number() + 1, false);
		this.caches.get(writer).put(changed.key(), Product.number(changed.number()));
		return changed;
	}

	private Entry evict(Entry entry, int writer) {
		this.caches.get(writer).evict(entry.key());
		return new Entry(entry.key(), entry.number(), true);
	}

	private boolean isSeenByAll(Change change) {
		for (int instance = 0; instance < this.caches.size(); instance++) {
			if (change.unaware().get(instance)) {
				long now = System.nanoTime();
				Cache.ValueWrapper value = this.caches.get(instance).get(change.before().key());
				if (!change.isOutdated(value)) {
					change.unaware().clear(instance);
					this.lags.recordValue(now - change.start());
				}
			}
		}
		if (change.unaware().isEmpty()) {
			makeReady(change.after());
			return true;
		}
		return false;
	}

	private void makeReady(Entry entry) {
		this.filler.execute(() -> {
			Entry present = entry.evicted() ? put(entry, 0) : entry;
			var unused = this.filler.schedule(() -> {
				this.caches.forEach((cache) -> cache.get(present.key()));
				this.ready.add(present);
			}, REST.toMillis(), TimeUnit.MILLISECONDS);
		});
	}

	@Override
	public void close() {
		this.filler.shutdownNow();
	}

	private record Entry(String key, long number, boolean evicted) {

	}

	private record Change(Entry before, Entry after, long start, BitSet unaware) {

		boolean isOutdated(Cache.@Nullable ValueWrapper value) {
			return value != null && value.get() instanceof Product product && product.id() == this.before.number();
		}

	}

	/**
	 * How long copies outlive changes.
	 *
	 * @param instances of how many instances
	 * @param changes how many changes there were
	 * @param p50Millis half of the copies were gone by then
	 * @param p99Millis all but one of a hundred were
	 * @param maxMillis all were
	 * @param lookMillis the time between two looks, all but one of a hundred
	 */
	record Lag(int instances, long changes, double p50Millis, double p99Millis, double maxMillis, double lookMillis) {

		static Lag of(int instances, Histogram lags, Histogram looks) {
			return new Lag(instances, lags.getTotalCount() / (instances - 1), lags.getValueAtPercentile(50) / 1e6,
					lags.getValueAtPercentile(99) / 1e6, lags.getMaxValue() / 1e6,
					looks.getValueAtPercentile(99) / 1e6);
		}

	}

}
