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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import dev.larder.cache.CacheMode;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * Tests for those who wait for a load in progress whose key another instance changes
 * meanwhile.
 */
@Timeout(60)
@ServerTest
class JoinedLoadTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final CompletableFuture<String> load = new CompletableFuture<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private ClusterInstance one;

	private ClusterInstance other;

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
		this.one.close();
		this.other.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void asynchronousBatchEndsThoughALoadItWaitsForHasLapsed(CacheMode mode) {
		start(mode);
		CompletableFuture<Void> loading = new CompletableFuture<>();
		CompletableFuture<String> first = this.one.cache().retrieve("joined", () -> {
			loading.complete(null);
			return this.load;
		});
		loading.join();
		CompletableFuture<Set<String>> led = new CompletableFuture<>();
		CompletableFuture<Map<String, String>> batch = this.one.cache()
			.retrieveAll(List.of("joined", "own"), (missing) -> {
				led.complete(missing);
				return CompletableFuture.completedFuture(values(missing));
			});
		assertThat(led.join()).containsExactly("own");
		this.other.cache().evict("joined");
		this.load.complete("loaded");
		assertThat(first).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("loaded");
		assertThat(batch).succeedsWithin(Duration.ofSeconds(20)).asInstanceOf(MAP).containsOnlyKeys("joined", "own");
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void whoAsksAfterAnEvictionIsNotGivenWhatABatchHadNoLeaseFor(CacheMode mode) throws Exception {
		start(mode);
		var leaseHolder = load(this.other, new CompletableFuture<>());
		CompletableFuture<Void> loading = new CompletableFuture<>();
		Future<Map<String, String>> batch = this.executor
			.submit(() -> this.one.cache().getAll(List.of("key"), (missing) -> {
				loading.complete(null);
				return Map.of("key", this.load.join());
			}));
		loading.join();
		evictOnOther();
		Future<String> joined = join();
		this.load.complete("old");
		assertThat(joined.get()).isEqualTo("new");
		assertThat(batch.get()).containsEntry("key", "old");
		assertThat(leaseHolder).isNotDone();
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void whoAsksAfterAnEvictionIsNotGivenWhatThisInstanceHasEvictedToo(CacheMode mode) throws Exception {
		start(mode);
		Future<String> first = load(this.one, this.load);
		evictOnOther();
		Future<String> joined = join();
		this.one.cache().evict("key");
		this.load.complete("old");
		assertThat(first.get()).isEqualTo("old");
		assertThat(joined.get()).isEqualTo("new");
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void whoAsksAfterClearingIsNotGivenWhatWasLoadedElsewhereBefore(CacheMode mode) throws Exception {
		start(mode);
		Future<String> elsewhere = load(this.other, this.load);
		Future<String> first = submit(() -> "first");
		awaitAttempts();
		try (ClusterInstance third = instance(mode)) {
			third.cache().clear();
		}
		this.one.synchronize().join();
		Future<String> joined = join();
		this.load.complete("old");
		assertThat(elsewhere.get()).isEqualTo("old");
		assertThat(joined.get()).isIn("first", "new");
		assertThat(first.get()).isNotNull();
	}

	private Future<String> load(ClusterInstance instance, CompletableFuture<String> load) {
		CompletableFuture<Void> loading = new CompletableFuture<>();
		Future<String> value = this.executor.submit(() -> instance.cache().get("key", () -> {
			loading.complete(null);
			return load.join();
		}));
		loading.join();
		return value;
	}

	private void evictOnOther() {
		this.other.cache().evict("key");
		this.other.synchronize().join();
		this.one.synchronize().join();
	}

	private Future<String> join() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		Future<String> joined = submit(() -> "new", thread);
		Awaitility.await()
			.until(() -> joined.isDone()
					|| (thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING));
		return joined;
	}

	private Future<String> submit(Callable<String> loader) {
		return submit(loader, new AtomicReference<>());
	}

	private Future<String> submit(Callable<String> loader, AtomicReference<Thread> thread) {
		return this.executor.submit(() -> {
			thread.set(Thread.currentThread());
			return this.one.cache().get("key", loader);
		});
	}

	private static void awaitAttempts() {
		long sets = memcached.server().stat("cmd_set");
		Awaitility.await().until(() -> memcached.server().stat("cmd_set") >= sets + 3);
	}

	private void start(CacheMode mode) {
		this.one = instance(mode);
		this.other = instance(mode);
	}

	private static ClusterInstance instance(CacheMode mode) {
		return new ClusterInstance("instance", ClusterInstance.addresses(memcached.servers()),
				ChildInstance.settings(mode, Duration.ofSeconds(3)), new TestSerializer(), Duration.ofSeconds(1),
				Duration.ofMillis(100));
	}

	private static Map<String, String> values(Set<String> keys) {
		Map<String, String> values = new HashMap<>();
		keys.forEach((key) -> values.put(key, "value"));
		return values;
	}

}
