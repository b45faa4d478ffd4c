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

import dev.larder.cache.CacheMode;
import dev.larder.cache.LarderCache;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests for what a server stores only after nobody waits for it any longer, so that it
 * may come after the changes of others.
 */
@Timeout(60)
@ServerTest
class UnansweredPutTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private ClusterInstance one;

	private ClusterInstance other;

	@BeforeEach
	void start() {
		this.one = instance(Duration.ofMillis(200));
		this.other = instance(Duration.ofSeconds(1));
	}

	@AfterEach
	void stop() {
		memcached.server().resume();
		this.one.close();
		this.other.close();
	}

	@Test
	void putIsRemoved() {
		assertRemoved(LarderCache::put);
	}

	@Test
	void putIfAbsentIsRemoved() {
		assertRemoved(LarderCache::putIfAbsent);
	}

	private void assertRemoved(Put put) {
		Awaitility.await().until(() -> this.one.synchronizeForCertain() && this.other.synchronizeForCertain());
		memcached.server().freeze();
		put.put(this.one.cache(), "key", "value");
		memcached.server().resume();
		Awaitility.await().until(() -> this.one.synchronizeForCertain() && this.other.synchronizeForCertain());
		// Soon after: on a busy machine the repetition may itself time out once
		Awaitility.await().until(() -> this.other.cache().get("key") == null);
	}

	private static ClusterInstance instance(Duration operationTimeout) {
		return new ClusterInstance("instance", ClusterInstance.addresses(memcached.servers()),
				ChildInstance.settings(CacheMode.TIERED, Duration.ofSeconds(3)), new TestSerializer(), operationTimeout,
				Duration.ofMillis(100));
	}

	/**
	 * Puts a value.
	 */
	@FunctionalInterface
	private interface Put {

		void put(LarderCache cache, String key, String value);

	}

}
