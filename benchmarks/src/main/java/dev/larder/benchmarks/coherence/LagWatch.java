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
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.larder.cache.LarderCache;
import org.HdrHistogram.Histogram;

/**
 * Changes keys on one instance, and looks about every millisecond which of the others
 * still serve what was before. Looking is a local hit as long as they do. Used once.
 */
final class LagWatch implements AutoCloseable {

	private static final int KEYS = 64;

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

	/**
	 * More than two polls: nobody drops a copy any more because of what was before.
	 */
	private static final Duration REST = Duration.ofMillis(600);

	private final List<LarderCache> caches;

	private final Random random = new Random(1);

	private final Histogram lags = new Histogram(3);

	private final Histogram looks = new Histogram(3);

	private final Queue<WatchedKey> ready = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService filler = Executors.newSingleThreadScheduledExecutor();

	/**
	 * Creates a watch.
	 * @param caches the same cache of each instance
	 */
	LagWatch(List<LarderCache> caches) {
		this.caches = caches;
	}

	/**
	 * Makes changes, and watches each until all have seen it.
	 * @param time for how long changes are made
	 * @return the lags
	 */
	Lag run(Duration time) {
		for (int i = 0; i < KEYS; i++) {
			WatchedKey key = new WatchedKey("watched-" + this.caches.size() + "-" + i);
			key.put(this.caches.get(0));
			makeReady(key);
		}
		List<Change> changes = new ArrayList<>();
		long end = System.nanoTime() + REST.toNanos() + time.toNanos();
		long next = System.nanoTime();
		long looked = next;
		for (long now = next; now < end || !changes.isEmpty(); now = System.nanoTime()) {
			this.looks.recordValue(now - looked);
			looked = now;
			WatchedKey key = (now >= next && now < end) ? this.ready.poll() : null;
			if (key != null) {
				changes.add(change(key));
				next = now + this.random.nextLong(MIN_PAUSE_NANOS, MAX_PAUSE_NANOS);
			}
			look(changes);
			LockSupport.parkNanos(LOOK_NANOS);
		}
		return Lag.of(this.caches.size(), this.lags, this.looks);
	}

	private Change change(WatchedKey key) {
		int writer = this.random.nextInt(this.caches.size());
		Change change = new Change(key, writer, this.caches.size());
		if (this.random.nextBoolean()) {
			key.put(this.caches.get(writer));
		}
		else {
			key.evict(this.caches.get(writer));
		}
		return change;
	}

	private void look(List<Change> changes) {
		for (Iterator<Change> iterator = changes.iterator(); iterator.hasNext();) {
			Change change = iterator.next();
			for (int instance = 0; instance < this.caches.size(); instance++) {
				long lag = change.look(instance, this.caches.get(instance));
				if (lag >= 0) {
					this.lags.recordValue(lag);
				}
			}
			if (change.isSeenByAll()) {
				iterator.remove();
				makeReady(change.key());
			}
		}
	}

	/**
	 * Gives every instance a copy that lasts, behind the back of the thread that looks.
	 */
	private void makeReady(WatchedKey key) {
		this.filler.execute(() -> {
			if (key.isEvicted()) {
				key.put(this.caches.get(0));
			}
			var unused = this.filler.schedule(() -> {
				this.caches.forEach((cache) -> cache.get(key.name()));
				this.ready.add(key);
			}, REST.toMillis(), TimeUnit.MILLISECONDS);
		});
	}

	@Override
	public void close() {
		this.filler.shutdownNow();
	}

}
