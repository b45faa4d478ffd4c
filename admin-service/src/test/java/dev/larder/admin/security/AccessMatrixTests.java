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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.AccessMatrix;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests who gets in where.
 */
@ServerTest
class AccessMatrixTests extends AbstractAdminServiceTests {

	/**
	 * The lowest role that may use each operation of the API.
	 */
	private static final AccessMatrix MATRIX = new AccessMatrix(Map.ofEntries(Map.entry("GET /clusters", "viewer"),
			Map.entry("GET /clusters/{cluster}", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}/stats", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}/settings", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}/slabs", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}/items", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}/connections", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}/capabilities", "viewer"),
			Map.entry("POST /clusters/{cluster}/key-lookups", "operator"), Map.entry("GET /applications", "viewer"),
			Map.entry("GET /applications/{application}", "viewer"),
			Map.entry("GET /applications/{application}/caches", "viewer"),
			Map.entry("POST /applications/{application}/key-lookups", "operator"),
			Map.entry("POST /clusters/{cluster}/scans", "operator"), Map.entry("GET /scans", "operator"),
			Map.entry("GET /scans/{id}", "operator"), Map.entry("GET /scans/{id}/keys", "operator"),
			Map.entry("GET /scans/{id}/tree", "operator"),
			Map.entry("POST /clusters/{cluster}/servers/{server}/hot-key-watches", "admin"),
			Map.entry("GET /hot-key-watches/{id}", "admin"), Map.entry("GET /hot-key-watches/{id}/events", "admin"),
			Map.entry("POST /hot-key-watches/{id}/cancellations", "admin"),
			Map.entry("GET /scans/{id}/events", "operator"), Map.entry("GET /operations/{id}/events", "viewer"),
			Map.entry("GET /scans/{id}/export", "operator"), Map.entry("GET /scans/{id}/export.csv", "operator"),
			Map.entry("POST /scans/{id}/cancellations", "operator"), Map.entry("POST /operations", "operator"),
			Map.entry("GET /operations", "viewer"), Map.entry("GET /operations/{id}", "viewer"),
			Map.entry("POST /operations/{id}/approvals", "admin"),
			Map.entry("POST /operations/{id}/cancellations", "operator"), Map.entry("POST /tokens", "viewer"),
			Map.entry("POST /registrations", "registrar"), Map.entry("GET /registrations", "operator"),
			Map.entry("DELETE /registrations/{id}", "registrar"), Map.entry("GET /tokens", "viewer"),
			Map.entry("GET /tokens/{id}", "viewer"), Map.entry("DELETE /tokens/{id}", "viewer"),
			Map.entry("GET /audit-events", "admin"), Map.entry("GET /audit-events/export", "admin"),
			Map.entry("GET /me", "viewer"), Map.entry("GET /clusters/{cluster}/history", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}/history", "viewer"),
			Map.entry("GET /clusters/{cluster}/differences", "viewer"),
			Map.entry("GET /applications/{application}/history", "viewer"),
			Map.entry("GET /applications/{application}/hot-keys", "operator"), Map.entry("GET /warnings", "viewer"),
			Map.entry("GET /overview", "viewer"), Map.entry("GET /overview/events", "viewer"),
			Map.entry("GET /about", "viewer")));

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping handlerMapping;

	@Test
	void everyOperationHasAnEntryHere() {
		Set<String> operations = new TreeSet<>();
		for (RequestMappingInfo mapping : this.handlerMapping.getHandlerMethods().keySet()) {
			for (String path : mapping.getPatternValues()) {
				if (path.startsWith("/api/")) {
					mapping.getMethodsCondition()
						.getMethods()
						.forEach((method) -> operations.add(method + " " + path.replace("/api/{version}", "")));
				}
			}
		}
		assertThat(operations).isEqualTo(MATRIX.routes());
	}

	static Stream<Arguments> users() {
		return MATRIX.attempts((user, operation) -> isAllowed(user, MATRIX.lowestRole(operation), operation));
	}

	/**
	 * Those who register do nothing else, but for their tokens.
	 */
	private static boolean isAllowed(String user, String lowestRole, String operation) {
		if (user.equals("registrar")) {
			return lowestRole.equals("registrar") || operation.contains("/tokens") || operation.equals("GET /me");
		}
		if (lowestRole.equals("registrar")) {
			return user.equals("admin");
		}
		return AccessMatrix.reaches(user, lowestRole);
	}

	static Stream<String> operations() {
		return MATRIX.routes().stream();
	}

	private MockMvcRequestBuilder request(String operation, String role) {
		String method = AccessMatrix.method(operation);
		String path = AccessMatrix.path(operation, id(first)).replaceFirst("/hot-keys$", "/hot-keys?cache=cities");
		instance.answerLookUp(200, "{\"mode\":\"local\"}");
		instance.answerList(200, "{\"order\":\"USE\"}");
		if (path.equals("/registrations")) {
			return request(method, path,
					"{\"application\":\"shop-cart\",\"managementUrl\":\"http://10.0.0.1/actuator\"}");
		}
		String body = path.contains("/applications/") ? "{\"cache\":\"cities\",\"key\":\"a\"}" : path
			.endsWith("key-lookups")
					? "{\"key\":\"a\"}"
					: (path.endsWith("/scans") || path.endsWith("/hot-key-watches")) ? "{}" : path.endsWith("/tokens")
							? "{\"name\":\"a\",\"role\":\"" + role + "\",\"expiresAt\":\""
									+ Instant.now().plusSeconds(60) + "\"}"
							: "{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},\"dryRun\":true}";
		return request(method, path, body);
	}

	private MockMvcRequestBuilder request(String method, String path, String body) {
		return this.mvc.method(HttpMethod.valueOf(method))
			.uri("/api/v1" + path)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body);
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@MethodSource("users")
	void roleDecides(String user, String operation, boolean allowed) {
		String role = user.equals("registrar") ? "REGISTRAR" : "VIEWER";
		MockMvcRequestBuilder request = request(operation, role)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD));
		// That stream does not end by itself
		MvcTestResult result = operation.equals("GET /overview/events") ? request.asyncExchange() : request.exchange();
		endJob(result);
		if (allowed) {
			boolean mayBeUnknown = operation.contains("{id}");
			// An address that is not allowed, so that no instance is left behind
			int refused = operation.equals("POST /registrations") ? 422 : 200;
			assertThat(result.getResponse().getStatus()).as(() -> "answer, with the body " + body(result))
				.isIn(200, 201, 202, mayBeUnknown ? 404 : refused);
		}
		else {
			assertThat(result).hasStatus(403)
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
				.bodyJson()
				.extractingPath("$.code")
				.isEqualTo("forbidden");
		}
	}

	private static String body(MvcTestResult result) {
		return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@MethodSource("operations")
	void nobodyGetsInWithoutALogin(String operation) {
		assertThat(request(operation, "VIEWER").exchange()).hasStatus(401)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.doesNotContainHeader("Location")
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unauthenticated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/oauth2/authorization/acme", "/login/oauth2/code/acme",
			"/login/oauth2/code/acme?code=a&state=b" })
	void loginsWithProvidersAreNotThereWithoutOne(String path) {
		assertThat(this.mvc.get().uri(path).exchange()).hasStatus(401);
		assertThat(get("viewer", path)).hasStatus(404);
	}

	@Test
	void wrongPasswordIsRefused() {
		MvcTestResult result = this.mvc.get()
			.uri("/api/v1/me")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", "wrong"))
			.exchange();
		assertThat(result).hasStatus(401).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void operatorMayNotFlush() {
		assertThat(post("operator", "/api/v1/operations",
				"{\"type\":\"SERVER_FLUSH\",\"target\":{\"cluster\":\"main\",\"server\":\"x\"},\"dryRun\":true}"))
			.hasStatus(403);
	}

	@Test
	void healthIsPublicWithoutDetails() {
		MvcTestResult result = this.mvc.get().uri("/actuator/health").exchange();
		assertThat(result).hasStatusOk().bodyJson().doesNotHavePath("$.components");
	}

	@Test
	void otherEndpointsAreForAdmins() {
		assertThat(this.mvc.get().uri("/actuator/metrics").exchange()).hasStatus(401);
		assertThat(get("operator", "/actuator/metrics")).hasStatus(403);
		assertThat(get("admin", "/actuator/metrics")).hasStatusOk();
	}

	@Test
	void endpointsWithSecretsAreNotThere() {
		assertThat(get("admin", "/actuator/env")).hasStatus(404);
	}

}
