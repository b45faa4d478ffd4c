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

import java.util.List;
import java.util.Map;

import dev.larder.admin.AdminClient;
import dev.larder.test.postgresql.PostgresServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A PostgreSQL server, which several instances of the service may share.
 */
class PostgresStoreTests extends AbstractStoreTests {

	private final PostgresServer postgres = PostgresServer.start();

	@Override
	List<String> database() {
		return List.of("spring.datasource.url=" + this.postgres.url(),
				"spring.datasource.username=" + this.postgres.user());
	}

	@AfterAll
	void stopPostgres() {
		this.postgres.close();
	}

	@Test
	void otherInstanceKnowsWhatOneHasDone() {
		Map<String, String> key = Map.of("Idempotency-Key", "shared");
		try (AdminClient other = startAnother()) {
			String id = this.admin.post("/api/v1/operations", EVICT, key).text("$.id");
			assertThat(other.get("/api/v1/operations/" + id).text("$.state")).isEqualTo("SUCCEEDED");
			assertThat(other.post("/api/v1/operations", EVICT, key).text("$.id")).isEqualTo(id);
			assertThat(other.getWithCookie("/api/v1/me", this.admin.login()).status()).isEqualTo(200);
		}
	}

	@Test
	void pageInASessionSaysThatTheDatabaseIsAway() {
		String session = this.admin.login();
		this.postgres.stop();
		try {
			AdminClient.Response page = this.admin.page("/", session);
			assertThat(page.status()).isEqualTo(503);
			assertThat(page.body()).contains("class=\"brand\"", "The database of this service does not answer");
			AdminClient.Response answer = this.admin.getWithCookie("/api/v1/me", session);
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.text("$.code")).isEqualTo("store-unavailable");
		}
		finally {
			this.postgres.launch();
		}
		// A connection of the pool that broke a moment ago may be tried first
		Awaitility.await().until(() -> this.admin.getWithCookie("/", session).status() == 200);
	}

	@Test
	void nothingIsDoneThatCannotBeRecorded() {
		this.memcached.command("set a 0 0 1\r\n1");
		this.postgres.stop();
		try {
			AdminClient.Response response = this.admin.post("/api/v1/operations", EVICT);
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.text("$.code")).isEqualTo("store-unavailable");
			assertThat(this.memcached.command("mg a")).isEqualTo("HD");
			assertThat(this.admin.get("/api/v1/clusters/main").status()).isEqualTo(200);
		}
		finally {
			this.postgres.launch();
		}
		Awaitility.await().until(() -> this.admin.post("/api/v1/operations", EVICT).status() == 201);
	}

}
