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

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.larder.cache.CacheMode;
import dev.larder.cache.LarderCache;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.serializer.TestSerializer;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.testing.HoldingRelay;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what was sent on a connection that was lost, and reaches the server after its
 * repetition on another.
 */
@Timeout(60)
@ServerTest
class LateStoreTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private HoldingRelay relay;

	private ClusterInstance one;

	private ClusterInstance other;

	@BeforeEach
	void start() throws IOException {
		this.relay = new HoldingRelay(memcached.server());
		this.one = instance(List.of(new NodeAddress(this.relay.host(), this.relay.port(), 1)));
		this.other = instance(ClusterInstance.addresses(memcached.servers()));
		synchronize();
	}

	@AfterEach
	void stop() throws IOException {
		this.one.close();
		this.other.close();
		this.relay.close();
	}

	@Test
	void putThatComesLateIsNotFound() throws IOException {
		this.relay.hold();
		this.one.cache().put("key", "late");
		assertLateIsNotFound("STORED");
	}

	@Test
	void putIfAbsentThatComesLateIsNotFound() throws IOException {
		this.relay.hold();
		this.one.cache().putIfAbsent("key", "late");
		assertLateIsNotFound("STORED");
	}

	private void assertLateIsNotFound(String answer) throws IOException {
		this.relay.lose();
		synchronize();
		this.other.cache().evict("key");
		assertThat(this.relay.release()).contains(answer);
		synchronize();
		assertThat(this.other.cache().get("key")).isNull();
		assertThat(this.one.cache().get("key")).isNull();
	}

	@Test
	void loadThatComesLateIsNotFound() throws IOException {
		assertThat(this.one.cache().get("key", () -> {
			this.relay.hold();
			return "late";
		})).isEqualTo("late");
		assertLateIsNotFound("");
	}

	@Test
	void othersKeysStayWhereNothingWasStored() {
		LarderCache cache = this.other.cache();
		cache.put("other", "value");
		this.relay.hold();
		this.one.cache().evict("key");
		this.relay.lose();
		synchronize();
		assertThat(cache.get("other")).isNotNull();
	}

	private void synchronize() {
		Awaitility.await().until(() -> this.one.synchronizeForCertain() && this.other.synchronizeForCertain());
	}

	private static ClusterInstance instance(List<NodeAddress> addresses) {
		return new ClusterInstance("instance", addresses,
				ChildInstance.settings(CacheMode.MEMCACHED, Duration.ofSeconds(3)), new TestSerializer(),
				Duration.ofMillis(500), Duration.ofMillis(100));
	}

}
