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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the service behind a proxy, under a path of its own.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedHeadersTests {

	private static final String FAILURES = "/larder/api/v1/audit-events?type=LOGIN_FAILURE";

	private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]+)\"");

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final MemcachedServer memcached = MemcachedServer.start();

	private AdminClient service;

	private ScriptedProxy proxy;

	private AdminClient start(String... properties) {
		return AdminClient.start(
				Stream
					.concat(Stream.of("server.forward-headers-strategy=native", "server.servlet.context-path=/larder",
							"larder.admin.data-directory=" + TemporaryDirectory.create()), Stream.of(properties))
					.toList(),
				this.memcached);
	}

	@BeforeAll
	void startBoth() throws IOException {
		this.service = start("server.tomcat.remoteip.internal-proxies=127.0.0.0/8,::1/128");
		this.proxy = new ScriptedProxy(this.service.url());
	}

	@AfterAll
	void stop() {
		this.proxy.close();
		this.service.close();
		this.memcached.close();
	}

	@BeforeEach
	void speakTls() {
		this.proxy.speak("https");
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.proxy.url() + path));
	}

	private int login(String password, String claimedAddress) {
		String login = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
		return this.proxy
			.send(request("/larder/api/v1/me").header("Authorization", "Basic " + login)
				.header("X-Forwarded-For", claimedAddress))
			.statusCode();
	}

	@Test
	void addressOfTheClientIsRecordedAndNotWhatItSays() {
		this.proxy.comeFrom("203.0.113.9");
		assertThat(login("wrong", "198.51.100.1")).isEqualTo(401);
		assertThat(this.service.get(FAILURES).text("$.items[0].data.remoteAddress")).isEqualTo("203.0.113.9");
	}

	@Test
	void loginsAreLimitedByTheAddressOfTheClient() {
		this.proxy.comeFrom("203.0.113.20");
		for (int i = 1; i <= 5; i++) {
			assertThat(login("wrong", "198.51.100." + i)).isEqualTo(401);
		}
		assertThat(login("secret", "198.51.100.6")).isEqualTo(429);
		this.proxy.comeFrom("203.0.113.21");
		assertThat(login("secret", "203.0.113.20")).isEqualTo(200);
	}

	@Test
	void redirectStaysWithTheProxy() {
		HttpResponse<String> response = this.proxy
			.send(request("/larder/").header("X-Forwarded-Host", "evil.example.com").header("Accept", "text/html"));
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).contains("/larder/login");
	}

	@Test
	void cookiesAreSecureAndOfThePath() {
		HttpResponse<String> page = this.proxy.send(request("/larder/login"));
		assertThat(page.headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.contains("; Secure", "; Path=/larder");
		assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
		HttpResponse<String> login = login(page);
		assertThat(login.headers().firstValue("Location")).contains("/larder/");
		assertThat(login.headers().allValues("Set-Cookie")).filteredOn((cookie) -> cookie.contains("SESSION"))
			.singleElement()
			.asString()
			.contains("; Secure", "; HttpOnly", "; Path=/larder", "; SameSite=Lax");
		HttpResponse<String> home = this.proxy
			.send(request("/larder/about").header("Cookie", cookie(login, "SESSION")));
		assertThat(home.body()).contains("https://" + ScriptedProxy.HOST + "/larder/api/v1");
	}

	@Test
	void linksOfPagesLeadSomewhere() {
		HttpResponse<String> page = this.proxy.send(request("/larder/login"));
		String session = cookie(login(page), "SESSION");
		HttpResponse<String> home = this.proxy.send(request("/larder/").header("Cookie", session));
		HttpResponse<String> missing = this.proxy
			.send(request("/larder/nothing").header("Cookie", session).header("Accept", "text/html"));
		assertThat(missing.statusCode()).isEqualTo(404);
		for (HttpResponse<String> shown : List.of(page, home, missing)) {
			assertThat(links(shown)).filteredOn((link) -> !link.startsWith("#")).isNotEmpty().allSatisfy((link) -> {
				assertThat(link).startsWith("/larder/");
				if (!link.endsWith("/logout")) {
					assertThat(this.proxy.send(request(link).header("Cookie", session)).statusCode()).as(link)
						.isIn(200, 502);
				}
			});
		}
	}

	private static List<String> links(HttpResponse<String> page) {
		return LINK.matcher(page.body()).results().map((link) -> link.group(1)).toList();
	}

	@Test
	void locationOfWhatWasMadeIsUnderThePath() {
		HttpResponse<String> made = this.proxy
			.send(request("/larder/api/v1/clusters/main/scans").header("Authorization", "Basic YWRtaW46c2VjcmV0")
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString("{}")));
		assertThat(made.statusCode()).isEqualTo(202);
		String location = made.headers().firstValue("Location").orElseThrow();
		assertThat(location).startsWith("/larder/api/v1/scans/");
		assertThat(this.proxy.send(request(location).header("Authorization", "Basic YWRtaW46c2VjcmV0")).statusCode())
			.isEqualTo(200);
	}

	@Test
	void logoutLeadsToTheLoginUnderThePath() {
		String session = cookie(login(this.proxy.send(request("/larder/login"))), "SESSION");
		HttpResponse<String> home = this.proxy.send(request("/larder/").header("Cookie", session));
		Matcher token = CSRF.matcher(home.body());
		assertThat(token.find()).isTrue();
		HttpResponse<String> logout = this.proxy
			.send(request("/larder/logout").header("Cookie", session + "; " + cookie(home, "CSRF"))
				.header("Accept", "text/html")
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers
					.ofString("_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))));
		assertThat(logout.headers().firstValue("Location")).contains("/larder/login?logout");
		assertThat(this.proxy.send(request("/larder/api/v1/me").header("Cookie", session)).statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> login(HttpResponse<String> page) {
		Matcher token = CSRF.matcher(page.body());
		assertThat(token.find()).isTrue();
		String form = "username=admin&password=secret&_csrf="
				+ URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
		return this.proxy.send(request("/larder/login").header("Cookie", cookie(page, "CSRF"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	private static String cookie(HttpResponse<String> response, String name) {
		return response.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.contains(name))
			.map((cookie) -> cookie.replaceAll(";.*", ""))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void cookieIsNotSecureWithoutTls() {
		this.proxy.speak("http");
		assertThat(this.proxy.send(request("/larder/login")).headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.doesNotContain("Secure");
	}

	@Test
	void headersOfOthersThanTheProxyAreNotBelieved() throws IOException {
		try (AdminClient other = start("server.tomcat.remoteip.internal-proxies=10.9.9.9/32");
				ScriptedProxy stranger = new ScriptedProxy(other.url())) {
			HttpResponse<String> page = stranger
				.send(HttpRequest.newBuilder(URI.create(stranger.url() + "/larder/login")));
			assertThat(page.headers().allValues("Set-Cookie")).singleElement().asString().doesNotContain("Secure");
			stranger.send(HttpRequest.newBuilder(URI.create(stranger.url() + "/larder/api/v1/me"))
				.header("Authorization", "Basic YWRtaW46d3Jvbmc="));
			assertThat(other.get(FAILURES).text("$.items[0].data.remoteAddress")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
		}
	}

}
