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
import java.util.concurrent.CompletableFuture;

import dev.larder.cache.CacheMode;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.memcached.MemcachedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * Tests for a batch that waits for a load in progress, whose key another instance changes
 * meanwhile.
 */
@Timeout(60)
class JoinedLoadTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final CompletableFuture<String> load = new CompletableFuture<>();

	private ClusterInstance one;

	private ClusterInstance other;

	@AfterEach
	void stop() {
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
