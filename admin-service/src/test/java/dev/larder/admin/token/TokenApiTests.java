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

package dev.larder.admin.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.access.AdminRole;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for tokens.
 */
@ServerTest
class TokenApiTests extends AbstractAdminServiceTests {

	private static final String TOKENS = "/api/v1/tokens";

	private static final String LOOKUP = "/api/v1/clusters/main/key-lookups";

	@Autowired
	private TokenStore store;

	@Autowired
	private JdbcClient jdbc;

	private static String request(String more) {
		return "{\"name\":\"job\",\"expiresAt\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"" + more + "}";
	}

	private static String read(MvcTestResult result, String path) {
		String body = new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
		return JsonPath.parse(body).read(path).toString();
	}

	private MvcTestResult create(String user, String more) {
		MvcTestResult result = post(user, TOKENS, request(more));
		assertThat(result).hasStatus(201);
		return result;
	}

	private String secret(String user, String more) {
		return read(create(user, more), "$.secret");
	}

	private MvcTestResult with(String secret, HttpMethod method, String path, String body) {
		return this.mvc.method(method)
			.uri(path)
			.header(HttpHeaders.AUTHORIZATION, "Bearer " + secret)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	private MvcTestResult with(String secret, String path) {
		return with(secret, HttpMethod.GET, path, "");
	}

	private MvcTestResult delete(String user, String id) {
		return this.mvc.delete()
			.uri(TOKENS + "/" + id)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.exchange();
	}

	/**
	 * Puts a token into the database as no request could.
	 */
	private String stored(String owner, AdminRole role, Instant expiresAt) {
		TokenSecret secret = TokenSecret.next();
		this.store.add(new ApiToken(UUID.randomUUID().toString(), "stored", owner, role, true, List.of("*"),
				List.of("*"), Instant.now(), expiresAt, null, null, null), secret.digest());
		return secret.text();
	}

	@Test
	void tokenIsShownOnceAndNotKept() {
		MvcTestResult created = create("operator", ",\"role\":\"OPERATOR\"");
		assertThat(created).hasHeader(HttpHeaders.CACHE_CONTROL, "no-store").containsHeader(HttpHeaders.LOCATION);
		String secret = read(created, "$.secret");
		assertThat(secret).matches("larder_[A-Za-z0-9_-]{43}");
		assertThat(get("operator", TOKENS)).hasStatusOk().bodyText().contains("job").doesNotContain(secret);
		String rows = this.jdbc.sql("select * from api_token").query().listOfRows().toString();
		String events = this.jdbc.sql("select * from audit_event").query().listOfRows().toString();
		assertThat(rows + events).doesNotContain(secret.substring(7)).contains("TOKEN_CREATE");
	}

	@Test
	void tokenLetsInAsItsOwner() {
		String secret = secret("operator", ",\"role\":\"OPERATOR\"");
		assertThat(with(secret, "/api/v1/me")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.name", (name) -> name.assertThat().isEqualTo("operator"))
			.hasPathSatisfying("$.roles",
					(roles) -> roles.assertThat().asArray().containsExactly("VIEWER", "OPERATOR"));
	}

	@Test
	void tokenIsAViewerUnlessMoreIsAskedFor() {
		String secret = secret("admin", "");
		assertThat(with(secret, "/api/v1/clusters")).hasStatusOk();
		assertThat(with(secret, HttpMethod.POST, LOOKUP, "{\"key\":\"a\"}")).hasStatus(403);
	}

	@Test
	void schemeMayBeInAnyCase() {
		String secret = secret("viewer", "");
		assertThat(this.mvc.get().uri("/api/v1/me").header(HttpHeaders.AUTHORIZATION, "bearer  " + secret).exchange())
			.hasStatusOk();
	}

	@Test
	void tokenNeedsNoCsrfTokenAndMakesNoSession() {
		String secret = secret("operator", ",\"role\":\"OPERATOR\"");
		MvcTestResult result = with(secret, HttpMethod.POST, LOOKUP, "{\"key\":\"a\"}");
		assertThat(result).hasStatusOk();
		assertThat(result.getResponse().getCookies()).isEmpty();
		assertThat(result.getRequest().getSession(false)).isNull();
	}

	@Test
	void tokenCannotHaveAHigherRoleThanItsOwner() {
		assertThat(post("viewer", TOKENS, request(",\"role\":\"OPERATOR\""))).hasStatus(403);
		assertThat(post("operator", TOKENS, request(",\"role\":\"ADMIN\""))).hasStatus(403);
		assertThat(post("operator", TOKENS, request(",\"values\":true"))).hasStatus(403);
	}

	@Test
	void tokenOfAnotherKindOfRoleIsRefused() {
		assertThat(post("viewer", TOKENS, request(",\"role\":\"REGISTRAR\""))).hasStatus(403);
		assertThat(post("operator", TOKENS, request(",\"role\":\"REGISTRAR\""))).hasStatus(403);
		assertThat(post("registrar", TOKENS, request(""))).hasStatus(403);
		String secret = stored("viewer", AdminRole.REGISTRAR, Instant.now().plusSeconds(600));
		assertThat(with(secret, "/api/v1/me")).hasStatus(401);
		assertThat(get("admin", "/api/v1/audit-events?type=TOKEN_REFUSED&principal=viewer")).bodyJson()
			.extractingPath("$.items[0].data.reason")
			.isEqualTo("ROLE_LOST");
	}

	@Test
	void loweredRoleTakesEffectAtOnce() {
		String secret = stored("viewer", AdminRole.ADMIN, Instant.now().plusSeconds(600));
		assertThat(with(secret, "/api/v1/me")).bodyJson()
			.hasPathSatisfying("$.roles", (roles) -> roles.assertThat().asArray().containsExactly("VIEWER"))
			.hasPathSatisfying("$.values", (values) -> values.assertThat().isEqualTo(false));
		assertThat(with(secret, "/api/v1/audit-events")).hasStatus(403);
	}

	@Test
	void tokenOfARemovedUserIsRefused() {
		String secret = stored("gone", AdminRole.ADMIN, Instant.now().plusSeconds(600));
		assertThat(with(secret, "/api/v1/me")).hasStatus(401);
		assertThat(get("admin", "/api/v1/audit-events?type=TOKEN_REFUSED&principal=gone")).bodyJson()
			.extractingPath("$.items[0].data.reason")
			.isEqualTo("OWNER_UNKNOWN");
	}

	@Test
	void expiredTokenIsRefused() {
		String secret = stored("admin", AdminRole.ADMIN, Instant.now().minusSeconds(1));
		assertThat(with(secret, "/api/v1/me")).hasStatus(401)
			.hasHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unauthenticated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "larder_", "larder_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void unknownTokenIsRefusedAndRecordedWithoutIt(String secret) {
		assertThat(with(secret, "/api/v1/me")).hasStatus(401);
		assertThat(get("admin", "/api/v1/audit-events?type=TOKEN_REFUSED")).bodyJson()
			.hasPathSatisfying("$.items[0].data.reason", (reason) -> reason.assertThat().isEqualTo("UNKNOWN"));
		assertThat(get("admin", "/api/v1/audit-events?type=TOKEN_REFUSED")).bodyText().doesNotContain("larder_A");
	}

	@Test
	void guessingTokensIsDelayed() {
		int status = 401;
		for (int i = 0; i < 500 && status == 401; i++) {
			status = this.mvc.get()
				.uri("/api/v1/me")
				.header(HttpHeaders.AUTHORIZATION, "Bearer wrong")
				.with((request) -> {
					request.setRemoteAddr("192.0.2.50");
					return request;
				})
				.exchange()
				.getResponse()
				.getStatus();
		}
		assertThat(status).isEqualTo(429);
	}

	@Test
	void revokedTokenIsRefusedAtOnce() {
		MvcTestResult created = create("viewer", "");
		String id = read(created, "$.token.id");
		assertThat(delete("operator", id)).hasStatus(404);
		assertThat(delete("viewer", id)).hasStatus(204);
		assertThat(delete("viewer", id)).hasStatus(204);
		assertThat(with(read(created, "$.secret"), "/api/v1/me")).hasStatus(401);
		assertThat(get("viewer", TOKENS + "/" + id)).bodyJson().extractingPath("$.revokedBy").isEqualTo("viewer");
		assertThat(get("admin", "/api/v1/audit-events?type=TOKEN_REVOKE")).bodyJson()
			.extractingPath("$.items[0].data.subject")
			.isEqualTo(id);
	}

	@Test
	void administratorOfEverythingSeesAndRevokesAll() {
		String id = read(create("viewer", ""), "$.token.id");
		assertThat(get("viewer", TOKENS + "?all=true")).hasStatus(403);
		assertThat(get("scoped", TOKENS + "?all=true")).hasStatus(403);
		assertThat(delete("scoped", id)).hasStatus(404);
		assertThat(get("admin", TOKENS + "?all=true")).bodyText().contains(id);
		assertThat(get("admin", TOKENS)).bodyText().doesNotContain(id);
		assertThat(delete("admin", id)).hasStatus(204);
	}

	@Test
	void tokenMakesNoOtherAndRevokesOnlyItself() {
		MvcTestResult created = create("viewer", "");
		String secret = read(created, "$.secret");
		String other = read(create("viewer", ""), "$.token.id");
		assertThat(with(secret, HttpMethod.POST, TOKENS, request(""))).hasStatus(403);
		assertThat(with(secret, HttpMethod.DELETE, TOKENS + "/" + other, "")).hasStatus(403);
		assertThat(with(secret, HttpMethod.DELETE, TOKENS + "/" + read(created, "$.token.id"), "")).hasStatus(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\":\"a\"}", "{\"name\":\"a\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
			"{\"name\":\"a\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}", "{\"name\":\"\",\"expiresAt\":\"@\"}",
			"{\"name\":\"a\",\"expiresAt\":\"@\",\"clusters\":[\"a/b\"]}" })
	void wrongRequestIsRefused(String body) {
		assertThat(post("admin", TOKENS, body.replace("@", Instant.now().plusSeconds(60).toString()))).hasStatus(400)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("invalid-body");
	}

	@Test
	void tokenNarrowsTheScopeOfItsOwnerAndDoesNotWidenIt() {
		String narrow = secret("admin", ",\"clusters\":[\"mi*\"],\"applications\":[]");
		assertThat(with(narrow, "/api/v1/clusters")).bodyJson()
			.extractingPath("$.items[*].name")
			.asArray()
			.containsExactly("mixed");
		assertThat(with(narrow, "/api/v1/applications/atlas")).hasStatus(404);
		String wide = secret("scoped", ",\"role\":\"ADMIN\",\"clusters\":[\"*\"],\"applications\":[\"*\"]");
		assertThat(with(wide, "/api/v1/clusters")).bodyJson()
			.extractingPath("$.items[*].name")
			.asArray()
			.containsExactly("main");
		assertThat(with(wide, "/api/v1/audit-events")).hasStatus(403);
	}

	@Test
	void lastUseIsNotedOnceAMinute() {
		MvcTestResult created = create("viewer", "");
		String id = read(created, "$.token.id");
		assertThat(this.store.find(id).orElseThrow().lastUsedAt()).isNull();
		with(read(created, "$.secret"), "/api/v1/me");
		Instant first = this.store.find(id).orElseThrow().lastUsedAt();
		assertThat(first).isNotNull();
		with(read(created, "$.secret"), "/api/v1/me");
		assertThat(this.store.find(id).orElseThrow().lastUsedAt()).isEqualTo(first);
		this.store.use(id, first.plusSeconds(59), first.minusSeconds(1));
		assertThat(this.store.find(id).orElseThrow().lastUsedAt()).isEqualTo(first);
		this.store.use(id, first.plusSeconds(60), first);
		assertThat(this.store.find(id).orElseThrow().lastUsedAt()).isEqualTo(first.plusSeconds(60));
	}

	@Test
	void whatIsDoneWithATokenIsRecordedWithItsId() {
		MvcTestResult created = create("operator", ",\"role\":\"OPERATOR\"");
		assertThat(with(read(created, "$.secret"), HttpMethod.POST, "/api/v1/operations",
				"{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},\"dryRun\":true}"))
			.hasStatus(201);
		assertThat(get("admin", "/api/v1/audit-events?type=KEY_EVICT&principal=operator")).bodyJson()
			.extractingPath("$.items[0].data.token")
			.isEqualTo(read(created, "$.token.id"));
	}

	@Test
	void tokenIsNoWayIntoPagesAndEndpoints() {
		String secret = secret("admin", ",\"role\":\"ADMIN\"");
		assertThat(with(secret, "/actuator/metrics")).hasStatus(401);
		assertThat(with(secret, "/").getResponse().getStatus()).isNotEqualTo(200);
	}

	@Test
	void exportWorksWithAToken() {
		assertThat(with(secret("admin", ",\"role\":\"ADMIN\""), "/api/v1/audit-events/export")).hasStatusOk();
	}

	@Test
	void oldTokensAreRemoved() {
		stored("viewer", AdminRole.VIEWER, Instant.now().minus(Duration.ofDays(40)));
		assertThat(this.store.prune(Instant.now().minus(Duration.ofDays(30)))).isEqualTo(1);
	}

}
