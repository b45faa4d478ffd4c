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

package dev.larder.admin.registration;

import java.time.Instant;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.ActuatorStub;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for registered instances as the API shows them.
 */
@ServerTest
class RegistrationApiTests extends AbstractAdminServiceTests {

	private static final String REGISTRATIONS = "/api/v1/registrations";

	@AfterEach
	void removeAll() {
		List<String> ids = JsonPath.read(body(get("admin", REGISTRATIONS)), "$.items[*].id");
		ids.forEach((id) -> assertThat(leave("admin", id)).hasStatus(204));
	}

	private MvcTestResult register(String user, String application, String url) {
		return post(user, REGISTRATIONS, request(application, url));
	}

	private static String request(String application, String url) {
		return "{\"application\":\"" + application + "\",\"managementUrl\":\"" + url + "\"}";
	}

	private MvcTestResult leave(String user, String id) {
		return this.mvc.delete()
			.uri(REGISTRATIONS + "/" + id)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.exchange();
	}

	private MvcTestResult with(String token, HttpMethod method, String path, String body) {
		return this.mvc.method(method)
			.uri(path)
			.header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	private static String body(MvcTestResult result) {
		try {
			return result.getResponse().getContentAsString();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static String id(MvcTestResult result) {
		assertThat(result).hasStatus(201);
		return JsonPath.read(body(result), "$.id");
	}

	private void assertRefused(MvcTestResult result, int status, String code, String detail) {
		assertThat(result).hasStatus(status)
			.bodyJson()
			.hasPathSatisfying("$.code", (value) -> value.assertThat().isEqualTo(code))
			.hasPathSatisfying("$.detail", (value) -> value.assertThat().asString().contains(detail));
		assertThat(get("operator", REGISTRATIONS)).bodyJson().extractingPath("$.items").asArray().isEmpty();
	}

	@Test
	void registeredInstanceIsAsked() {
		MvcTestResult result = register("registrar", "shop-cart", instance.managementUrl() + "/");
		String id = id(result);
		assertThat(result).hasHeader(HttpHeaders.LOCATION, REGISTRATIONS + "/" + id)
			.bodyJson()
			.hasPathSatisfying("$.renewWithinMs", (time) -> time.assertThat().isEqualTo(90_000))
			.hasPathSatisfying("$.managementUrl", (url) -> url.assertThat().isEqualTo(instance.managementUrl()));
		assertThat(get("viewer", "/api/v1/applications/shop-cart/caches")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.results[0].target", (target) -> target.assertThat().isEqualTo(instance.id()))
			.hasPathSatisfying("$.results[0].data.caches[0].name", (name) -> name.assertThat().isEqualTo("cities"));
		assertThat(get("viewer", "/api/v1/applications")).bodyText().contains("\"REGISTERED\"");
		assertThat(leave("registrar", id)).hasStatus(204);
		assertThat(get("viewer", "/api/v1/applications/shop-cart")).hasStatus(404);
		assertThat(leave("registrar", id)).hasStatus(404);
	}

	@Test
	void repeatedRegistrationRenews() {
		String first = body(register("registrar", "shop-cart", instance.managementUrl()));
		String second = body(register("registrar", "shop-cart", instance.managementUrl()));
		assertThat(JsonPath.<String>read(second, "$.id")).isEqualTo(JsonPath.read(first, "$.id"));
		assertThat(JsonPath.<String>read(second, "$.registeredAt")).isEqualTo(JsonPath.read(first, "$.registeredAt"));
		assertThat(Instant.parse(JsonPath.read(second, "$.expiresAt")))
			.isAfterOrEqualTo(Instant.parse(JsonPath.read(first, "$.expiresAt")));
		assertThat(get("operator", REGISTRATIONS)).bodyJson().extractingPath("$.items").asArray().hasSize(1);
	}

	@Test
	void comingAndGoingAreRecordedAndRenewalsAreNot() {
		String url = instance.managementUrl() + "/recorded";
		String id = id(register("registrar", "shop-cart", url));
		id(register("registrar", "shop-cart", url));
		leave("registrar", id);
		List<String> types = JsonPath.read(body(get("admin", "/api/v1/audit-events?principal=registrar&limit=200")),
				"$.items[?(@.data.managementUrl=='" + url + "')].type");
		assertThat(types).containsExactly("INSTANCE_LEAVE", "INSTANCE_REGISTER");
	}

	@Test
	void refusalIsRecordedOnceForAWhile() {
		register("registrar", "shop-cart", "http://10.0.0.7/actuator");
		register("registrar", "shop-cart", "http://10.0.0.7/actuator");
		List<String> details = JsonPath.read(body(get("admin", "/api/v1/audit-events?type=INSTANCE_REFUSED&limit=200")),
				"$.items[?(@.data.managementUrl=='http://10.0.0.7/actuator')].data.detail");
		assertThat(details).hasSize(1).allMatch((detail) -> detail.contains("10.0.0.7 is not in"));
	}

	@Test
	void registeredInstanceIsShownCredentialsOnlyWhereThatIsSaid() {
		id(register("registrar", "shop-cart", instance.managementUrl()));
		id(register("registrar", "shop-trusted", otherInstance.managementUrl()));
		assertThat(get("viewer", "/api/v1/applications/shop-cart")).hasStatusOk();
		assertThat(get("viewer", "/api/v1/applications/shop-trusted")).hasStatusOk();
		assertThat(instance.authorizations()).containsExactly("null");
		assertThat(otherInstance.authorizations()).containsExactly("Basic bW9uaXRvcjpmb3ItdHJ1c3RlZA==");
	}

	@Test
	void missingCredentialsAreExplained() {
		id(register("registrar", "shop-cart", instance.managementUrl()));
		instance.answerGet(401, "");
		assertThat(get("viewer", "/api/v1/applications/shop-cart")).bodyText().contains("for-registered: true");
	}

	@ParameterizedTest
	@CsvSource({ "http://10.0.0.1/actuator, 10.0.0.1 is not in 'larder.admin.registration.allowed-addresses'",
			"http://169.254.169.254/latest, 169.254.169.254 is a link-local",
			"http://2852039166/latest, the address 169.254.169.254 of 2852039166 is a link-local",
			"http://[fe80::1]/actuator, is a link-local", "http://[::ffff:169.254.169.254]/, is a link-local",
			"http://[::1]:8080/actuator, is not in", "http://0.0.0.0:8080/actuator, unspecified",
			"http://nowhere.invalid/actuator, The host nowhere.invalid is unknown" })
	void addressThatIsNotAllowedIsRefused(String url, String detail) {
		assertRefused(register("registrar", "shop-cart", url), 422, "registration-refused", detail);
	}

	@ParameterizedTest
	@CsvSource({ "ftp://127.0.0.1/, does not start with http", "http://jo:secret@127.0.0.1/, holds a user name",
			"http://127.0.0.1/?a=b, has a query", "http://127.0.0.1/#a, has a query or a fragment",
			"http:///actuator, has no host", "http://0xa9.254.43518/, has no host", "http://a b/, is not a URL" })
	void whatIsNoUrlIsRefused(String url, String detail) {
		MvcTestResult result = register("registrar", "shop-cart", url);
		assertRefused(result, 400, "invalid-body", detail);
		assertThat(result).bodyText().doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"application\":\"a/b\",\"managementUrl\":\"http://127.0.0.1/\"}",
			"{\"application\":\"shop-a\",\"managementUrl\":\"\"}",
			"{\"application\":\"shop-a\",\"managementUrl\":\"http://127.0.0.1/\",\"password\":\"a\"}" })
	void wrongBodyIsRefused(String body) {
		assertThat(post("registrar", REGISTRATIONS, body)).hasStatus(400);
	}

	@Test
	void longUrlIsRefused() {
		assertRefused(register("registrar", "shop-cart", "http://127.0.0.1/" + "a".repeat(500)), 400, "invalid-body",
				"managementUrl");
	}

	@Test
	void configuredApplicationKeepsItsInstances() {
		assertRefused(register("admin", "atlas", otherInstance.managementUrl()), 422, "registration-refused",
				"'larder.admin.applications'");
	}

	@Test
	void scopeSaysWhichApplicationsMayBeRegistered() {
		assertRefused(register("registrar", "other", instance.managementUrl()), 403, "forbidden",
				"no right to register the application 'other'");
		String id = id(register("admin", "other", instance.managementUrl()));
		assertThat(leave("registrar", id)).hasStatus(404);
		assertThat(get("team", REGISTRATIONS)).hasStatusOk().bodyJson().extractingPath("$.items").asArray().isEmpty();
	}

	@Test
	void applicationHasAtMostSoManyInstances() {
		id(register("registrar", "shop-cart", "http://127.0.0.1:1/actuator"));
		id(register("registrar", "shop-cart", "http://127.0.0.1:2/actuator"));
		assertThat(register("registrar", "shop-cart", "http://127.0.0.1:3/actuator")).hasStatus(409)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("too-many-registrations");
		id(register("registrar", "shop-cart", "http://127.0.0.1:2/actuator"));
		id(register("registrar", "shop-search", "http://127.0.0.1:3/actuator"));
	}

	@Test
	void tokenOfARegistrarDoesNothingElse() {
		MvcTestResult created = post("admin", "/api/v1/tokens", "{\"name\":\"cart\",\"role\":\"REGISTRAR\","
				+ "\"applications\":[\"shop-cart\"],\"expiresAt\":\"" + Instant.now().plusSeconds(600) + "\"}");
		assertThat(created).hasStatus(201);
		String token = JsonPath.read(body(created), "$.secret");
		MvcTestResult registered = with(token, HttpMethod.POST, REGISTRATIONS,
				request("shop-cart", instance.managementUrl()));
		String id = id(registered);
		assertThat(with(token, HttpMethod.POST, REGISTRATIONS, request("shop-search", instance.managementUrl())))
			.hasStatus(403);
		for (String path : List.of(REGISTRATIONS, "/api/v1/applications", "/api/v1/clusters", "/api/v1/tokens",
				"/api/v1/audit-events", "/api/v1/warnings")) {
			assertThat(with(token, HttpMethod.GET, path, "")).as(path).hasStatus(403);
		}
		assertThat(with(token, HttpMethod.GET, "/api/v1/me", "")).bodyJson()
			.extractingPath("$.roles")
			.asArray()
			.containsExactly("REGISTRAR");
		assertThat(with(token, HttpMethod.DELETE, REGISTRATIONS + "/" + id, "")).hasStatus(204);
	}

	@Test
	void silentInstanceDelaysNoRegistration() {
		try (ActuatorStub silent = new ActuatorStub()) {
			silent.fallSilent();
			id(register("registrar", "shop-cart", silent.managementUrl()));
			assertThat(silent.bodies()).as("nobody is asked to register it").isEmpty();
		}
	}

}
