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

package dev.larder.internal.memcached.discovery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.larder.connection.DiscoverySettings;
import dev.larder.connection.DiscoverySettings.Mode;
import dev.larder.internal.memcached.HeldClient;
import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedNode;
import dev.larder.internal.memcached.NodeAddress;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.NodeTimes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Discovery}.
 */
class DiscoveryTests {

	private static final NodeAddress NAME = NodeAddress.parse("cache:11211");

	private static final NodeSettings SETTINGS = NodeSettings.defaults().withConnectTimeout(Duration.ofMillis(10));

	private final MemcachedCluster cluster = new MemcachedCluster(NAME, "shop",
			(address, settings, timer) -> new HeldClient(), SETTINGS, NodeTimes.NONE);

	private volatile ServerLookup lookup = () -> List.of(NodeAddress.parse("10.0.0.1:11211"));

	private final Discovery discovery = Discovery.of(this.cluster, List.of(NAME), () -> this.lookup.servers(),
			new DiscoverySettings(Mode.DNS, Duration.ofMillis(100)), SETTINGS);

	@AfterEach
	void close() {
		this.discovery.close();
		this.cluster.close();
	}

	@Test
	void nameStandsForServersThatAreNotFoundYet() {
		assertThat(nodes()).containsExactly("cache:11211");
	}

	@Test
	void startWaitsUntilServersAreFound() {
		this.discovery.start();
		assertThat(nodes()).containsExactly("10.0.0.1:11211");
	}

	@Test
	void startDoesNotWaitForLong() {
		CountDownLatch never = new CountDownLatch(1);
		this.lookup = () -> {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			return List.of();
		};
		this.discovery.start();
		assertThat(nodes()).containsExactly("cache:11211");
	}

	@Test
	void serverMayHaveTheNameThatStoodInForIt() {
		this.lookup = () -> List.of(NAME);
		MemcachedNode standIn = this.cluster.nodes().get(0);
		this.discovery.look();
		assertThat(this.cluster.nodes()).hasSize(1).doesNotContain(standIn);
	}

	@Test
	void serversAreLookedUpAgain() {
		this.discovery.start();
		this.lookup = () -> List.of(NodeAddress.parse("10.0.0.2:11211"), NodeAddress.parse("10.0.0.1:11211"));
		await().untilAsserted(() -> assertThat(nodes()).containsExactly("10.0.0.1:11211", "10.0.0.2:11211"));
	}

	@Test
	void serversStayWhileTheyCannotBeLookedUp() {
		this.discovery.look();
		this.lookup = () -> {
			throw new IOException("no answer");
		};
		this.discovery.look();
		assertThat(nodes()).containsExactly("10.0.0.1:11211");
		assertThat(this.discovery.advice()).contains("The memcached servers of cache:11211 cannot be looked up since ")
			.contains(": no answer.");
	}

	@Test
	void lookUpThatWorksAgainIsNotSpokenOf() {
		ServerLookup working = this.lookup;
		this.lookup = () -> {
			throw new IOException("no answer");
		};
		this.discovery.look();
		this.lookup = working;
		this.discovery.look();
		assertThat(this.discovery.advice()).isNull();
	}

	@Test
	void lookUpThatBreaksIsRepeated() {
		ServerLookup working = this.lookup;
		this.lookup = () -> {
			this.lookup = working;
			throw new IllegalStateException("broken");
		};
		this.discovery.start();
		await().untilAsserted(() -> assertThat(nodes()).containsExactly("10.0.0.1:11211"));
	}

	private List<String> nodes() {
		return this.cluster.nodes().stream().map(MemcachedNode::toString).toList();
	}

}
