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
package dev.larder.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.larder.test.ServerTest;
import dev.larder.test.process.ChildProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nobody takes the memory of the service, in a process with little of it.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryTests {

	private static final String HASH = "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private static final String LOGIN = basic("admin:secret");

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final int TWO_MEGABYTES = 2 << 20;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final ActuatorStub instance = new ActuatorStub();

	private FloodingServer server;

	private ChildProcess service;

	private String url;

	@BeforeAll
	void start() throws IOException {
		this.server = new FloodingServer();
		List<String> arguments = Stream
			.of("server.port=0", "larder.admin.data-directory=" + TemporaryDirectory.create(),
					"larder.admin.clusters[0].name=main", "larder.admin.clusters[0].servers=" + this.server.address(),
					"larder.admin.applications[0].name=atlas",
					"larder.admin.applications[0].instances=" + this.instance.managementUrl(),
					"larder.admin.users[0].name=admin", "larder.admin.users[0].password=" + HASH,
					"larder.admin.users[0].role=admin", "larder.admin.limits.address-failures=1000",
					"larder.admin.history.enabled=false")
			.map((property) -> "--" + property)
			.toList();
		this.service = ChildProcess.start(LarderAdminApplication.class, List.of("-Xmx128m"), arguments);
		Matcher port = PORT.matcher(this.service.awaitAmongOthers("Tomcat started on port").text());
		assertThat(port.find()).isTrue();
		this.url = "http://127.0.0.1:" + port.group(1);
		this.service.awaitAmongOthers("Started LarderAdminApplication");
	}

	@AfterAll
	void stop() throws IOException {
		this.service.close();
		this.server.close();
		this.instance.close();
	}

	private static String basic(String login) {
		return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path)).timeout(Duration.ofSeconds(60));
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		return this.http.sendAsync(request(path).header("Authorization", LOGIN).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	@AfterEach
	void serviceGoesOn() {
		assertThat(this.service.process().isAlive()).isTrue();
		assertThat(get("/actuator/health").join().statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health/liveness").join().statusCode()).isEqualTo(200);
		assertThat(get("/api/v1/me").join().statusCode()).isEqualTo(200);
	}

	@Test
	void serverThatAnswersWithoutEnd() {
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			answers.add(get("/api/v1/clusters/main"));
		}
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().body()).contains("\"FAILED\""));
	}

	@Test
	void instanceThatReportsMillionsOfCaches() {
		this.instance.answerGet(200, "{\"caches\":[" + "{},".repeat(8 * 1024 * 1024 / 3) + "{}]}");
		assertThat(get("/api/v1/applications/atlas/caches").join().body()).contains("\"FAILED\"");
	}

	@Test
	void thousandsOfRequestsWithoutALogin() {
		List<String> paths = List.of("/", "/login", "/api/v1/me", "/nothing", "/actuator/health",
				"/assets/css/console.css");
		for (int round = 0; round < 40; round++) {
			List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
			for (int i = 0; i < 60; i++) {
				answers.add(this.http.sendAsync(request(paths.get(i % paths.size())).build(),
						HttpResponse.BodyHandlers.discarding()));
			}
			assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isIn(200, 302, 401));
		}
	}

	@Test
	void failedLoginsWithLongNames() {
		String name = "x".repeat(TWO_MEGABYTES);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < 22; i++) {
			answers.add(status(request("/login").header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString("password=wrong&username=" + name))));
			answers.add(status(request("/api/v1/me").header("Authorization", basic(name + ":wrong"))));
		}
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join()).isNotEqualTo(200).isNotEqualTo(500));
	}

	/**
	 * Returns the status, or 0 where the service closes the connection without reading
	 * everything.
	 */
	private CompletableFuture<Integer> status(HttpRequest.Builder request) {
		return this.http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
			.handle((response, failure) -> (response != null) ? response.statusCode() : 0);
	}

}
