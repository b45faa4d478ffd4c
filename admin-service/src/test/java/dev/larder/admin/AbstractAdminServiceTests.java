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

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the service, once for all tests that extend this, with a cluster of two servers, a
 * server that may be frozen, a server that may not be flushed, and an application of two
 * instances. Applications may register.
 */
@SpringBootTest(properties = { "larder.admin.connect-timeout=500ms", "larder.admin.read-timeout=1s",
		"larder.admin.deadline=2s", "larder.admin.history.enabled=false" })
@AutoConfigureMockMvc
@ServerTest
public abstract class AbstractAdminServiceTests {

	protected static final String PASSWORD = "secret";

	private static final String HASH = "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private static final Pattern JOB = Pattern.compile("(?:/api/v1)?/(scans|hot-keys|hot-key-watches)/([^/]+)");

	protected static final MemcachedServer first = start();

	protected static final MemcachedServer second = start();

	protected static final MemcachedServer freezable = start();

	protected static final MemcachedServer restricted = start("-F");

	protected static final ActuatorStub instance = new ActuatorStub();

	protected static final ActuatorStub otherInstance = new ActuatorStub();

	@Autowired
	protected MockMvcTester mvc;

	private static MemcachedServer start(String... options) {
		MemcachedServer server = MemcachedServer.start(options);
		Runtime.getRuntime().addShutdownHook(new Thread(server::close));
		return server;
	}

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("larder.admin.data-directory", TemporaryDirectory::create);
		registry.add("larder.admin.clusters[0].name", () -> "main");
		registry.add("larder.admin.clusters[0].servers", () -> first.address() + "," + second.address());
		registry.add("larder.admin.clusters[1].name", () -> "freezable");
		registry.add("larder.admin.clusters[1].servers", freezable::address);
		registry.add("larder.admin.clusters[2].name", () -> "mixed");
		registry.add("larder.admin.clusters[2].servers", () -> first.address() + "," + freezable.address());
		registry.add("larder.admin.clusters[3].name", () -> "restricted");
		registry.add("larder.admin.clusters[3].servers", restricted::address);
		registry.add("larder.admin.applications[0].name", () -> "atlas");
		registry.add("larder.admin.applications[0].instances",
				() -> instance.managementUrl() + "," + otherInstance.managementUrl());
		registry.add("larder.admin.applications[0].username", () -> "monitor");
		registry.add("larder.admin.applications[0].password", () -> "top-secret");
		addUser(registry, 0, "viewer", "viewer", false);
		addUser(registry, 1, "operator", "operator", false);
		addUser(registry, 2, "admin", "admin", false);
		addUser(registry, 3, "reader", "operator", true);
		addUser(registry, 4, "scoped", "admin", true);
		registry.add("larder.admin.users[4].clusters", () -> "m*n");
		registry.add("larder.admin.users[4].applications", () -> "none");
		addUser(registry, 5, "team", "operator", false);
		registry.add("larder.admin.users[5].clusters", () -> "none");
		registry.add("larder.admin.users[5].applications", () -> "at*");
		addUser(registry, 6, "registrar", "registrar", false);
		registry.add("larder.admin.users[6].applications", () -> "shop-*");
		registry.add("larder.admin.registration.enabled", () -> true);
		registry.add("larder.admin.registration.allowed-addresses", () -> "127.0.0.0/8");
		registry.add("larder.admin.registration.max-instances-per-application", () -> 2);
		registry.add("larder.admin.credentials[0].applications", () -> "shop-trusted");
		registry.add("larder.admin.credentials[0].username", () -> "monitor");
		registry.add("larder.admin.credentials[0].password", () -> "for-trusted");
		registry.add("larder.admin.credentials[0].for-registered", () -> true);
		registry.add("larder.admin.credentials[1].applications", () -> "shop-*");
		registry.add("larder.admin.credentials[1].username", () -> "monitor");
		registry.add("larder.admin.credentials[1].password", () -> "for-others");
	}

	private static void addUser(DynamicPropertyRegistry registry, int index, String name, String role, boolean values) {
		String user = "larder.admin.users[" + index + "].";
		registry.add(user + "name", () -> name);
		registry.add(user + "password", () -> HASH);
		registry.add(user + "role", () -> role);
		registry.add(user + "values", () -> values);
	}

	@BeforeEach
	void resetTargets() {
		freezable.revive();
		first.flush();
		second.flush();
		freezable.flush();
		instance.reset();
		otherInstance.reset();
	}

	protected static String id(MemcachedServer server) {
		return server.host() + "-" + server.port();
	}

	protected static void store(MemcachedServer server, String key, String value) {
		try (MemcachedConnection connection = server.connect()) {
			String answer = connection.set(key, 0, 0, value.getBytes(StandardCharsets.UTF_8));
			if (!answer.equals("STORED")) {
				throw new IllegalStateException(answer);
			}
		}
	}

	protected MvcTestResult get(String user, String path) {
		return this.mvc.get().uri(path).with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD)).exchange();
	}

	protected MvcTestResult post(String user, String path, String body) {
		return this.mvc.post()
			.uri(path)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	/**
	 * Ends the scan or the watch that a request began, and waits for its end. A server
	 * that is watched refuses others, whoever asks for them.
	 * @param begun the answer to the request
	 */
	protected void endJob(MvcTestResult begun) {
		Matcher job = JOB.matcher(String.valueOf(begun.getResponse().getHeader("Location")));
		if (job.matches()) {
			String path = "/api/v1/" + (job.group(1).equals("scans") ? "scans/" : "hot-key-watches/") + job.group(2);
			assertThat(post("admin", path + "/cancellations", "")).hasStatusOk();
			Awaitility.await()
				.untilAsserted(() -> assertThat(get("admin", path)).bodyJson()
					.extractingPath("$.state")
					.isNotEqualTo("RUNNING"));
		}
	}

}
