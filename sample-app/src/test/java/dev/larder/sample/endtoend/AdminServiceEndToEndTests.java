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
package dev.larder.sample.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.postgresql.PostgresServer;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged admin service on PostgreSQL, before three memcached servers and two
 * instances of the packaged application that learn late of what the other changed.
 */
class AdminServiceEndToEndTests {

	private static final long SHANGHAI = 1796236;

	private static final long POPULATION = 22_315_474;

	private static final String CITY = "/cities/" + SHANGHAI;

	private static final String KEY = "{\"cache\":\"cities\",\"key\":\"long~" + SHANGHAI + "\"}";

	private static final Pattern RECIPES = Pattern.compile("```shell\n(.*?)```", Pattern.DOTALL);

	private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

	private static final Pattern SECRET = Pattern.compile("\"secret\":\"([^\"]+)\"");

	@RegisterExtension
	@Order(1)
	static final MemcachedExtension memcached = MemcachedExtension.servers(3);

	@RegisterExtension
	@Order(2)
	static final SampleInstances instances = new SampleInstances("tiered", 2, memcached::addresses,
			"--larder.coherence.poll-interval=10m", "--larder.caches.cities.local-ttl=1h");

	@TempDir
	static Path directory;

	private static PostgresServer database;

	private AdminProcess admin;

	@BeforeAll
	static void startDatabase() {
		database = PostgresServer.start();
	}

	@AfterAll
	static void stopDatabase() {
		database.close();
	}

	@BeforeEach
	void startService() {
		this.admin = AdminProcess.start(directory, memcached, instances, "--spring.datasource.url=" + database.url(),
				"--spring.datasource.username=" + database.user(), "--larder.admin.operations.deletes-per-second=1",
				"--larder.admin.registration.enabled=true",
				"--larder.admin.registration.allowed-addresses=127.0.0.0/8");
	}

	@AfterEach
	void stopService() {
		this.admin.close();
	}

	@Test
	void olderCopyIsFoundAndEvictedEverywhere() {
		SampleProcess writer = instances.get(0);
		SampleProcess other = instances.get(1);
		assertThat(other.body(CITY)).contains("\"population\":" + POPULATION);
		writer.updatePopulation(SHANGHAI, POPULATION + 1).expectStatus().isOk();
		try {
			assertThat(writer.body(CITY)).contains("\"population\":" + (POPULATION + 1));
			assertThat(other.body(CITY)).contains("\"population\":" + POPULATION);
			String found = this.admin.post("/applications/atlas/key-lookups", KEY);
			assertThat(text(found, "$.verdict.state")).as(found).isEqualTo("OLDER_COPIES");
			String id = other.url().substring("http://".length()).replace(':', '-');
			assertThat(found).contains("1 of 2 instances", id);
			String operation = this.admin.post("/operations",
					"{\"type\":\"KEY_EVICT\",\"target\":{\"application\":\"atlas\",\"cache\":\"cities\",\"key\":\"long~"
							+ SHANGHAI + "\"},\"dryRun\":false,\"reason\":\"wrong population\"}");
			awaitState(text(operation, "$.id"), "SUCCEEDED");
			String gone = this.admin.post("/applications/atlas/key-lookups", KEY);
			assertThat(text(gone, "$.verdict.state")).as(gone).isEqualTo("NOT_CACHED");
			assertThat(other.body(CITY)).contains("\"population\":" + (POPULATION + 1));
		}
		finally {
			writer.updatePopulation(SHANGHAI, POPULATION).expectStatus().isOk();
		}
	}

	@Test
	void auditTrailTellsWhatAKilledServiceWasDoing() {
		MemcachedServer frozen = memcached.server(2);
		store(memcached.server(0), "doomed:", 1000);
		String operation = this.admin.post("/operations",
				"{\"type\":\"PREFIX_EVICT\",\"target\":{\"cluster\":\"main\",\"prefix\":\"doomed:\"},\"dryRun\":false,\"confirm\":\"main\"}");
		String id = text(operation, "$.id");
		frozen.freeze();
		String scan = this.admin.post("/clusters/main/scans", "{}");
		assertThat(text(scan, "$.state")).as(scan).isEqualTo("RUNNING");
		this.admin.kill();
		frozen.resume();
		startService();
		awaitState(id, "INTERRUPTED");
		assertThat(memcached.server(0).stat("curr_items")).isPositive();
		String events = this.admin.get("/audit-events?limit=200");
		List<String> types = JsonPath.read(events, "$.items[*].type");
		assertThat(types).contains("PREFIX_EVICT", "KEY_SCAN");
		List<String> outcomes = JsonPath.read(events, "$.items[?(@.data.operation=='" + id + "')].data.outcome");
		assertThat(outcomes).as(events).contains("INTERRUPTED");
	}

	@Test
	void applicationThatRegistersIsSeenUntilItEnds() {
		String token = text(
				this.admin.post("/tokens", "{\"name\":\"shop\",\"role\":\"REGISTRAR\",\"applications\":[\"shop\"],"
						+ "\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"}"),
				"$.secret");
		try (SampleProcess shop = SampleProcess.start(directory, List.of("--spring.application.name=shop",
				"--larder.admin.client.url=" + this.admin.url(), "--larder.admin.client.token=" + token))) {
			assertThat(shop.body(CITY)).contains("Shanghai");
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.untilAsserted(() -> assertThat(this.admin.get("/registrations")).contains("\"application\":\"shop\"",
						"\"managementUrl\":\"" + shop.url() + "/actuator\""));
			String caches = this.admin.get("/applications/shop/caches");
			List<String> names = JsonPath.read(caches, "$.results[0].data.caches[*].name");
			assertThat(names).as(caches).contains("cities", "searches");
			assertThat(shop.log()).contains("Registered at the admin service").doesNotContain(token);
		}
		assertThat(this.admin.get("/registrations")).doesNotContain("shop");
		assertThat(this.admin.get("/applications/shop")).contains("unknown-application");
		assertThat(this.admin.get("/audit-events?limit=50")).contains("INSTANCE_REGISTER", "INSTANCE_LEAVE");
	}

	@Test
	void recipesOfTheDocumentationWork() {
		Map<String, String> variables = new HashMap<>();
		instances.get(0).get(CITY).expectStatus().isOk();
		List<String> recipes = recipes();
		assertThat(recipes).hasSizeGreaterThan(30);
		// There is none before the first poll
		String history = "curl -u $LOGIN \"$ADMIN/applications/atlas/history?cache=cities\"";
		Awaitility.await().until(() -> !isProblem(this.admin.run(history, variables)));
		SoftAssertions all = new SoftAssertions();
		for (String recipe : recipes) {
			String answer = this.admin.run(recipe, variables);
			all.assertThat(answer.isEmpty()).as(recipe).isEqualTo(recipe.contains("-X DELETE"));
			// What has ended cannot be cancelled, and what was not asked for not approved
			boolean mayBeRefused = recipe.contains("/cancellations") || recipe.contains("/approvals");
			all.assertThat(mayBeRefused || !isProblem(answer)).as(recipe + ": " + answer).isTrue();
			remember("ID", ID.matcher(answer), variables);
			remember("TOKEN", SECRET.matcher(answer), variables);
		}
		all.assertAll();
	}

	private static boolean isProblem(String answer) {
		boolean problem = answer.startsWith("{\"") && answer.contains("\"status\":") && answer.contains("\"code\":")
				&& answer.contains("\"detail\":") && !answer.contains("\"results\":");
		// Of the service, or of the script
		return problem || answer.lines().anyMatch((line) -> line.startsWith("larder: "));
	}

	private static void remember(String name, Matcher matcher, Map<String, String> variables) {
		if (matcher.find()) {
			variables.put(name, matcher.group(1));
		}
	}

	/** Returns the commands, with the servers and times of here and now. */
	private static List<String> recipes() {
		String page;
		try {
			page = Files.readString(Path.of("..", "docs", "admin-api.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String server = memcached.server(0).address().replace(':', '-');
		List<String> recipes = new ArrayList<>();
		Matcher blocks = RECIPES.matcher(page);
		while (blocks.find()) {
			blocks.group(1)
				.replace("\\\n", " ")
				.replace("127.0.0.1-11211", server)
				.replace("2027-03-01T00:00:00Z",
						Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS).toString())
				.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("export "))
				.forEach(recipes::add);
		}
		return recipes;
	}

	private void awaitState(String id, String state) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(text(this.admin.get("/operations/" + id), "$.state")).isEqualTo(state));
	}

	private static String text(String json, String path) {
		try {
			return JsonPath.read(json, path).toString();
		}
		catch (RuntimeException ex) {
			throw new AssertionError("There is no " + path + " in " + json, ex);
		}
	}

	private static void store(MemcachedServer server, String prefix, int count) {
		try (MemcachedConnection connection = server.connect()) {
			for (int i = 0; i < count; i++) {
				assertThat(connection.set(prefix + i, 0, 0, new byte[] { 1 })).isEqualTo("STORED");
			}
		}
	}

}
