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
package dev.larder.autoconfigure.registration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import dev.larder.test.ServerTest;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LarderRegistrationAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
@ServerTest
class LarderRegistrationAutoConfigurationTests {

	private static final String NOT_REGISTERED = "This instance is not registered";

	private final AdminServiceStub service = new AdminServiceStub();

	private final ApplicationContextRunner bareRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, LarderRegistrationAutoConfiguration.class))
		.withPropertyValues("spring.application.name=atlas");

	private final ApplicationContextRunner runner = this.bareRunner
		.withBean("larderEndpointWebExtension", Object.class, Object::new)
		.withPropertyValues("local.server.port=8080", "local.management.port=8080",
				"larder.admin.client.token=larder_a", "larder.admin.client.interval=200ms",
				"larder.admin.client.timeout=1s");

	@TempDir
	private Path directory;

	@AfterEach
	void closeService() {
		this.service.close();
	}

	private void run(ContextConsumer<AssertableApplicationContext> test, String... properties) {
		this.runner.withPropertyValues("larder.admin.client.url=" + this.service.url())
			.withPropertyValues(properties)
			.run(test);
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
	}

	private static int occurrences(CapturedOutput output, String text) {
		return output.toString().split(Pattern.quote(text), -1).length - 1;
	}

	@Test
	void registersRenewsAndLeaves(CapturedOutput output) {
		run((context) -> {
			await(() -> assertThat(this.service.requests()).hasSizeGreaterThan(2));
			assertThat(this.service.requests()).allSatisfy((request) -> {
				assertThat(request.method()).isEqualTo("POST");
				assertThat(request.path()).isEqualTo("/api/v1/registrations");
				assertThat(request.authorization()).isEqualTo("Bearer larder_a");
				assertThat(request.body())
					.isEqualTo("{\"application\":\"atlas\",\"managementUrl\":\"http://127.0.0.1:8080/actuator\"}");
			});
		});
		assertThat(this.service.requests("DELETE")).singleElement()
			.satisfies((request) -> assertThat(request.path()).isEqualTo("/api/v1/registrations/4f2a"));
		assertThat(occurrences(output, "Registered at the admin service")).isOne();
	}

	@Test
	void nothingIsThereWithoutAnAdminService() {
		this.bareRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(InstanceRegistration.class)
			.doesNotHaveBean(AdminClientProperties.class));
	}

	@Test
	void serviceMayWantToBeToldMoreOften() {
		this.service.answer(201, "{\"id\":\"4f2a\",\"renewWithinMs\":3000}");
		run((context) -> await(() -> assertThat(this.service.requests("POST")).hasSizeGreaterThan(1)),
				"larder.admin.client.interval=10m");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "401 |  | the token is unknown, expired or revoked",
			"403 | {\"detail\":\"No right to register 'atlas'\"} | HTTP 403, No right to register 'atlas'",
			"422 | {\"detail\":\"10.0.0.7\\r\\nAUDIT \\u001b[0m is \\\"out\\\"\"} | is \"out\"",
			"503 | no JSON | HTTP 503; is that the URL of an admin service?",
			"404 | {} | HTTP 404; is that the URL of an admin service?", "200 | {} | HTTP 200; is that the URL" },
			quoteCharacter = '`')
	void serviceThatRefusesIsAskedAgain(int status, String body, String reason, CapturedOutput output) {
		this.service.answer(status, (body != null) ? body : "");
		run((context) -> {
			await(() -> assertThat(this.service.requests()).hasSizeGreaterThan(2));
			assertThat(context).hasNotFailed();
			assertThat(output).contains(reason);
			assertThat(occurrences(output, NOT_REGISTERED)).as("one line for all failures").isOne();
			this.service.answer(201, AdminServiceStub.ACCEPTED);
			await(() -> assertThat(output).contains("Registered at the admin service"));
		});
		assertThat(this.service.requests("DELETE")).hasSize(1);
	}

	@Test
	void whoIsNotRegisteredDoesNotLeave() {
		this.service.answer(503, "");
		run((context) -> await(() -> assertThat(this.service.requests()).isNotEmpty()));
		assertThat(this.service.requests("DELETE")).isEmpty();
	}

	@Test
	void serviceThatIsDownIsToldWhenItIsUp(CapturedOutput output) throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = free.getLocalPort();
		}
		this.runner.withPropertyValues("larder.admin.client.url=http://127.0.0.1:" + port).run((context) -> {
			await(() -> assertThat(output).contains(NOT_REGISTERED));
			try (AdminServiceStub up = new AdminServiceStub(port)) {
				await(() -> assertThat(up.requests()).isNotEmpty());
			}
		});
	}

	@Test
	void silentServiceDelaysNeitherStartNorEnd() {
		this.service.answer((exchange) -> {
		});
		long start = System.nanoTime();
		run((context) -> await(() -> assertThat(this.service.requests()).isNotEmpty()));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void serviceThatFallsSilentDelaysNoEnd(CapturedOutput output) {
		run((context) -> {
			await(() -> assertThat(output).contains("Registered at the admin service"));
			this.service.answer((exchange) -> {
			});
		}, "larder.admin.client.interval=1m");
		assertThat(this.service.requests("DELETE")).hasSize(1);
	}

	@Test
	void endlessAnswerIsNotReadToItsEnd(CapturedOutput output) {
		this.service.answer((exchange) -> {
			exchange.sendResponseHeaders(201, 0);
			byte[] blanks = new byte[8192];
			while (!Thread.currentThread().isInterrupted()) {
				exchange.getResponseBody().write(blanks);
			}
		});
		run((context) -> await(() -> assertThat(output).contains("HTTP 201; is that the URL")));
	}

	@Test
	void tokenIsThatOfTheFileNow() throws IOException {
		Path file = this.directory.resolve("token");
		Files.writeString(file, "larder_first\n");
		run((context) -> {
			await(() -> assertThat(this.service.requests()).isNotEmpty());
			Files.writeString(file, "larder_second\n");
			await(() -> assertThat(this.service.requests()).extracting(AdminServiceStub.Request::authorization)
				.contains("Bearer larder_first", "Bearer larder_second"));
		}, "larder.admin.client.token=", "larder.admin.client.token-file=" + file);
	}

	@Test
	void missingTokenIsNotTheApplicationsProblem(CapturedOutput output) {
		run((context) -> {
			assertThat(context).hasNotFailed();
			await(() -> assertThat(output).contains("the file '/none/token' cannot be read"));
		}, "larder.admin.client.token=", "larder.admin.client.token-file=/none/token");
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void firstServiceThatAnswersIsTold() {
		try (AdminServiceStub other = new AdminServiceStub()) {
			other.answer(503, "");
			this.runner
				.withPropertyValues("larder.admin.client.url[0]=" + other.url(),
						"larder.admin.client.url[1]=" + this.service.url() + "/")
				// The second follows the answer to the first
				.run((context) -> await(() -> assertThat(this.service.requests("POST")).hasSizeGreaterThan(1)));
			assertThat(other.requests("POST")).isNotEmpty();
			assertThat(other.requests("DELETE")).isEmpty();
		}
		assertThat(this.service.requests("DELETE")).hasSize(1);
	}

	@Test
	void tokenDoesNotFollowARedirect(CapturedOutput output) {
		try (AdminServiceStub elsewhere = new AdminServiceStub()) {
			this.service.answer((exchange) -> {
				exchange.getResponseHeaders().add("Location", elsewhere.url());
				exchange.sendResponseHeaders(307, -1);
				exchange.close();
			});
			run((context) -> await(() -> assertThat(output).contains("HTTP 307")));
			assertThat(elsewhere.requests()).isEmpty();
		}
	}

	@Test
	void instanceWithoutItsEndpointIsNotRegistered(CapturedOutput output) {
		this.bareRunner
			.withPropertyValues("larder.admin.client.url=" + this.service.url(), "larder.admin.client.token=larder_a",
					"larder.admin.client.interval=100ms")
			.run((context) -> await(() -> assertThat(output).contains("'management.endpoints.web.exposure.include'")));
		assertThat(occurrences(output, NOT_REGISTERED)).isOne();
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void instanceWithoutAServerIsNotRegistered(CapturedOutput output) {
		this.bareRunner.withBean("larderEndpointWebExtension", Object.class, Object::new)
			.withPropertyValues("larder.admin.client.url=" + this.service.url(), "larder.admin.client.token=larder_a")
			.run((context) -> await(() -> assertThat(output).contains("set 'larder.admin.client.service-url'")));
		assertThat(this.service.requests()).isEmpty();
	}

	@Test
	void urlOfTheInstanceMayBeGiven() {
		run((context) -> await(() -> assertThat(this.service.requests()).first()
			.satisfies((request) -> assertThat(request.body()).contains("\"https://atlas.example/manage\""))),
				"larder.admin.client.service-url=https://atlas.example/manage");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "url=ftp://admin | Write a URL that starts with 'http://' or 'https://'",
			"url=http://jo:secret@admin | and neither user name nor query", "service-url=localhost:8080 | Write a URL",
			"token-file=/token | Exactly one of", "token= | Exactly one of", "interval=1ms | Write a duration",
			"timeout=1h | Write a duration", "name=a/b | The admin service knows the application by it",
			"tokne=a | larder.admin.client.tokne", "ssl-bundle=none | There is no such bundle" })
	void wrongSettingStopsTheStart(String property, String message) {
		run((context) -> assertThat(context).getFailure()
			.rootCause()
			.satisfies((failure) -> assertThat(failure.toString()).contains(message).doesNotContain("secret")),
				"larder.admin.client." + property);
	}

}
