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

package dev.larder.admin.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import dev.larder.admin.AbstractReplicaTests;
import dev.larder.admin.AdminClient;
import dev.larder.admin.history.Poller;
import dev.larder.test.memcached.MemcachedConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of the service with one PostgreSQL server, as behind a load balancer that
 * sends each request to either.
 */
class ReplicaTests extends AbstractReplicaTests {

	private static final String OPERATIONS = "/api/v1/operations";

	private static int status(AdminClient service, String session) {
		return service.getWithCookie("/api/v1/me", session).status();
	}

	@Test
	void sessionOfOneIsGoodInBoth() {
		String session = this.first.login();
		assertThat(status(this.second, session)).isEqualTo(200);
		assertThat(this.second.getWithCookie("/", session).body()).contains("class=\"person\"");
	}

	@Test
	void logoutInOneEndsTheSessionInBoth() {
		String session = this.first.login();
		String other = this.second.login();
		assertThat(this.second.logout(session).status()).isEqualTo(302);
		assertThat(status(this.first, session)).isEqualTo(401);
		assertThat(status(this.second, session)).isEqualTo(401);
		assertThat(status(this.first, other)).as("another session of the user").isEqualTo(200);
	}

	@Test
	void idempotencyKeyIsKnownToBoth() {
		String body = "{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},\"dryRun\":false}";
		Map<String, String> key = Map.of("Idempotency-Key", "for both");
		String id = this.first.post(OPERATIONS, body, key).text("$.id");
		assertThat(this.second.post(OPERATIONS, body, key).text("$.id")).isEqualTo(id);
		AdminClient.Response reused = this.second.post(OPERATIONS, body.replace("\"a\"", "\"b\""), key);
		assertThat(reused.status()).isEqualTo(422);
		assertThat(reused.text("$.code")).isEqualTo("idempotency-key-reused");
	}

	@Test
	void tokenOfOneLetsInToBothUntilEitherRevokesIt() {
		AdminClient.Response created = this.first.post("/api/v1/tokens",
				"{\"name\":\"job\",\"expiresAt\":\"" + Instant.now().plusSeconds(600) + "\"}");
		String bearer = "Bearer " + created.text("$.secret");
		assertThat(this.second.getWithHeader("/api/v1/me", "Authorization", bearer).status()).isEqualTo(200);
		this.second.delete("/api/v1/tokens/" + created.text("$.token.id"));
		assertThat(this.first.getWithHeader("/api/v1/me", "Authorization", bearer).status()).isEqualTo(401);
	}

	@Test
	void operationInProgressIsShownAndCancelledByEither() {
		try (MemcachedConnection connection = this.memcached.connect()) {
			for (int i = 0; i < 3000; i++) {
				connection.set("slow:" + i, 0, 0, "1".getBytes(StandardCharsets.UTF_8));
			}
		}
		AdminClient.Response begun = this.first.post(OPERATIONS,
				"{\"type\":\"PREFIX_EVICT\",\"target\":{\"cluster\":\"main\",\"prefix\":\"slow:\"},"
						+ "\"dryRun\":false,\"confirm\":\"main\"}");
		assertThat(begun.status()).isEqualTo(202);
		String path = OPERATIONS + "/" + begun.text("$.id");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.second.get(path).texts("$.results[*].data.items")).isNotEmpty());
		assertThat(this.second.get(path).text("$.state")).isEqualTo("RUNNING");
		assertThat(this.second.get(OPERATIONS).texts("$.items[*].id")).contains(begun.text("$.id"));
		assertThat(this.second.post(path + "/cancellations", "").status()).isLessThan(300);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.first.get(path).text("$.state")).isEqualTo("CANCELLED"));
	}

	@Test
	void onePollsAtATimeAndAnotherTakesOverWhenItEnds() {
		String path = "/api/v1/clusters/main/history";
		Poller waiting = this.second.bean(Poller.class);
		String owner;
		try (AdminClient polling = start(true)) {
			Awaitility.await().atMost(PATIENCE).until(() -> owner() != null);
			owner = owner();
			waiting.start();
			Awaitility.await().atMost(PATIENCE).until(() -> polling.get(path).body().contains("\"latest\""));
			String since = polling.get(path).text("$.latest.to");
			Awaitility.await().atMost(PATIENCE).until(() -> !polling.get(path).text("$.latest.to").equals(since));
			assertThat(owner()).as("after another poll").isEqualTo(owner);
		}
		Awaitility.await().atMost(PATIENCE).until(() -> owner() != null);
		assertThat(owner()).isNotEqualTo(owner);
		waiting.stop();
		assertThat(owner()).as("given up").isNull();
	}

	private String owner() {
		return this.first.bean(JdbcClient.class)
			.sql("select owner from lease where name = 'history'")
			.query(String.class)
			.optional()
			.orElse(null);
	}

}
