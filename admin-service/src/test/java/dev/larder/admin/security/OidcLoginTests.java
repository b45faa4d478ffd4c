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

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OidcLogin}: the whole way, with a provider that a test writes the
 * lines of.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcLoginTests {

	private static final String LOGIN = "/oauth2/authorization/acme";

	private final MemcachedServer memcached = MemcachedServer.start();

	private ScriptedOidcProvider provider;

	private AdminClient admin;

	@BeforeAll
	void start() throws IOException {
		this.provider = new ScriptedOidcProvider();
		this.admin = startService(TemporaryDirectory.create());
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.provider.close();
		this.memcached.close();
	}

	@BeforeEach
	void reset() {
		this.provider.reset();
	}

	private AdminClient startService(Path directory, String... others) {
		String registration = "spring.security.oauth2.client.registration.acme.";
		String mapping = "larder.admin.security.oidc.mappings";
		List<String> properties = new ArrayList<>(List.of("larder.admin.data-directory=" + directory,
				registration + "client-id=" + ScriptedOidcProvider.CLIENT,
				registration + "client-secret=" + ScriptedOidcProvider.SECRET, registration + "scope=openid,profile",
				registration + "client-name=Acme <&>", "larder.admin.limits.address-failures=1000",
				"larder.admin.registration.enabled=true", "larder.admin.registration.allowed-addresses=127.0.0.0/8",
				"spring.security.oauth2.client.provider.acme.issuer-uri=" + this.provider.issuer(),
				"spring.security.oauth2.client.provider.acme.user-name-attribute=preferred_username",
				mapping + "[0].value=admins", mapping + "[0].role=admin", mapping + "[0].values=true",
				mapping + "[1].value=ops", mapping + "[1].role=operator", mapping + "[2].value=team",
				mapping + "[2].clusters=other", mapping + "[3].value=ci", mapping + "[3].role=registrar",
				mapping + "[3].applications=shop-*"));
		for (String other : others) {
			String name = other.substring(0, other.indexOf('=') + 1);
			properties.removeIf((property) -> property.startsWith(name));
			properties.add(other);
		}
		return AdminClient.start(properties, this.memcached);
	}

	private Browser login() {
		Browser browser = new Browser(this.admin.url());
		HttpResponse<String> home = browser.open(LOGIN);
		assertThat(home.statusCode()).isEqualTo(200);
		assertThat(home.body()).contains("class=\"person\"");
		return browser;
	}

	private static String read(HttpResponse<String> response, String path) {
		return String.valueOf(JsonPath.<Object>read(response.body(), path));
	}

	@Test
	void loginPageHasALinkForEachProvider() {
		HttpResponse<String> page = new Browser(this.admin.url()).open("/login");
		assertThat(page.body()).contains("href=\"/oauth2/authorization/acme\"", "Acme &lt;&amp;&gt;",
				"name=\"password\"");
	}

	@Test
	void userHasTheRightsOfTheGroup() {
		Browser browser = login();
		HttpResponse<String> me = browser.api("/api/v1/me");
		assertThat(read(me, "$.name")).isEqualTo("acme:jo");
		assertThat(read(me, "$.roles")).isEqualTo("[\"VIEWER\",\"OPERATOR\"]");
		assertThat(read(me, "$.values")).isEqualTo("false");
		assertThat(browser.api("/api/v1/clusters/main").statusCode()).isEqualTo(200);
		assertThat(browser.api("/api/v1/audit-events").statusCode()).isEqualTo(403);
		assertThat(this.provider.problems()).isEmpty();
	}

	@Test
	void firstMappingThatFitsCounts() {
		this.provider.groups("team", "unknown", "admins");
		Browser browser = login();
		assertThat(read(browser.api("/api/v1/me"), "$.values")).isEqualTo("true");
		assertThat(browser.api("/api/v1/audit-events").statusCode()).isEqualTo(200);
		assertThat(browser.api("/actuator/metrics").statusCode()).isEqualTo(200);
	}

	@Test
	void scopeIsThatOfTheGroup() {
		this.provider.groups("team");
		assertThat(login().api("/api/v1/clusters/main").statusCode()).isEqualTo(404);
	}

	@Test
	void registrarRegistersAndSeesNothing() {
		this.provider.groups("ci");
		Browser browser = new Browser(this.admin.url());
		assertThat(browser.open(LOGIN).statusCode()).as("no page is for a registrar").isEqualTo(403);
		HttpResponse<String> me = browser.api("/api/v1/me");
		assertThat(read(me, "$.name")).isEqualTo("acme:jo");
		assertThat(read(me, "$.roles")).isEqualTo("[\"REGISTRAR\"]");
		for (String path : List.of("clusters", "applications", "operations", "registrations", "warnings")) {
			assertThat(browser.api("/api/v1/" + path).statusCode()).as(path).isEqualTo(403);
		}
		String session = browser.cookie("LARDER_ADMIN_SESSION");
		String url = "\"managementUrl\":\"http://127.0.0.1:1/actuator\"}";
		AdminClient.Response registered = this.admin.postInSession("/api/v1/registrations",
				"{\"application\":\"shop-cart\"," + url, session);
		assertThat(registered.status()).isEqualTo(201);
		this.admin.delete("/api/v1/registrations/" + registered.text("$.id"));
		assertThat(this.admin.postInSession("/api/v1/registrations", "{\"application\":\"atlas\"," + url, session)
			.status()).as("another application").isIn(403, 404);
	}

	@Test
	void loginIsRecordedWithTheProvider() {
		login();
		assertThat(this.admin.get("/api/v1/audit-events?type=LOGIN").texts("$.items[*].principal")).contains("acme:jo");
	}

	@Test
	void nothingOfTheTokensIsKept() {
		login();
		JdbcClient jdbc = this.admin.bean(JdbcClient.class);
		List<byte[]> attributes = jdbc.sql("select attribute_bytes from spring_session_attributes")
			.query(byte[].class)
			.list();
		assertThat(attributes).isNotEmpty()
			.allSatisfy((bytes) -> assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("access-token",
					"eyJ", "subject-4711"));
		assertThat(jdbc.sql("select principal_name from spring_session").query(String.class).list())
			.contains("acme:jo");
	}

	@Test
	void nobodyHasASessionBeforeTheLoginIsDone() {
		Browser browser = new Browser(this.admin.url());
		HttpResponse<String> begun = browser.ask(this.admin.url() + LOGIN);
		assertThat(begun.statusCode()).isEqualTo(302);
		assertThat(begun.headers().allValues("Set-Cookie"))
			.filteredOn((cookie) -> cookie.startsWith(OidcFlowCookie.NAME))
			.singleElement()
			.asString()
			.contains("; HttpOnly", "; SameSite=Lax", "; Path=/login/oauth2/code", "; Max-Age=600");
		assertThat(browser.cookies()).noneMatch((cookie) -> cookie.contains("SESSION"));
	}

	@Test
	void someoneWithoutAGroupIsTurnedAwayAndRecorded() {
		this.provider.groups("guests");
		Browser browser = new Browser(this.admin.url());
		HttpResponse<String> page = browser.open(LOGIN);
		assertThat(page.uri().toString()).endsWith("/login?denied");
		assertThat(page.body()).contains("none of your groups");
		assertThat(browser.api("/api/v1/me").statusCode()).isEqualTo(401);
		AdminClient.Response failures = this.admin.get("/api/v1/audit-events?type=LOGIN_FAILURE&limit=1");
		assertThat(failures.text("$.items[0].principal")).isEqualTo("acme:jo");
		assertThat(failures.text("$.items[0].data.reason")).isEqualTo("no_rights");
	}

	static Stream<Arguments> wrongTokens() {
		return Stream.of(wrong("issuer", (token) -> token.issuer("http://127.0.0.1:1")),
				wrong("audience", (token) -> token.audience("another-client")),
				wrong("authorized party", (token) -> token.audience(List.of(ScriptedOidcProvider.CLIENT, "another"))),
				wrong("nonce", (token) -> token.claim("nonce", "another")),
				wrong("no nonce", (token) -> token.claim("nonce", null)),
				wrong("expired",
						(token) -> token.issueTime(Date.from(Instant.now().minusSeconds(7200)))
							.expirationTime(Date.from(Instant.now().minusSeconds(3600)))),
				wrong("from the future",
						(token) -> token.issueTime(Date.from(Instant.now().plusSeconds(3600)))
							.expirationTime(Date.from(Instant.now().plusSeconds(7200)))),
				wrong("no subject", (token) -> token.subject(null)),
				wrong("no name", (token) -> token.claim("preferred_username", null)),
				wrong("a name that is none", (token) -> token.claim("preferred_username", List.of("jo"))),
				wrong("a name with a line break", (token) -> token.claim("preferred_username", "jo\r\nadmin")),
				wrong("a name written backwards", (token) -> token.claim("preferred_username", "jo\u202enimda")),
				wrong("a long name", (token) -> token.claim("preferred_username", "j".repeat(100))));
	}

	private static Arguments wrong(String what, Consumer<JWTClaimsSet.Builder> change) {
		return Arguments.of(what, change);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("wrongTokens")
	void wrongTokenIsRefused(String what, Consumer<JWTClaimsSet.Builder> change) {
		this.provider.answerWith((token) -> {
			token.claim("groups", List.of("admins"));
			change.accept(token);
		});
		assertRefused(new Browser(this.admin.url()));
	}

	private void assertRefused(Browser browser) {
		HttpResponse<String> page = browser.open(LOGIN);
		assertThat(page.uri().toString()).endsWith("/login?failed");
		assertThat(page.body()).contains("did not succeed");
		assertThat(browser.api("/api/v1/me").statusCode()).isEqualTo(401);
		assertThat(browser.cookies()).noneMatch((cookie) -> cookie.contains("SESSION"));
	}

	@Test
	void tokenSignedByAnotherIsRefused() {
		this.provider.signWithTheKeyOfAnother();
		assertRefused(new Browser(this.admin.url()));
	}

	@Test
	void failingProviderIsAFailedLogin() {
		this.provider.fail();
		assertRefused(new Browser(this.admin.url()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?code=a&state=b", "?error=access_denied&state=b", "?error=%0d%0aAUDIT&state=b" })
	void whatNobodyAskedForIsRefused(String query) {
		HttpResponse<String> answer = new Browser(this.admin.url())
			.ask(this.admin.url() + "/login/oauth2/code/acme" + query);
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location")).contains("/login?failed");
	}

	@Test
	void answerForAnotherBrowserIsRefused() {
		String toProvider = new Browser(this.admin.url()).ask(this.admin.url() + LOGIN)
			.headers()
			.firstValue("Location")
			.orElseThrow();
		Browser victim = new Browser(this.admin.url());
		victim.ask(this.admin.url() + LOGIN);
		String back = victim.ask(toProvider).headers().firstValue("Location").orElseThrow();
		assertThat(victim.ask(back).headers().firstValue("Location")).contains("/login?failed");
		assertThat(victim.api("/api/v1/me").statusCode()).isEqualTo(401);
	}

	@Test
	void loginLeadsToThePageThatWasAskedFor() {
		Browser browser = new Browser(this.admin.url());
		HttpResponse<String> page = browser.open("/clusters/main?window=1d");
		assertThat(page.uri().getPath()).isEqualTo("/login");
		assertThat(page.body()).contains("href=\"" + LOGIN + "?to=/clusters/main?window%3D1d\"");
		assertThat(browser.open(LOGIN + "?to=/clusters/main?window%3D1d").uri().toString())
			.isEqualTo(this.admin.url() + "/clusters/main?window=1d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "https://evil.example/", "/%5Cevil.example", "/a%0d%0ab" })
	void loginLeadsNowhereElse(String to) {
		assertThat(new Browser(this.admin.url()).open(LOGIN + "?to=" + to).uri().toString())
			.isEqualTo(this.admin.url() + "/");
	}

	@Test
	void failedLoginRemembersThePage() {
		this.provider.fail();
		assertThat(new Browser(this.admin.url()).open(LOGIN + "?to=/operations").uri().toString())
			.endsWith("/login?failed&to=%2Foperations");
	}

	@Test
	void answerIsGoodOnce() {
		Browser browser = new Browser(this.admin.url());
		String toProvider = browser.ask(this.admin.url() + LOGIN).headers().firstValue("Location").orElseThrow();
		String back = browser.ask(toProvider).headers().firstValue("Location").orElseThrow();
		assertThat(browser.ask(back).headers().firstValue("Location")).contains("/");
		assertThat(browser.ask(back).headers().firstValue("Location")).contains("/login?failed");
	}

	@Test
	void unknownProviderIsLikeAnyOtherAddressThatIsNone() {
		assertThat(new Browser(this.admin.url()).ask(this.admin.url() + "/oauth2/authorization/none").statusCode())
			.isEqualTo(401);
		assertThat(login().open("/oauth2/authorization/none").statusCode()).isEqualTo(404);
	}

	@Test
	void userOfAProviderHasNoTokens() {
		String session = login().cookie("LARDER_ADMIN_SESSION");
		AdminClient.Response refused = this.admin.postInSession("/api/v1/tokens",
				"{\"name\":\"job\",\"expiresAt\":\"" + Instant.now().plusSeconds(60) + "\"}", session);
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.text("$.detail")).contains("configure a user of its own");
	}

	@Test
	void userOfAProviderOperatesUnderItsName() {
		String session = login().cookie("LARDER_ADMIN_SESSION");
		AdminClient.Response done = this.admin.postInSession("/api/v1/operations",
				"{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},\"dryRun\":false}", session);
		assertThat(done.text("$.requestedBy")).isEqualTo("acme:jo");
		assertThat(this.admin.get("/api/v1/audit-events?type=KEY_EVICT").texts("$.items[*].principal"))
			.contains("acme:jo");
	}

	@Test
	void logoutEndsTheSession() {
		Browser browser = login();
		String session = browser.cookie("LARDER_ADMIN_SESSION");
		assertThat(this.admin.logout(session).status()).isEqualTo(302);
		assertThat(browser.api("/api/v1/me").statusCode()).isEqualTo(401);
	}

	@Test
	void loginWithTheFormIsStillThereAndEndsThatWithTheProvider() {
		String session = login().cookie("LARDER_ADMIN_SESSION");
		String other = this.admin.loginInSession("admin", session);
		assertThat(this.admin.getWithCookie("/api/v1/me", other).text("$.name")).isEqualTo("admin");
		assertThat(this.admin.getWithCookie("/api/v1/me", session).status()).isEqualTo(401);
	}

	@Test
	void sessionHasTheRightsThatTheMappingsGiveNow() {
		Path directory = TemporaryDirectory.create();
		Map<String, String> sessions = new HashMap<>();
		try (AdminClient before = startService(directory)) {
			for (String group : List.of("admins", "ops")) {
				this.provider.groups(group);
				Browser browser = new Browser(before.url());
				assertThat(browser.open(LOGIN).body()).contains("class=\"person\"");
				sessions.put(group, browser.cookie("LARDER_ADMIN_SESSION"));
			}
		}
		try (AdminClient after = startService(directory, "larder.admin.security.oidc.mappings[0].role=viewer",
				"larder.admin.security.oidc.mappings[1].value=others")) {
			AdminClient.Response me = after.getWithCookie("/api/v1/me", sessions.get("admins"));
			assertThat(me.texts("$.roles")).containsExactly("VIEWER");
			assertThat(after.getWithCookie("/api/v1/me", sessions.get("ops")).status()).isEqualTo(401);
		}
	}

	@Test
	void sessionEndsWhenItsTimeIsOver() {
		Browser browser = login();
		OidcSession session = new OidcSession("acme", "acme:jo", List.of("ops"), Instant.now().minusSeconds(1));
		assertThat(this.admin.bean(OidcLogin.class).rights(session)).isEmpty();
		assertThat(browser.api("/api/v1/me").statusCode()).isEqualTo(200);
	}

	@Test
	void loginStaysUnderTheContextPath() {
		try (AdminClient under = startService(TemporaryDirectory.create(), "server.servlet.context-path=/larder")) {
			HttpResponse<String> home = new Browser(under.url() + "/larder").open(LOGIN);
			assertThat(home.uri().getPath()).isEqualTo("/larder/");
			assertThat(home.body()).contains("class=\"person\"");
			this.provider.groups("guests");
			assertThat(new Browser(under.url() + "/larder").open(LOGIN).uri().toString())
				.endsWith("/larder/login?denied");
		}
	}

	@Test
	void formMayBeOff() {
		try (AdminClient without = startService(TemporaryDirectory.create(),
				"larder.admin.security.form-login=false")) {
			Browser browser = new Browser(without.url());
			assertThat(browser.open("/login").body()).contains(LOGIN).doesNotContain("name=\"password\"");
			assertThat(browser.open("/").uri().toString()).endsWith("/login");
			assertThat(browser.open("/about").uri().toString()).endsWith("/login?to=%2Fabout");
			assertThat(browser.open(LOGIN).body()).contains("class=\"person\"");
			assertThat(without.get("/api/v1/me").status()).as("programs with a password").isEqualTo(200);
		}
	}

	@Test
	void tooManyFailuresHaveToWait() {
		try (AdminClient limited = startService(TemporaryDirectory.create(),
				"larder.admin.limits.address-failures=2")) {
			this.provider.fail();
			for (int i = 0; i < 2; i++) {
				assertThat(new Browser(limited.url()).open(LOGIN).uri().toString()).endsWith("/login?failed");
			}
			HttpResponse<String> refused = new Browser(limited.url()).open(LOGIN);
			assertThat(refused.statusCode()).isEqualTo(429);
			assertThat(refused.headers().firstValue("Retry-After")).isPresent();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.security.oauth2.client.registration.acme.scope=profile|scope",
			"larder.admin.users[0].name=acme:jo|looks like that of a user of the provider",
			"larder.admin.security.oidc.roles-claim=|rolesClaim" })
	void wrongSettingStopsTheStart(String setting) {
		String[] parts = setting.split("\\|", 2);
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> startService(TemporaryDirectory.create(), parts[0]).close())
			.satisfies((ex) -> assertThat(ex).rootCause().hasMessageContaining(parts[1]));
	}

}
