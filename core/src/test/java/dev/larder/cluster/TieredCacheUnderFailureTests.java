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
package dev.larder.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.stream.IntStream;

import dev.larder.cache.CacheMode;
import dev.larder.cache.LarderCache;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Eight threads on two instances with local copies while their server is killed, frozen
 * and started again: nobody gets an exception or another key's value, and once all is
 * well and both have synchronized nobody gets an outdated one.
 */
@Timeout(120)
@ServerTest
class TieredCacheUnderFailureTests {

	private static final int THREADS_PER_INSTANCE = 4;

	private static final int KEYS = 50;

	// Of all threads together, in each state of the server
	private static final long OPERATIONS = 2_000;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final AtomicLong operations = new AtomicLong();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final List<ModelKey> keys = IntStream.range(0, KEYS)
		.mapToObj((i) -> new ModelKey("key-" + i, new ModelHistory()))
		.toList();

	private final ConcurrentMap<ModelKey, Long> oldest = new ConcurrentHashMap<>();

	private final List<ClusterInstance> instances = new ArrayList<>();

	private final List<Future<?>> callers = new ArrayList<>();

	@BeforeEach
	void start() {
		for (int i = 0; i < 2; i++) {
			this.instances.add(new ClusterInstance("instance-" + i, ClusterInstance.addresses(memcached.servers()),
					ChildInstance.settings(CacheMode.TIERED, Duration.ofSeconds(1)), new TestSerializer(),
					Duration.ofSeconds(1), Duration.ofMillis(100)));
		}
	}

	@AfterEach
	void stop() {
		this.ended.set(true);
		this.executor.shutdownNow();
		memcached.server().revive();
		this.instances.forEach(ClusterInstance::close);
	}

	@Test
	void callersGetTheirValuesWhateverHappensToTheServer() throws Exception {
		MemcachedServer server = memcached.server();
		for (ClusterInstance instance : this.instances) {
			for (int i = 0; i < THREADS_PER_INSTANCE; i++) {
				Random random = new Random(this.callers.size());
				this.callers.add(this.executor.submit(() -> work(instance.cache(), random)));
			}
		}
		awaitOperations();
		for (Runnable event : List.<Runnable>of(server::freeze, server::resume, server::kill, server::restart,
				server::restart, server::freeze, server::kill, server::restart)) {
			event.run();
			awaitOperations();
		}
		synchronizeAll();
		awaitOperations();
		this.ended.set(true);
		for (Future<?> caller : this.callers) {
			caller.get(20, TimeUnit.SECONDS);
		}
	}

	/**
	 * Waits until all instances have synchronized: what was current before is the oldest
	 * to be read from then on.
	 */
	private void synchronizeAll() {
		List<Long> versions = this.keys.stream().map(TieredCacheUnderFailureTests::changed).toList();
		this.instances.forEach((instance) -> Awaitility.await().until(instance::synchronizeForCertain));
		this.instances.forEach((instance) -> Awaitility.await().until(instance::synchronizeForCertain));
		this.keys.forEach((key) -> this.oldest.put(key, versions.get(this.keys.indexOf(key))));
	}

	// Known to all callers: no change is between the database and the cache
	private static long changed(ModelKey key) {
		Lock lock = key.lock().writeLock();
		lock.lock();
		try {
			return key.version();
		}
		finally {
			lock.unlock();
		}
	}

	private void awaitOperations() {
		long goal = this.operations.get() + OPERATIONS;
		Awaitility.await()
			.atMost(30, TimeUnit.SECONDS)
			.until(() -> this.operations.get() >= goal || this.callers.stream().anyMatch(Future::isDone));
	}

	private void work(LarderCache cache, Random random) {
		while (!this.ended.get()) {
			ModelKey key = this.keys.get(random.nextInt(KEYS));
			switch (random.nextInt(100)) {
				case 0 -> cache.clear();
				case 1, 2, 3, 4, 5 -> change(key, () -> cache.put(key.name(), key.value()));
				case 6, 7, 8, 9, 10 -> change(key, () -> cache.evict(key.name()));
				default -> read(cache, key, random.nextInt(4));
			}
			this.operations.incrementAndGet();
		}
	}

	private static void change(ModelKey key, Runnable change) {
		Lock lock = key.lock().writeLock();
		lock.lock();
		try {
			key.change();
			change.run();
		}
		finally {
			lock.unlock();
		}
	}

	private void read(LarderCache cache, ModelKey key, int how) {
		long oldest = this.oldest.getOrDefault(key, 0L);
		Object value = switch (how) {
			case 0 -> cache.get(key.name(), String.class);
			case 1 -> cache.getAll(List.of(key.name()))
				.values()
				.stream()
				.map((wrapper) -> String.valueOf(wrapper.get()))
				.findAny()
				.orElse(null);
			case 2 -> cache.get(key.name(), key::value);
			default -> cache.retrieve(key.name(), () -> CompletableFuture.completedFuture(key.value()))
				.orTimeout(20, TimeUnit.SECONDS)
				.join();
		};
		key.check(value, oldest, "reading");
	}

}
