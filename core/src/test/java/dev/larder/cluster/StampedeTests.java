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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.larder.cache.CacheMode;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.process.ChildProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many ask at once for what is not cached. How long it took is reported, not asserted.
 */
@Timeout(120)
@ServerTest
class StampedeTests {

	private static final Duration LEASE_TIME = Duration.ofSeconds(3);

	private static final int PROCESSES = 4;

	private static final int THREADS = 16;

	private static final long LOAD_MILLIS = 200;

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final List<ChildProcess> children = new ArrayList<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
		this.children.forEach(ChildProcess::close);
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void oneProcessLoadsForAll(CacheMode mode, TestReporter reporter) {
		for (int i = 0; i < PROCESSES; i++) {
			this.children.add(ChildInstance.start(mode, LEASE_TIME, memcached.servers()));
		}
		this.children.forEach((child) -> child.await("ready"));
		this.children.forEach((child) -> child.send("stampede key " + THREADS + " " + LOAD_MILLIS));
		this.children.forEach((child) -> child.await("prepared"));
		long start = System.currentTimeMillis() + 100;
		this.children.forEach((child) -> child.send("go " + start));
		int loads = 0;
		long millis = 0;
		Set<String> values = new TreeSet<>();
		for (ChildProcess child : this.children) {
			List<String> outcome = child.await("done");
			loads += Integer.parseInt(outcome.get(0));
			millis = Math.max(millis, Long.parseLong(outcome.get(1)));
			values.addAll(outcome.subList(2, outcome.size()));
		}
		reporter.publishEntry(mode + ": " + PROCESSES + " x " + THREADS + " for one key", millis + " ms");
		assertThat(loads).isEqualTo(1);
		assertThat(values).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "MEMCACHED", "TIERED" })
	void differentKeysAreLoadedAtTheSameTime(CacheMode mode, TestReporter reporter) throws Exception {
		try (ClusterInstance instance = instance(mode)) {
			CyclicBarrier all = new CyclicBarrier(THREADS);
			// Complete only if all loads are in progress at once
			load(instance, "together", () -> all.await(30, TimeUnit.SECONDS));
			Callable<?> loader = () -> {
				TimeUnit.MILLISECONDS.sleep(LOAD_MILLIS);
				return "value";
			};
			long start = System.nanoTime();
			instance.cache().get("alone", loader);
			long alone = System.nanoTime() - start;
			long together = load(instance, "timed", loader);
			reporter.publishEntry(mode + ": " + THREADS + " cold keys", TimeUnit.NANOSECONDS.toMillis(together)
					+ " ms, %.2f of one alone".formatted((double) together / alone));
		}
	}

	private long load(ClusterInstance instance, String keys, Callable<?> loader) throws Exception {
		CyclicBarrier start = new CyclicBarrier(THREADS + 1);
		List<Future<Object>> values = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			String key = keys + i;
			values.add(this.executor.submit(() -> {
				start.await();
				return instance.cache().get(key, (Callable<Object>) loader::call);
			}));
		}
		start.await();
		long began = System.nanoTime();
		for (Future<Object> value : values) {
			assertThat(value.get()).isNotNull();
		}
		return System.nanoTime() - began;
	}

	private static ClusterInstance instance(CacheMode mode) {
		return new ClusterInstance("instance", ClusterInstance.addresses(memcached.servers()),
				ChildInstance.settings(mode, LEASE_TIME), new TestSerializer(), Duration.ofSeconds(1),
				Duration.ofMillis(200));
	}

}
