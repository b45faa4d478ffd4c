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
package dev.larder.internal.memcached;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import dev.larder.internal.entry.Item;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Comparing and setting where the server has no CAS tokens.
 */
class GuardedOperationsTests {

	private static final Item EXPECTED = item("expected");

	private final HeldClient client = new HeldClient();

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final MemcachedNode node = new MemcachedNode(new NodeAddress("cache", 11211, 1), this.client,
			NodeSettings.defaults(), this.scheduler, NodeTimes.NONE, null);

	@BeforeEach
	void begin() {
		this.client.items().put("key", EXPECTED);
		this.client.hold();
	}

	@AfterEach
	void stop() {
		this.scheduler.shutdownNow();
	}

	@Test
	void expectedItemIsReplaced() {
		CompletableFuture<StoreResult> set = set(0);
		this.client.answer();
		assertThat(this.client.unanswered()).containsExactly("get key", "replace key");
		this.client.answer();
		this.client.answer();
		assertThat(set.join()).isEqualTo(StoreResult.STORED);
		assertThat(text()).isEqualTo("new");
	}

	@Test
	void otherItemIsLeft() {
		this.client.items().put("key", item("other"));
		CompletableFuture<StoreResult> set = set(0);
		this.client.answer();
		assertThat(set.join()).isEqualTo(StoreResult.EXISTS);
		assertThat(text()).isEqualTo("other");
	}

	@Test
	void missingItemIsNotRestored() {
		this.client.items().clear();
		CompletableFuture<StoreResult> set = set(0);
		this.client.answer();
		assertThat(set.join()).isEqualTo(StoreResult.NOT_FOUND);
	}

	@Test
	void itemThatIsRemovedBeforeItIsReplacedIsNotRestored() {
		CompletableFuture<StoreResult> set = set(0);
		this.client.answer();
		this.client.items().clear();
		this.client.answer();
		this.client.answer();
		assertThat(set.join()).isEqualTo(StoreResult.NOT_FOUND);
		assertThat(this.client.items()).isEmpty();
	}

	@Test
	void whatReplacedSomethingElseIsTakenBack() {
		CompletableFuture<StoreResult> set = set(0);
		this.client.answer();
		this.client.items().put("key", item("placeholder of a later load"));
		this.client.answer();
		this.client.answer();
		assertThat(this.client.unanswered()).containsExactly("delete key");
		this.client.answer();
		assertThat(set.join()).isEqualTo(StoreResult.EXISTS);
		assertThat(this.client.items()).isEmpty();
	}

	@Test
	void itemThatIsToExpireAtOnceIsRemoved() {
		CompletableFuture<StoreResult> set = set(-1);
		this.client.answer();
		this.client.answer();
		this.client.answer();
		assertThat(set.join()).isEqualTo(StoreResult.STORED);
		assertThat(this.client.items()).isEmpty();
	}

	private CompletableFuture<StoreResult> set(int exptime) {
		return this.node.operations().compareAndSet("key", EXPECTED, item("new"), exptime);
	}

	private String text() {
		return new String(this.client.items().get("key").data(), StandardCharsets.UTF_8);
	}

	private static Item item(String text) {
		return new Item(0, text.getBytes(StandardCharsets.UTF_8));
	}

}
