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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.larder.cache.CacheMode;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.process.ChildProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process dies while it loads what another waits for. How long that takes is reported,
 * not asserted.
 */
@Timeout(120)
@ServerTest
class LeaseHolderKilledTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource({ "MEMCACHED, 1000", "TIERED, 3000" })
	void whoWaitsLoadsOnceTheLeaseIsOver(CacheMode mode, long leaseMillis, TestReporter reporter) throws Exception {
		Duration leaseTime = Duration.ofMillis(leaseMillis);
		try (ChildProcess child = ChildInstance.start(mode, leaseTime, memcached.servers());
				ClusterInstance instance = new ClusterInstance("instance",
						ClusterInstance.addresses(memcached.servers()), ChildInstance.settings(mode, leaseTime),
						new TestSerializer(), Duration.ofSeconds(1), Duration.ofMillis(200))) {
			child.await("ready");
			child.send("hold key");
			child.await("loading");
			Future<String> value = this.executor.submit(() -> instance.cache().get("key", () -> "own value"));
			awaitAttempts(5);
			assertThat(value).isNotDone();
			child.kill();
			long killed = System.nanoTime();
			assertThat(value.get(60, TimeUnit.SECONDS)).isEqualTo("own value");
			reporter.publishEntry(mode + ": taken over, lease time " + leaseMillis + " ms",
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed) + " ms");
			assertThat(instance.cache().get("key", String.class)).isEqualTo("own value");
		}
	}

	// Each tries to put a placeholder of its own into the slot
	private static void awaitAttempts(int attempts) {
		long sets = memcached.server().stat("cmd_set");
		Awaitility.await().until(() -> memcached.server().stat("cmd_set") >= sets + attempts);
	}

}
