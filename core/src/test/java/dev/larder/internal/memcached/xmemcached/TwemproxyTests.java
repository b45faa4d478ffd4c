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
package dev.larder.internal.memcached.xmemcached;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.larder.internal.entry.Item;
import dev.larder.test.ServerTest;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.larder.internal.memcached.MemcachedCluster;
import dev.larder.internal.memcached.MemcachedOperations;
import dev.larder.internal.memcached.NodeHealth.State;
import dev.larder.internal.memcached.NodeSettings;
import dev.larder.internal.memcached.StoreResult;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.testing.Twemproxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link XMemcachedOperations} through twemproxy.
 */
@ServerTest
class TwemproxyTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.servers(2);

	private Twemproxy proxy;

	private MemcachedCluster cluster;

	private MemcachedOperations operations;

	@BeforeEach
	void start() {
		this.proxy = new Twemproxy(memcached.addresses());
		this.cluster = new MemcachedCluster(List.of(this.proxy.address()), XMemcachedOperations::new,
				NodeSettings.defaults().withOperationTimeout(Duration.ofSeconds(2)).withFailureThreshold(1));
		this.operations = this.cluster.nodes().get(0).operations();
	}

	@AfterEach
	void stop() {
		this.cluster.close();
		this.proxy.close();
	}

	@Test
	void itemComesBackAsItWasSet() {
		set("key", "value");
		assertThat(this.operations.get("key").join()).extracting(Item::data).isEqualTo(bytes("value"));
	}

	@Test
	void addStoresOnlyTheFirst() {
		assertThat(this.operations.add("key", new Item(0, bytes("first")), 0).join()).isEqualTo(StoreResult.STORED);
		assertThat(this.operations.add("key", new Item(0, bytes("second")), 0).join())
			.isEqualTo(StoreResult.NOT_STORED);
	}

	@Test
	void compareAndSetReplacesTheItemThatWasRead() {
		set("key", "first");
		Item read = this.operations.gets("key").join();
		assertThat(this.operations.compareAndSet("key", read, new Item(0, bytes("second")), 0).join())
			.isEqualTo(StoreResult.STORED);
	}

	@Test
	void deleteTellsWhetherThereWasAnItem() {
		set("key", "value");
		assertThat(this.operations.delete("key").join()).isTrue();
		assertThat(this.operations.delete("key").join()).isFalse();
	}

	@Test
	void versionIsAnswered() {
		assertThat(this.operations.version().join()).isNotEmpty();
	}

	@Test
	void getAllFindsTheItemsOfAllServersBehindTheProxy() {
		List<String> keys = IntStream.range(0, 200).mapToObj((i) -> "key" + i).toList();
		keys.forEach((key) -> set(key, key));
		assertThat(memcached.servers()).allMatch((server) -> server.stat("curr_items") > 0);
		assertThat(this.operations.getAll(keys).join().keySet()).containsExactlyInAnyOrderElementsOf(keys);
	}

	@Test
	void manyGetsAtOnceEachFindTheirOwn() {
		IntStream.range(0, 200).forEach((i) -> set("key" + i, "value" + i));
		List<CompletableFuture<@Nullable Item>> gets = IntStream.range(0, 2000)
			.parallel()
			.mapToObj((i) -> this.operations.get("key" + i % 200))
			.toList();
		for (int i = 0; i < gets.size(); i++) {
			assertThat(gets.get(i).join()).extracting(Item::data).isEqualTo(bytes("value" + i % 200));
		}
	}

	@Test
	void probeFindsAProxyThatWasFrozen() {
		set("key", "value");
		this.proxy.freeze();
		assertThat(this.operations.get("key")).failsWithin(Duration.ofSeconds(10));
		Awaitility.await().until(() -> state() == State.DOWN);
		this.proxy.resume();
		Awaitility.await().until(() -> state() == State.UP);
		assertThat(this.operations.get("key").join()).isNotNull();
	}

	private State state() {
		return this.cluster.nodes().get(0).health().state();
	}

	private void set(String key, String value) {
		assertThat(this.operations.set(key, new Item(0, bytes(value)), 0).join()).isEqualTo(StoreResult.STORED);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
