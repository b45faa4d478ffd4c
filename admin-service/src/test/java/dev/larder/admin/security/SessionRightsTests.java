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
package dev.larder.admin.security;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionRightsFilter}, with restarts of the service over one database.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionRightsTests {

	private final MemcachedServer memcached = MemcachedServer.start();

	private final Path directory = TemporaryDirectory.create();

	private final Map<String, String> sessions = new HashMap<>();

	private AdminClient service;

	private AdminClient start(String... properties) {
		List<String> all = new ArrayList<>(List.of("larder.admin.data-directory=" + this.directory));
		all.addAll(List.of(properties));
		return AdminClient.start(all, this.memcached);
	}

	private static String[] users(String hash, String... names) {
		List<String> properties = new ArrayList<>();
		for (int i = 0; i < names.length; i++) {
			String user = "larder.admin.users[" + (i + 2) + "].";
			properties.addAll(List.of(user + "name=" + names[i], user + "password=" + hash, user + "role=admin",
					user + "values=true"));
		}
		return properties.toArray(String[]::new);
	}

	private static String hash(String password) {
		return "{bcrypt}" + new BCryptPasswordEncoder(4).encode(password);
	}

	@BeforeAll
	void restartWithOtherSettings() {
		String[] users = users(hash("secret"), "lowered", "removed", "changed", "narrowed", "renamed");
		try (AdminClient before = start(users)) {
			for (String user : List.of("admin", "lowered", "removed", "changed", "narrowed", "renamed")) {
				String session = before.login(user);
				assertThat(before.getWithCookie("/api/v1/audit-events", session).status()).isEqualTo(200);
				this.sessions.put(user, session);
			}
		}
		for (int i = 0; i < users.length; i++) {
			users[i] = users[i].replace("[2].role=admin", "[2].role=viewer")
				.replace("[2].values=true", "[2].values=false")
				.replace("=removed", "=another")
				.replace("=renamed", "=RENAMED");
			if (users[i].startsWith("larder.admin.users[4].password=")) {
				users[i] = "larder.admin.users[4].password=" + hash("other");
			}
		}
		this.service = start(Stream.concat(Stream.of(users), Stream.of("larder.admin.users[5].clusters=other"))
			.toArray(String[]::new));
	}

	@AfterAll
	void stop() {
		this.service.close();
		this.memcached.close();
	}

	private AdminClient.Response get(String user, String path) {
		return this.service.getWithCookie(path, String.valueOf(this.sessions.get(user)));
	}

	@Test
	void sessionOutlivesARestart() {
		assertThat(get("admin", "/api/v1/audit-events").status()).isEqualTo(200);
	}

	@Test
	void lowerRoleIsThatOfOldSessionsToo() {
		assertThat(get("lowered", "/api/v1/audit-events").status()).isEqualTo(403);
		assertThat(get("lowered", "/actuator/metrics").status()).isEqualTo(403);
		assertThat(get("lowered", "/").body()).contains("lowered").doesNotContain("ADMIN");
		AdminClient.Response me = get("lowered", "/api/v1/me");
		assertThat(me.texts("$.roles")).containsExactly("VIEWER");
		assertThat(me.text("$.values")).isEqualTo("false");
	}

	@Test
	void smallerScopeIsThatOfOldSessionsToo() {
		assertThat(get("narrowed", "/api/v1/clusters/main").status()).isEqualTo(404);
	}

	@Test
	void sessionOfARemovedUserEnds() {
		assertThat(get("removed", "/api/v1/me").status()).isEqualTo(401);
		assertThat(get("removed", "/").status()).isEqualTo(401);
		assertThat(this.service.bean(JdbcClient.class)
			.sql("select principal_name from spring_session")
			.query(String.class)
			.list()).contains("admin").doesNotContain("removed");
	}

	@Test
	void sessionEndsWithItsPassword() {
		assertThat(get("changed", "/api/v1/me").status()).isEqualTo(401);
	}

	@Test
	void nameInUpperCaseIsThatOfTheSameUser() {
		assertThat(get("renamed", "/api/v1/me").text("$.name")).isEqualTo("RENAMED");
	}

}
