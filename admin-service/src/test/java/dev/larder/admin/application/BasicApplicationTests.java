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
package dev.larder.admin.application;

import java.util.List;
import java.util.Map;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.admin.history.Poller;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications without Larder's starter, with two instances of a real one.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BasicApplicationTests {

	private static final String OPERATIONS = "/api/v1/operations";

	private final BasicInstance first = BasicInstance.start();

	private final BasicInstance second = BasicInstance.start();

	private AdminClient admin;

	@BeforeAll
	void startService() {
		this.admin = AdminClient.start(List.of("larder.admin.clusters[0].servers=127.0.0.1:1",
				"larder.admin.data-directory=" + TemporaryDirectory.create(), "larder.admin.applications[0].name=shop",
				"larder.admin.applications[0].instances=" + this.first.managementUrl() + ","
						+ this.second.managementUrl()));
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.first.close();
		this.second.close();
	}

	@BeforeEach
	void fillCaches() {
		for (BasicInstance instance : List.of(this.first, this.second)) {
			instance.cache("local", "cities").put("berlin", "Berlin");
			instance.cache("local", "cities").get("berlin");
			List.of("sessions", "of two", ".", "a/b")
				.forEach((name) -> instance.cache("plain", name).put("key", "value"));
			instance.cache("other", "of two").put("key", "value");
			instance.requests().clear();
		}
	}

	private static String clear(String cache, boolean dryRun, String rest) {
		return "{\"type\":\"CACHE_CLEAR\",\"target\":{\"application\":\"shop\",\"cache\":\"" + cache + "\"" + rest
				+ "},\"dryRun\":" + dryRun + "}";
	}

	@Test
	void instancesAreBasicAndNameTheirCaches() {
		AdminClient.Response caches = this.admin.get("/api/v1/applications/shop/caches");
		assertThat(caches.texts("$.results[*].data.kind")).containsExactly("BASIC", "BASIC");
		assertThat(caches.texts("$.results[0].data.caches[*].name")).containsExactlyInAnyOrder("cities", "sessions",
				"of two", ".", "a/b", "of two");
		assertThat(caches.texts("$.results[0].data.caches[?(@.name=='cities')].manager")).containsExactly("local");
		assertThat(caches.texts("$.results[0].data.caches[?(@.name=='sessions')].settings.implementation"))
			.containsExactly("java.util.concurrent.ConcurrentHashMap");
		assertThat(this.admin.get("/api/v1/applications/shop").texts("$.results[*].data.kind")).containsExactly("BASIC",
				"BASIC");
	}

	@Test
	void metersTellWhatTheCachesWithMetersDoTogether() {
		AdminClient.Response caches = this.admin.get("/api/v1/applications/shop/caches");
		assertThat(caches.text("$.results[0].data.totals.size")).isEqualTo("1");
		assertThat(Long.parseLong(caches.text("$.results[0].data.totals.hits"))).isPositive();
		assertThat(caches.texts("$.results[0].data.caches[?(@.name=='cities')].statistics.size")).as("the only one")
			.containsExactly("1");
		assertThat(caches.texts("$.results[0].data.caches[?(@.name=='sessions')].statistics")).isEmpty();
	}

	@Test
	void pollCostsSevenRequests() {
		assertThat(this.admin.bean(Poller.class).poll()).isTrue();
		assertThat(this.first.requests()).containsExactly("GET /actuator/larder", "GET /actuator/caches",
				"GET /actuator/metrics/cache.gets", "GET /actuator/metrics/cache.gets",
				"GET /actuator/metrics/cache.puts", "GET /actuator/metrics/cache.evictions",
				"GET /actuator/metrics/cache.size");
		assertThat(this.admin.get("/api/v1/applications/shop/history").text("$.latest.figures.items")).isEqualTo("2.0");
	}

	@Test
	void cacheIsClearedInEveryInstance() {
		AdminClient.Response answer = this.admin.post(OPERATIONS, clear("cities", false, ""));
		assertThat(answer.text("$.state")).isEqualTo("SUCCEEDED");
		assertThat(answer.texts("$.results[*].data.outcome.code")).containsExactly("cleared", "cleared");
		assertThat(this.first.cache("local", "cities").get("berlin")).isNull();
		assertThat(this.second.cache("local", "cities").get("berlin")).isNull();
		assertThat(this.first.cache("plain", "sessions").get("key")).isNotNull();
		assertThat(this.admin.get("/api/v1/audit-events?type=CACHE_CLEAR").texts("$.items[*].data.outcome"))
			.contains("INTENT", "SUCCEEDED");
	}

	@Test
	void dryRunClearsNothing() {
		AdminClient.Response answer = this.admin.post(OPERATIONS, clear("cities", true, ""));
		assertThat(answer.texts("$.results[*].data.items")).containsExactly("1", "1");
		assertThat(this.first.cache("local", "cities").get("berlin")).isNotNull();
		assertThat(this.first.requests())
			.noneMatch((request) -> !request.startsWith("GET ") && !request.startsWith("OPTIONS "));
		assertThat(answer.text("$.results[0].data.outcome.text"))
			.contains("unless its protection from CSRF refuses it");
	}

	@ParameterizedTest
	@CsvSource({ "of two,target.manager", "a/b,risk of clearing others", "none,has no cache 'none'" })
	void dryRunSaysWhatWouldFail(String cache, String why) {
		AdminClient.Response answer = this.admin.post(OPERATIONS, clear(cache, true, ""));
		assertThat(answer.text("$.state")).isEqualTo("FAILED");
		assertThat(answer.text("$.results[0].problem.detail")).contains(why);
	}

	@Test
	void dryRunSaysThatCachesMayNotBeCleared() {
		try (BasicInstance readOnly = BasicInstance.start("management.endpoint.caches.access=read-only");
				MemcachedServer server = MemcachedServer.start();
				AdminClient client = AdminClient
					.start(List.of("larder.admin.data-directory=" + TemporaryDirectory.create(),
							"larder.admin.applications[0].name=shop",
							"larder.admin.applications[0].instances[0]=" + readOnly.managementUrl()), server)) {
			AdminClient.Response answer = client.post(OPERATIONS, clear("cities", true, ""));
			assertThat(answer.text("$.results[0].problem.code")).isEqualTo("capability-missing");
			assertThat(answer.text("$.results[0].problem.detail"))
				.contains("management.endpoint.caches.access=unrestricted");
			AdminClient.Response all = client.post(OPERATIONS,
					"{\"type\":\"APPLICATION_CLEAR\",\"target\":{\"application\":\"shop\"},\"dryRun\":true}");
			assertThat(all.text("$.state")).isEqualTo("FAILED");
			assertThat(readOnly.requests().stream().filter((request) -> request.startsWith("OPTIONS"))).hasSize(2);
			assertThat(client.post(OPERATIONS, clear("cities", false, "")).text("$.results[0].problem.detail"))
				.isEqualTo(answer.text("$.results[0].problem.detail"));
		}
	}

	@Test
	void oneOfSeveralCacheManagersIsNamed() {
		AdminClient.Response unnamed = this.admin.post(OPERATIONS, clear("of two", false, ""));
		assertThat(unnamed.text("$.results[0].state")).isEqualTo("UNSUPPORTED");
		assertThat(unnamed.text("$.results[0].problem.detail")).contains("target.manager");
		this.admin.post(OPERATIONS, clear("of two", false, ",\"manager\":\"other\""));
		assertThat(this.first.cache("other", "of two").get("key")).isNull();
		assertThat(this.first.cache("plain", "of two").get("key")).isNotNull();
	}

	@Test
	void unknownCacheIsToldApart() {
		AdminClient.Response answer = this.admin.post(OPERATIONS, clear("none", false, ""));
		assertThat(answer.text("$.results[0].problem.code")).isEqualTo("unknown-cache");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", "a/b" })
	void nameThatMayMeanAllCachesInAUrlIsRefused(String name) {
		AdminClient.Response answer = this.admin.post(OPERATIONS, clear(name, false, ""));
		assertThat(answer.text("$.results[0].problem.code")).isEqualTo("capability-missing");
		assertThat(this.first.cache("local", "cities").get("berlin")).isNotNull();
		assertThat(this.first.requests()).noneMatch((request) -> request.startsWith("DELETE"));
	}

	@Test
	void allCachesAreClearedButThoseThatCannotBe() {
		AdminClient.Response answer = this.admin.post(OPERATIONS,
				"{\"type\":\"APPLICATION_CLEAR\",\"target\":{\"application\":\"shop\"},\"dryRun\":false,"
						+ "\"confirm\":\"shop\",\"reason\":\"test\"}");
		assertThat(answer.text("$.state")).isEqualTo("PARTLY_SUCCEEDED");
		assertThat(this.first.cache("local", "cities").get("berlin")).isNull();
		assertThat(this.first.cache("other", "of two").get("key")).isNull();
		assertThat(this.second.cache("plain", "sessions").get("key")).isNull();
		assertThat(this.second.cache("plain", "a/b").get("key")).isNotNull();
	}

	@Test
	void keysNeedTheStarter() {
		String key = "{\"cache\":\"cities\",\"key\":\"berlin\"}";
		assertNeedsStarter(this.admin.post("/api/v1/applications/shop/key-lookups", key));
		for (Map.Entry<String, String> operation : Map.of("KEY_EVICT", "key", "PREFIX_EVICT", "prefix").entrySet()) {
			assertNeedsStarter(this.admin.post(OPERATIONS,
					"{\"type\":\"" + operation.getKey()
							+ "\",\"target\":{\"application\":\"shop\",\"cache\":\"cities\",\"" + operation.getValue()
							+ "\":\"berlin\"},\"dryRun\":true}"));
		}
	}

	private static void assertNeedsStarter(AdminClient.Response answer) {
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.text("$.code")).isEqualTo("starter-missing");
		assertThat(answer.text("$.detail")).contains("add 'dev.larder:larder-spring-boot-starter'");
		assertThat(answer.texts("$.results[*].state")).containsExactly("UNSUPPORTED", "UNSUPPORTED");
	}

	@Test
	void cacheWhoseNameCannotBeKeptIsLeftOutAndNamed() {
		AdminClient.Response caches = this.admin.get("/api/v1/applications/shop/caches");
		assertThat(caches.texts("$.results[0].data.leftOut")).containsExactly("a\\u0000b");
		assertThat(caches.texts("$.results[0].data.caches[*].name")).contains("cities", "sessions")
			.doesNotContain("a\0b");
	}

}
