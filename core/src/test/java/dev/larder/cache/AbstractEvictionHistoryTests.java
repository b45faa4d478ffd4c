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
package dev.larder.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

import dev.larder.test.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances at random work on few keys, of which nobody may ever read what was
 * evicted or cleared before.
 * <p>
 * Run for longer with {@code -Dlarder.test.history.seconds=60}, and again as before with
 * {@code -Dlarder.test.history.seed}.
 */
@ServerTest
abstract class AbstractEvictionHistoryTests {

	private static final int KEYS = 4;

	private static final int THREADS_PER_INSTANCE = 3;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<VersionedKey> keys = IntStream.range(0, KEYS)
		.mapToObj((i) -> new VersionedKey("key-" + i))
		.toList();

	private final AtomicBoolean ended = new AtomicBoolean();

	// Whoever caches what it has written must not be overtaken by another change between
	// the two; that is no cache's business, and so it is excluded here
	private final ReadWriteLock puts = new ReentrantReadWriteLock();

	private TestInstance first;

	private TestInstance second;

	/**
	 * Starts an instance.
	 */
	abstract TestInstance startInstance();

	/**
	 * Returns whether changes of single keys show elsewhere at once, and not only after
	 * the other instance has looked.
	 */
	abstract boolean isKnownElsewhereAtOnce();

	@BeforeEach
	void start() {
		this.first = startInstance();
		this.second = startInstance();
	}

	@AfterEach
	void stop() {
		this.ended.set(true);
		this.executor.shutdownNow();
		this.first.close();
		this.second.close();
	}

	@Test
	void nothingThatWasEvictedOrClearedIsReadAgain() throws Exception {
		long seed = Long.getLong("larder.test.history.seed", System.nanoTime());
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("larder.test.history.seconds", 2));
		List<Future<?>> workers = new ArrayList<>();
		for (int i = 0; i < THREADS_PER_INSTANCE; i++) {
			Random ofFirst = new Random(seed + 2L * i);
			Random ofSecond = new Random(seed + 2L * i + 1);
			workers.add(this.executor.submit(() -> work(this.first, this.second, ofFirst, end)));
			workers.add(this.executor.submit(() -> work(this.second, this.first, ofSecond, end)));
		}
		for (Future<?> worker : workers) {
			assertThat(worker).as("worker with -Dlarder.test.history.seed=%s", seed)
				.succeedsWithin(end - System.nanoTime() + TimeUnit.SECONDS.toNanos(30), TimeUnit.NANOSECONDS);
		}
	}

	private void work(TestInstance own, TestInstance other, Random random, long end) {
		while (!this.ended.get() && System.nanoTime() < end) {
			VersionedKey key = this.keys.get(random.nextInt(KEYS));
			switch (random.nextInt(20)) {
				case 0, 1 -> evict(key, own);
				case 2 -> put(key, own);
				case 3 -> clear(own, other);
				case 4, 5, 6, 7, 8, 9 -> read(key, own);
				default -> load(key, own);
			}
		}
	}

	private void evict(VersionedKey key, TestInstance own) {
		this.puts.readLock().lock();
		try {
			long version = key.change();
			own.cache("products").evict(key.name());
			changed(key, version, own);
		}
		finally {
			this.puts.readLock().unlock();
		}
	}

	private void put(VersionedKey key, TestInstance own) {
		this.puts.writeLock().lock();
		try {
			long version = key.change();
			own.cache("products").put(key.name(), Long.toString(version));
			changed(key, version, own);
		}
		finally {
			this.puts.writeLock().unlock();
		}
	}

	// The other instance knows with its next poll that begins from now on
	private void clear(TestInstance own, TestInstance other) {
		this.puts.readLock().lock();
		try {
			List<Long> versions = this.keys.stream().map(VersionedKey::change).toList();
			own.cache("products").clear();
			gone(versions, own);
			other.synchronize().join();
			gone(versions, other);
		}
		finally {
			this.puts.readLock().unlock();
		}
	}

	private void gone(List<Long> versions, TestInstance instance) {
		this.keys.forEach((key) -> key.noLongerRead(versions.get(this.keys.indexOf(key)), instance));
	}

	private void changed(VersionedKey key, long version, TestInstance own) {
		TestInstance other = (own == this.first) ? this.second : this.first;
		key.noLongerRead(version, own);
		if (!isKnownElsewhereAtOnce()) {
			own.synchronize().join();
			other.synchronize().join();
		}
		key.noLongerRead(version, other);
	}

	private void read(VersionedKey key, TestInstance instance) {
		long oldest = key.oldestReadBy(instance);
		String found = instance.cache("products").get(key.name(), String.class);
		if (found != null) {
			assertThat(Long.parseLong(found)).as("version of %s read", key).isGreaterThanOrEqualTo(oldest);
		}
	}

	private void load(VersionedKey key, TestInstance instance) {
		long oldest = key.oldestReadBy(instance);
		String found = instance.cache("products").get(key.name(), () -> Long.toString(key.version()));
		assertThat(Long.parseLong(found)).as("version of %s loaded or read", key).isGreaterThanOrEqualTo(oldest);
	}

}
