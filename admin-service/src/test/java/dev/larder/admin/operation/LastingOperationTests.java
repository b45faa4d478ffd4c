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

package dev.larder.admin.operation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests operations that go through all keys of servers, and take longer than questions
 * may.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastingOperationTests {

	private static final String OPERATIONS = "/api/v1/operations";

	private static final int KEYS = 1000;

	private final MemcachedServer server = MemcachedServer.start();

	private AdminClient admin;

	@BeforeAll
	void start() {
		this.admin = AdminClient.start(
				List.of("larder.admin.data-directory=" + TemporaryDirectory.create(), "larder.admin.read-timeout=500ms",
						"larder.admin.deadline=500ms", "larder.admin.operations.max-duration=4s",
						"larder.admin.operations.deletes-per-second=100", "larder.admin.operations.max-wait=0"),
				this.server);
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.server.close();
	}

	@BeforeEach
	void fill() {
		this.server.flush();
		fill("atlas:", KEYS);
	}

	private void fill(String prefix, int count) {
		try (MemcachedConnection connection = this.server.connect()) {
			for (int i = 0; i < count; i++) {
				connection.set(prefix + i, 0, 0, "1".getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	private String evict(String prefix, String rest) {
		AdminClient.Response response = this.admin.post(OPERATIONS,
				"{\"type\":\"PREFIX_EVICT\",\"target\":" + "{\"cluster\":\"main\",\"prefix\":\"" + prefix
						+ "\"},\"dryRun\":false,\"confirm\":\"main\"" + rest + "}");
		assertThat(response.status()).isEqualTo(202);
		return OPERATIONS + "/" + response.text("$.id");
	}

	private AdminClient.Response ended(String path) {
		Awaitility.await().until(() -> !this.admin.get(path).text("$.state").equals("RUNNING"));
		return this.admin.get(path);
	}

	private long deleted(AdminClient.Response operation) {
		return Long.parseLong(operation.text("$.results[0].data.items"));
	}

	private long left() {
		return KEYS - this.admin.get("/api/v1/clusters/main")
			.texts("$.results[*].data.items")
			.stream()
			.mapToLong(Long::parseLong)
			.sum();
	}

	@Test
	void rateIsBoundedAndProgressIsShownBeyondTheDeadlineOfQuestions() {
		fill("other:", 300);
		String path = evict("other:", "");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.admin.get(path).texts("$.results[*].data.items")).isNotEmpty());
		AdminClient.Response running = this.admin.get(path);
		assertThat(running.text("$.state")).isEqualTo("RUNNING");
		assertThat(running.text("$.results[0].data.seen")).isEqualTo("1300");
		assertThat(running.text("$.results[0].data.total")).isEqualTo("1300");
		assertThat(deleted(running)).isBetween(1L, 200L);
		AdminClient.Response done = ended(path);
		assertThat(done.text("$.state")).isEqualTo("SUCCEEDED");
		assertThat(deleted(done)).isEqualTo(300);
	}

	@Test
	void cancelledEvictionEndsBetweenBatchesAndSaysHowFarItCame() {
		String path = evict("atlas:", "");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.admin.get(path).texts("$.results[*].data.items")).isNotEmpty());
		this.admin.post(path + "/cancellations", "");
		AdminClient.Response cancelled = ended(path);
		assertThat(cancelled.text("$.state")).isEqualTo("CANCELLED");
		assertThat(cancelled.text("$.results[0].state")).isEqualTo("CANCELLED");
		assertThat(deleted(cancelled)).isBetween(1L, KEYS - 1L).isEqualTo(left());
	}

	@Test
	void evictionEndsWhenItsTimeIsOverAndCanBeGoneOnWith() {
		String path = evict("atlas:", "");
		AdminClient.Response over = ended(path);
		assertThat(over.text("$.results[0].state")).isEqualTo("TIMEOUT");
		assertThat(over.text("$.results[0].problem.detail")).contains("larder.admin.operations.max-duration");
		assertThat(deleted(over)).isBetween(300L, 500L).isEqualTo(left());
		AdminClient.Response again = ended(
				evict("atlas:", ",\"retryOf\":\"" + path.substring(OPERATIONS.length() + 1) + "\""));
		assertThat(deleted(again)).isPositive();
	}

	@Test
	void longDryRunIsDoneBehindTheAnswer() {
		AdminClient.Response begun = this.admin.post(OPERATIONS,
				"{\"type\":\"PREFIX_EVICT\",\"target\":{\"cluster\":\"main\",\"prefix\":\"atlas:\"},\"dryRun\":true}",
				Map.of("Prefer", "respond-async"));
		assertThat(begun.status()).isEqualTo(202);
		AdminClient.Response planned = ended(OPERATIONS + "/" + begun.text("$.id"));
		assertThat(planned.text("$.state")).isEqualTo("PLANNED");
		assertThat(planned.text("$.results[0].data.items")).isEqualTo("1000");
		assertThat(left()).isZero();
	}

}
