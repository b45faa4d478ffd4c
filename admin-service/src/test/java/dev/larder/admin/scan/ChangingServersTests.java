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
package dev.larder.admin.scan;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.cache.CacheInspector.KeyReport;
import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheSettings;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LarderCacheManager;
import dev.larder.cache.MemcachedSettings;
import dev.larder.cache.NodeStatistics;
import dev.larder.connection.DiscoverySettings;
import dev.larder.connection.DiscoverySettings.Mode;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.memcached.ScriptedEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is told of the items of an application whose servers come and go, which
 * both it and the service have from the same configuration endpoint.
 */
@ServerTest
class ChangingServersTests extends AbstractAdminServiceTests {

	private static final int KEYS = 60;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final ScriptedEndpoint endpoint = endpoint();

	private LarderCacheManager manager;

	private LarderCache cache;

	private static ScriptedEndpoint endpoint() {
		ScriptedEndpoint endpoint = new ScriptedEndpoint();
		Runtime.getRuntime().addShutdownHook(new Thread(endpoint::close));
		return endpoint;
	}

	@DynamicPropertySource
	static void addCluster(DynamicPropertyRegistry registry) {
		registry.add("larder.admin.clusters[4].name", () -> "changing");
		registry.add("larder.admin.clusters[4].elasticache", endpoint::address);
		registry.add("larder.admin.dns-interval", () -> "1s");
		registry.add("larder.admin.applications[0].cluster", () -> "changing");
	}

	@BeforeEach
	void startApplication() {
		see(first, second);
		this.manager = LarderCacheManager.builder()
			.withCacheConfiguration("cities", CacheSettings.defaults().withMode(CacheMode.MEMCACHED))
			.memcached(MemcachedSettings.servers(endpoint.address())
				.withKeyPrefix("atlas")
				.withOperationTimeout(Duration.ofSeconds(5))
				.withConnectTimeout(Duration.ofSeconds(5))
				.withPollInterval(Duration.ofMillis(50))
				.withDiscovery(new DiscoverySettings(Mode.ELASTICACHE, Duration.ofMillis(100))))
			.build();
		LarderCache cache = this.manager.getLarderCache("cities");
		Assert.state(cache != null, "A cache with settings of its own exists from the start");
		this.cache = cache;
		awaitServers(first, second);
	}

	@AfterEach
	void endApplication() {
		this.manager.close();
	}

	private static void see(MemcachedServer... servers) {
		endpoint.servers(Stream.of(servers).map(MemcachedServer::address).toList());
	}

	private void use(MemcachedServer... servers) {
		see(servers);
		awaitServers(servers);
	}

	private void awaitServers(MemcachedServer... servers) {
		List<String> addresses = Stream.of(servers).map(MemcachedServer::address).toList();
		List<String> ids = Stream.of(servers).map(ChangingServersTests::id).toList();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.manager.getNodeStatistics()).extracting(NodeStatistics::name)
				.containsExactlyInAnyOrderElementsOf(addresses);
			assertThat(get("viewer", "/api/v1/clusters/changing")).hasStatusOk()
				.bodyJson()
				.extractingPath("$.results[*].target")
				.asArray()
				.containsExactlyInAnyOrderElementsOf(ids);
		});
	}

	private static String key(int number) {
		return "key-" + number;
	}

	private void fill() {
		for (int i = 0; i < KEYS; i++) {
			put(key(i));
		}
	}

	// What was begun anew has yet to be noted
	private void put(String key) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
			this.cache.put(key, "value of " + key);
			assertThat(this.cache.get(key)).isNotNull();
		});
	}

	private Set<String> served() {
		Set<String> served = new TreeSet<>();
		for (int i = 0; i < KEYS; i++) {
			if (this.cache.get(key(i)) != null) {
				served.add(key(i));
			}
		}
		return served;
	}

	private List<Map<String, Object>> scan() throws UnsupportedEncodingException {
		MvcTestResult begun = post("operator", "/api/v1/clusters/changing/scans", "{\"prefix\":\"atlas:cities:\"}");
		assertThat(begun).hasStatus(202);
		String location = begun.getResponse().getHeader("Location");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(get("operator", location)).bodyJson()
				.extractingPath("$.state")
				.isEqualTo("SUCCEEDED"));
		return JsonPath.read(get("operator", location + "/keys?limit=" + 2 * KEYS).getResponse().getContentAsString(),
				"$.items");
	}

	private static Set<String> keys(List<Map<String, Object>> items, boolean unreachable) {
		return items.stream()
			.filter((item) -> Boolean.valueOf(unreachable).equals(item.get("unreachable")))
			.map((item) -> String.valueOf(item.get("key")).replace("atlas:cities:", ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void itemsAreValidAsTheyAreForTheApplication() throws Exception {
		fill();
		assertThat(scan()).hasSize(KEYS).allSatisfy((item) -> assertThat(item).containsEntry("unreachable", false));
		use(first);
		List<Map<String, Object>> rest = scan();
		assertThat(rest).hasSizeLessThan(KEYS).isNotEmpty();
		assertThat(keys(rest, false)).isEqualTo(served());
		fill();
		assertThat(scan()).hasSize(KEYS).allSatisfy((item) -> assertThat(item).containsEntry("unreachable", false));
	}

	@Test
	void itemsOfFormerTimesAreDead() throws Exception {
		fill();
		use(first);
		fill();
		use(first, second);
		put(key(0));
		List<Map<String, Object>> items = scan();
		assertThat(items).hasSizeGreaterThan(KEYS);
		assertThat(keys(items, false)).isEqualTo(served());
		assertThat(items).allSatisfy((item) -> assertThat(item.get("unreachable")).isNotNull());
		use(first);
		assertThat(keys(scan(), false)).isEqualTo(served());
		this.cache.clear();
		put(key(0));
		assertThat(keys(scan(), false)).containsExactly(key(0));
	}

	@Test
	void keyIsLookedUpWithTheNumberOfItsPlace() {
		fill();
		use(first);
		fill();
		for (int i = 0; i < 5; i++) {
			answerLookUp(key(i));
			assertThat(lookUp(key(i))).bodyJson()
				.hasPathSatisfying("$.verdict.state", (state) -> state.assertThat().isEqualTo("CONSISTENT"))
				.hasPathSatisfying("$.servers.results[0].data.responsible", (flag) -> flag.assertThat().isEqualTo(true))
				.hasPathSatisfying("$.servers.results[0].data.valid", (flag) -> flag.assertThat().isEqualTo(true));
		}
		use(first, second);
		List<String> moved = new ArrayList<>();
		for (int i = 0; i < KEYS && moved.isEmpty(); i++) {
			if (answerLookUp(key(i)).node().equals(second.address())) {
				moved.add(key(i));
			}
		}
		assertThat(lookUp(moved.get(0))).bodyJson()
			.hasPathSatisfying("$.verdict.state", (state) -> state.assertThat().isEqualTo("NOT_CACHED"))
			.hasPathSatisfying("$.servers.results[*].data.valid",
					(flags) -> flags.assertThat().asArray().containsExactly(false, false));
	}

	private MvcTestResult lookUp(String key) {
		return post("operator", "/api/v1/applications/atlas/key-lookups",
				"{\"cache\":\"cities\",\"key\":\"" + key + "\"}");
	}

	private KeyReport answerLookUp(String key) {
		KeyReport report = this.cache.inspector().lookUp(key);
		Long generation = report.generation();
		String known = (generation != null) ? "\"" + HexFormat.of().toHexDigits(generation) + "\"" : "null";
		String json = "{\"schemaVersion\":1,\"mode\":\"memcached\",\"key\":\"" + key + "\",\"itemKey\":\""
				+ report.itemKey() + "\",\"node\":\"" + report.node() + "\",\"generation\":" + known
				+ ",\"certain\":true,\"loading\":false}";
		instance.answerLookUp(200, json);
		otherInstance.answerLookUp(200, json);
		return report;
	}

	@Test
	void endpointThatDoesNotAnswerIsToldAndItsServersStay() {
		endpoint.answer("ERROR\r\n");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(get("viewer", "/api/v1/clusters")).bodyJson()
				.hasPathSatisfying("$.items[4].resolution.elasticache",
						(name) -> name.assertThat().isEqualTo(endpoint.address()))
				.hasPathSatisfying("$.items[4].resolution.problem",
						(problem) -> problem.assertThat().asString().contains("did not say"))
				.hasPathSatisfying("$.items[4].servers.length()", (count) -> count.assertThat().isEqualTo(2))
				.doesNotHavePath("$.items[4].resolution.dns"));
	}

}
