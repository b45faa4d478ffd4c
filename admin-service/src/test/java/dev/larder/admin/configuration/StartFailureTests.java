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
package dev.larder.admin.configuration;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.larder.admin.LarderAdminApplication;
import dev.larder.admin.TemporaryDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that wrong settings stop the start with what to write instead.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

	private static void startWith(String... properties) {
		String[] arguments = Stream
			.concat(Stream.of("server.port=0", "larder.admin.data-directory=" + TemporaryDirectory.create()),
					Stream.of(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		try (ConfigurableApplicationContext context = SpringApplication.run(LarderAdminApplication.class, arguments)) {
			assertThat(context.isRunning()).isTrue();
		}
	}

	@Test
	void serviceStartsWithoutAnySetting() {
		startWith();
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.admin.clusters[0].servers[0]=cache-1:port",
			"larder.admin.clusters[0].servers[0]=http://cache-1", "larder.admin.clusters[0].servers[0]=a b" })
	void wrongServerAddress(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.clusters[0].name=main", property));
		assertThat(output).contains("APPLICATION FAILED TO START", "larder.admin.clusters[0].servers[0]",
				"Write the server as host:port, such as cache-1:11211.");
	}

	@Test
	void sameServerTwice(CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.clusters[0].name=main",
				"larder.admin.clusters[0].servers=cache-1,cache-1:11211"));
		assertThat(output).contains("larder.admin.clusters[0].servers[1]", "is there twice");
	}

	@Test
	void clusterWithoutServers(CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.clusters[0].name=main"));
		assertThat(output).contains("larder.admin.clusters[0]", "none of 'servers', 'dns' and 'elasticache'");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "servers=cache-1 dns=caches:11211 | it has 'servers' and 'dns'.",
					"servers=cache-1 elasticache=caches.cfg.test | it has 'servers' and 'elasticache'.",
					"dns=caches elasticache=caches.cfg.test | it has 'dns' and 'elasticache'." },
			quoteCharacter = '"')
	void clusterWhoseServersAreFoundInTwoWays(String settings, String message, CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> startWith(
						Stream
							.concat(Stream.of("larder.admin.clusters[0].name=main"),
									Arrays.stream(settings.split(" "))
										.map((setting) -> "larder.admin.clusters[0]." + setting))
							.toArray(String[]::new)));
		assertThat(output).contains("APPLICATION FAILED TO START", "larder.admin.clusters[0]", message);
	}

	@Test
	void wrongEndpoint(CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.clusters[0].name=main",
				"larder.admin.clusters[0].elasticache=caches.cfg.test:port"));
		assertThat(output).contains("larder.admin.clusters[0].elasticache",
				"Write the server as host:port, such as cache-1:11211.");
	}

	@Test
	void serviceStartsWithAnEndpointThatDoesNotAnswer(CapturedOutput output) {
		startWith("larder.admin.clusters[0].name=main", "larder.admin.clusters[0].elasticache=127.0.0.1:1");
		assertThat(output).contains("The configuration endpoint 127.0.0.1:1 did not say");
	}

	@Test
	void serviceStartsWithANameThatNobodyKnows(CapturedOutput output) {
		startWith("larder.admin.clusters[0].name=main", "larder.admin.clusters[0].dns=caches.invalid:11211");
		assertThat(output).contains("caches.invalid");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://localhost", "localhost:8080/actuator", "http://jo:secret@localhost/actuator",
			"http://localhost/actuator?a=b" })
	void wrongInstanceUrl(String url, CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.applications[0].name=atlas",
				"larder.admin.applications[0].instances[0]=" + url));
		assertThat(output).contains("larder.admin.applications[0].instances[0]", "http://localhost:8080/actuator")
			.doesNotContain("jo:secret");
	}

	@Test
	void userNameWithoutPassword(CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.applications[0].name=atlas",
				"larder.admin.applications[0].instances[0]=http://localhost/actuator",
				"larder.admin.applications[0].username=jo"));
		assertThat(output).contains("Set both 'username' and 'password', or neither.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"username=jo password=hidden token-file=/none | Set either 'username' and 'password', or 'token-file'.",
			"token-file=/none/token | the file '/none/token' does not exist.",
			"username=j:o password=hidden | it has a colon.",
			"ssl-bundle=none | there is no SSL bundle 'none'; there are: [].",
			"ssl-bundle=none instances[0]=http://localhost | starts with http://, where no bundle is of use." },
			quoteCharacter = '"')
	void wrongAccess(String settings, String message, CapturedOutput output) {
		Map<String, String> application = new LinkedHashMap<>(
				Map.of("name", "atlas", "instances[0]", "https://localhost/actuator"));
		for (String setting : StringUtils.delimitedListToStringArray(settings, " ")) {
			application.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
		}
		assertThatException().isThrownBy(() -> startWith(application.entrySet()
			.stream()
			.map((entry) -> "larder.admin.applications[0]." + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new)));
		assertThat(output).contains("APPLICATION FAILED TO START", "larder.admin.applications[0]", message)
			.doesNotContain("hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.admin.connect-timeout=0s", "larder.admin.deadline=1h",
			"larder.admin.concurrency=0", "larder.admin.max-preview-size=1GB", "larder.admin.clusters[0].name=a/b",
			"larder.admin.connect-timeout=soon" })
	void valueOutOfBounds(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.clusters[0].name=main",
				"larder.admin.clusters[0].servers=cache-1", property));
		assertThat(output).contains("APPLICATION FAILED TO START");
	}

	private static final String USER = "larder.admin.users[0].name=jo";

	private static final String HASH = "larder.admin.users[0].password="
			+ "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	@ParameterizedTest
	@ValueSource(strings = { "prod", "production" })
	void productionNeedsUsers(String profile, CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> startWith("spring.profiles.active=" + profile, "server.address=127.0.0.1"));
		assertThat(output).contains("larder.admin.users", "no user is configured", "Configure users")
			.doesNotContain("generated security password");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "server.address=0.0.0.0", "server.forward-headers-strategy=none", "server.ssl.enabled=false" })
	void productionNeedsTls(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("spring.profiles.active=prod", USER, HASH, property));
		assertThat(output).contains("server.ssl.bundle", "'server.forward-headers-strategy' to 'native'",
				"'server.address' to 127.0.0.1");
	}

	@Test
	void productionNeedsHeadersThatNobodyForges(CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("spring.profiles.active=prod", USER, HASH,
				"server.forward-headers-strategy=framework"));
		assertThat(output).contains("server.forward-headers-strategy", "Write 'native'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.address=127.0.0.1", "server.forward-headers-strategy=native" })
	void productionStartsWithWhatItNeeds(String property) {
		startWith("spring.profiles.active=prod", USER, HASH, property);
	}

	@ParameterizedTest
	@ValueSource(strings = { "larder.admin.limits.max-delay=500ms", "larder.admin.limits.forget-after=1m",
			"larder.admin.tokens.max-validity=400d", "larder.admin.users[0].clusters=a/b",
			"larder.admin.limits.login-failures=0" })
	void limitOutOfBounds(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith(USER, HASH, property));
		assertThat(output).contains("APPLICATION FAILED TO START");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"enabled=true | allowed-addresses' is wrong: it is empty",
			"allowed-addresses=10.0.0.0/33 | allowed-addresses[0]' is wrong: '10.0.0.0/33' does not end with a number",
			"allowed-addresses=localhost | allowed-addresses[0]' is wrong: 'localhost' does not begin with an address" })
	void wrongRegistration(String property, String message, CapturedOutput output) {
		assertThatException().isThrownBy(() -> startWith("larder.admin.registration." + property));
		assertThat(output).contains("larder.admin.registration." + message,
				"Write the ranges of addresses that applications have, such as 10.0.0.0/8.");
	}

	@Test
	void settingsOfApplicationsInTheSameFileAreLeftAlone() {
		startWith("larder.admin.client.url[0]=http://localhost:9090", "larder.admin.client.token-file=/none",
				"larder.admin.client.interval=30s");
		startWith("larder.admin.client.url=http://localhost:9090");
	}

}
