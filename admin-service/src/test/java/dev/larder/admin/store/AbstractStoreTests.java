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
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What outlasts a restart of the service.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractStoreTests {

	static final String EVICT = "{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},"
			+ "\"dryRun\":false,\"reason\":\"why\"}";

	private static final Map<String, String> IDEMPOTENCY_KEY = Map.of("Idempotency-Key", "before-the-restart");

	final MemcachedServer memcached = MemcachedServer.start();

	AdminClient admin;

	private AdminClient.Response before;

	private String cookie;

	private String cursor;

	abstract List<String> database();

	AdminClient startAnother() {
		return AdminClient.start(database(), this.memcached);
	}

	@BeforeAll
	void restart() {
		try (AdminClient first = startAnother()) {
			first.post("/api/v1/operations", EVICT);
			this.before = first.post("/api/v1/operations", EVICT, IDEMPOTENCY_KEY);
			this.cookie = first.login();
			this.cursor = first.get("/api/v1/operations?limit=1").text("$.next");
		}
		this.admin = startAnother();
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.memcached.close();
	}

	@Test
	void operationIsStillKnownWithoutTheTextOfItsKey() {
		assertThat(this.before.text("$.target.key")).isEqualTo("a");
		assertThat(this.admin.get("/api/v1/operations/" + this.before.text("$.id")).body())
			.isEqualTo(this.before.body().replace(",\"key\":\"a\"", ""));
	}

	@Test
	void auditEventsAreStillKnown() {
		assertThat(this.admin.get("/api/v1/audit-events?type=KEY_EVICT").texts("$.items[*].data.outcome"))
			.endsWith("SUCCEEDED", "INTENT");
	}

	@Test
	void auditEventsAreExported() {
		String body = this.admin.get("/api/v1/audit-events/export?type=KEY_EVICT").body();
		assertThat(body.lines()).hasSizeGreaterThanOrEqualTo(4)
			.allSatisfy((line) -> assertThat(line).startsWith("{\"id\":").contains("\"type\":\"KEY_EVICT\""));
	}

	@Test
	void repeatedRequestIsStillDoneOnce() {
		AdminClient.Response after = this.admin.post("/api/v1/operations", EVICT, IDEMPOTENCY_KEY);
		assertThat(after.text("$.id")).isEqualTo(this.before.text("$.id"));
	}

	@Test
	void userIsStillLoggedIn() {
		assertThat(this.admin.getWithCookie("/api/v1/me", this.cookie).status()).isEqualTo(200);
	}

	@Test
	void cursorIsStillGood() {
		assertThat(this.admin.get("/api/v1/operations?cursor=" + this.cursor).texts("$.items[*].id")).hasSize(1)
			.doesNotContain(this.before.text("$.id"));
	}

	@Test
	void forgedCursorIsRefused() {
		char last = (this.cursor.charAt(this.cursor.length() - 1) == 'A') ? 'Q' : 'A';
		String forged = this.cursor.substring(0, this.cursor.length() - 1) + last;
		assertThat(this.admin.get("/api/v1/operations?cursor=" + forged).status()).isEqualTo(400);
	}

	@Test
	void cursorOfAnotherListIsRefused() {
		assertThat(this.admin.get("/api/v1/audit-events?cursor=" + this.cursor).status()).isEqualTo(400);
	}

	@Test
	void nobodyHasASessionBeforeTheLogin() {
		for (String path : List.of("/", "/login", "/nothing", "/api/v1/me")) {
			assertThat(this.admin.getWithCookie(path, "a=b").cookies())
				.noneMatch((cookie) -> cookie.contains("SESSION"));
		}
	}

}
