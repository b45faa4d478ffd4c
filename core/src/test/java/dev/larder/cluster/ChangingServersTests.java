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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.MemcachedSettings;
import dev.larder.cache.NodeStatistics;
import dev.larder.connection.DiscoverySettings;
import dev.larder.connection.DiscoverySettings.Mode;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.ScriptedEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for instances that see servers come and go, each at its own time, and whose
 * caches must not serve what was changed elsewhere meanwhile.
 */
@ServerTest
class ChangingServersTests {

	private static final int KEYS = 200;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	private final Map<String, Long> database = new ConcurrentHashMap<>();

	private final AtomicLong loads = new AtomicLong();

	private final List<Instance> instances = new ArrayList<>();

	@AfterEach
	void close() {
		this.instances.forEach(Instance::close);
		memcached.servers().forEach(MemcachedServer::revive);
	}

	@Test
	void serverThatComesTakesNoMoreThanItsShare() {
		Instance instance = instance(CacheMode.MEMCACHED, 0, 1);
		fill(instance);
		use(instance, 0, 1, 2);
		fill(instance);
		assertThat(this.loads.get()).isBetween(KEYS + KEYS / 10L, KEYS + KEYS * 6 / 10L);
	}

	@Test
	void serverThatGoesTakesNoMoreThanItsShare() {
		Instance instance = instance(CacheMode.MEMCACHED, 0, 1, 2);
		fill(instance);
		use(instance, 0, 1);
		fill(instance);
		assertThat(this.loads.get()).isBetween(KEYS + KEYS / 10L, KEYS + KEYS * 6 / 10L);
	}

	@ParameterizedTest
	@EnumSource(value = CacheMode.class, names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
	void serverThatReturnsDoesNotServeWhatWasChangedMeanwhile(CacheMode mode) {
		Instance instance = instance(mode, 0, 1);
		fill(instance);
		use(instance, 0);
		fill(instance);
		changeAll(instance);
		use(instance, 0, 1);
		assertThat(outdated(instance)).isEmpty();
		use(instance, 0);
		assertThat(outdated(instance)).isEmpty();
	}

	@Test
	void whatChangedWhileNoInstanceSawServersGoIsNotServed() {
		Instance before = instance(CacheMode.MEMCACHED, 0, 1);
		fill(before);
		before.close();
		Instance between = instance(CacheMode.MEMCACHED, 0);
		fill(between);
		changeAll(between);
		between.close();
		Instance after = instance(CacheMode.MEMCACHED, 0, 1);
		assertThat(outdated(after)).isEmpty();
		changeAll(after);
		after.close();
		assertThat(outdated(instance(CacheMode.MEMCACHED, 0))).isEmpty();
	}

	@Test
	void instancesShareWhatAServerHasOfOneThatWent() {
		Instance one = instance(CacheMode.MEMCACHED, 0, 1);
		fill(one);
		use(one, 0);
		fill(one);
		long loads = this.loads.get();
		fill(instance(CacheMode.MEMCACHED, 0));
		assertThat(this.loads).hasValue(loads);
	}

	@Test
	void instanceThatStartsChangesNothing() {
		Instance one = instance(CacheMode.MEMCACHED, 0, 1, 2);
		fill(one);
		Instance two = instance(CacheMode.MEMCACHED, 0, 1, 2);
		fill(two);
		fill(one);
		assertThat(this.loads).hasValue(KEYS);
	}

	@Test
	void nothingIsReadBeforeServersAreFound() {
		Instance instance = instance(CacheMode.TIERED);
		assertThat(instance.get("key")).isZero();
		this.database.put("key", 1L);
		instance.cache.evict("key");
		use(instance, 0, 1);
		assertThat(instance.get("key")).isOne();
	}

	@Test
	void serverThatWasDownWhenItCameIsUsedOnceItAnswers() {
		memcached.servers().get(1).kill();
		Instance instance = instance(CacheMode.MEMCACHED, 0);
		use(instance, 0, 1);
		fill(instance);
		changeAll(instance);
		memcached.servers().get(1).restart();
		await().untilAsserted(() -> {
			fill(instance);
			long loads = this.loads.get();
			fill(instance);
			assertThat(this.loads).hasValue(loads);
		});
		assertThat(outdated(instance)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(value = CacheMode.class, names = "LOCAL", mode = EnumSource.Mode.EXCLUDE)
	void serversChangeUnderLoad(CacheMode mode) throws Exception {
		for (int i = 0; i < 3; i++) {
			instance(mode, 0, 1, 2);
		}
		AtomicBoolean ended = new AtomicBoolean();
		ExecutorService executor = Executors.newCachedThreadPool();
		List<Future<?>> workers = new ArrayList<>();
		for (Instance instance : this.instances) {
			for (int i = 0; i < 2; i++) {
				workers.add(executor.submit(() -> {
					Random random = new Random();
					while (!ended.get()) {
						work(instance, random);
					}
				}));
			}
		}
		Random random = new Random();
		for (int change = 0; change < 12; change++) {
			// One at a time, so that they disagree
			Instance instance = this.instances.get(random.nextInt(3));
			use(instance, servers(random));
		}
		this.instances.forEach((instance) -> use(instance, 0, 1));
		ended.set(true);
		for (Future<?> worker : workers) {
			worker.get(30, TimeUnit.SECONDS);
		}
		executor.shutdown();
		for (Instance instance : this.instances) {
			// Copies are dropped within two polls
			await().untilAsserted(() -> assertThat(outdated(instance)).isEmpty());
		}
		// What each server has kept of former times
		for (int[] servers : List.of(new int[] { 0 }, new int[] { 0, 1, 2 }, new int[] { 2 }, new int[] { 1, 2 })) {
			this.instances.forEach((instance) -> use(instance, servers));
			for (Instance instance : this.instances) {
				await().untilAsserted(() -> assertThat(outdated(instance)).isEmpty());
			}
		}
	}

	private static int[] servers(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> new int[] { 0 };
			case 1 -> new int[] { 0, 1 };
			case 2 -> new int[] { 1, 2 };
			default -> new int[] { 0, 1, 2 };
		};
	}

	private void work(Instance instance, Random random) {
		String key = "key-" + random.nextInt(KEYS);
		if (random.nextInt(10) > 0) {
			instance.get(key);
			return;
		}
		this.database.merge(key, 1L, Long::sum);
		instance.cache.evict(key);
	}

	private Instance instance(CacheMode mode, int... servers) {
		Instance instance = new Instance(mode, servers);
		this.instances.add(instance);
		return instance;
	}

	private void fill(Instance instance) {
		keys().forEach(instance::get);
	}

	private void changeAll(Instance instance) {
		keys().forEach((key) -> {
			this.database.merge(key, 1L, Long::sum);
			instance.cache.evict(key);
		});
	}

	private List<String> outdated(Instance instance) {
		return keys().stream().filter((key) -> instance.get(key) < this.database.getOrDefault(key, 0L)).toList();
	}

	private static List<String> keys() {
		List<String> keys = new ArrayList<>();
		for (int i = 0; i < KEYS; i++) {
			keys.add("key-" + i);
		}
		return keys;
	}

	/**
	 * Has an instance see other servers, and waits until it does.
	 */
	private void use(Instance instance, int... servers) {
		instance.see(servers);
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(instance.manager.getNodeStatistics()).extracting(NodeStatistics::name)
				.containsExactlyInAnyOrderElementsOf(addresses(servers)));
	}

	private static List<String> addresses(int... servers) {
		List<String> addresses = new ArrayList<>();
		for (int server : servers) {
			addresses.add("127.0.0.1:" + memcached.servers().get(server).port());
		}
		return addresses;
	}

	/**
	 * An instance that is told of its servers by an endpoint of its own.
	 */
	private final class Instance implements AutoCloseable {

		private final ScriptedEndpoint endpoint = new ScriptedEndpoint();

		private final LarderCacheManager manager;

		private final LarderCache cache;

		private boolean closed;

		Instance(CacheMode mode, int... servers) {
			if (servers.length > 0) {
				see(servers);
			}
			this.manager = LarderCacheManager.builder()
				.withCacheConfiguration("products", CacheSettings.defaults().withMode(mode))
				.memcached(MemcachedSettings.servers(this.endpoint.address())
					.withKeyPrefix("shop")
					.withOperationTimeout(Duration.ofSeconds(5))
					.withConnectTimeout(Duration.ofSeconds(5))
					.withPollInterval(Duration.ofMillis(50))
					.withDiscovery(new DiscoverySettings(Mode.ELASTICACHE, Duration.ofMillis(100))))
				.build();
			LarderCache cache = this.manager.getLarderCache("products");
			Assert.state(cache != null, "A cache with settings of its own exists from the start");
			this.cache = cache;
		}

		void see(int... servers) {
			this.endpoint.servers(addresses(servers));
		}

		long get(String key) {
			Function<String, Long> loader = (wanted) -> {
				ChangingServersTests.this.loads.incrementAndGet();
				return ChangingServersTests.this.database.getOrDefault(wanted, 0L);
			};
			Long value = this.cache.get(key, () -> loader.apply(key));
			return (value != null) ? value : -1;
		}

		@Override
		public void close() {
			if (!this.closed) {
				this.closed = true;
				this.manager.close();
				this.endpoint.close();
			}
		}

	}

}
