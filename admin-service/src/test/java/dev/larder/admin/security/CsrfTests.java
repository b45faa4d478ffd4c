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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiCsrfMatcher} and what it protects.
 */
@ServerTest
class CsrfTests extends AbstractAdminServiceTests {

	@Autowired
	private JdbcClient jdbc;

	/**
	 * Returns the cookie of the session. Its configured name is that of a real server,
	 * which is not used here.
	 */
	private static Optional<Cookie> session(MvcTestResult result) {
		return Stream.of(result.getResponse().getCookies())
			.filter((cookie) -> cookie.getName().contains("SESSION"))
			.findFirst();
	}

	private Cookie login() {
		MvcTestResult result = this.mvc.post()
			.uri("/login")
			.with(SecurityMockMvcRequestPostProcessors.csrf())
			.param("username", "admin")
			.param("password", PASSWORD)
			.exchange();
		assertThat(result).hasStatus3xxRedirection().hasRedirectedUrl("/");
		return session(result).orElseThrow();
	}

	private MockMvcRequestBuilder lookup() {
		return this.mvc.post()
			.uri("/api/v1/clusters/main/key-lookups")
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"key\":\"a\"}");
	}

	@Test
	void sessionMayRead() {
		assertThat(this.mvc.get().uri("/api/v1/me").cookie(login()).exchange()).hasStatusOk();
	}

	@Test
	void sessionWithoutTokenIsRefused() {
		assertThat(lookup().cookie(login()).exchange()).hasStatus(403)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("csrf-token-missing");
	}

	@Test
	void refusalIsRecorded() {
		lookup().cookie(login()).exchange();
		assertThat(get("admin", "/api/v1/audit-events?type=ACCESS_DENIED")).bodyJson()
			.hasPathSatisfying("$.items[0].principal", (name) -> name.assertThat().isEqualTo("admin"))
			.hasPathSatisfying("$.items[0].data.reason", (reason) -> reason.assertThat().isEqualTo("CSRF"));
	}

	@Test
	void sessionWithTokenIsAccepted() {
		MvcTestResult result = lookup().cookie(login())
			.with(SecurityMockMvcRequestPostProcessors.csrf().asHeader())
			.exchange();
		assertThat(result).hasStatusOk();
	}

	@Test
	void sessionIsRefusedEvenWithBasicAuthentication() {
		MvcTestResult result = lookup().cookie(login())
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD))
			.exchange();
		assertThat(result).hasStatus(403);
	}

	@Test
	void programWithBasicAuthenticationNeedsNoToken() {
		MvcTestResult result = lookup().with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD))
			.exchange();
		assertThat(result).hasStatusOk();
		assertThat(session(result)).isEmpty();
	}

	@Test
	void browserOnAnotherSiteIsRefusedWithBasicAuthentication() {
		MvcTestResult result = lookup().with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD))
			.header("Sec-Fetch-Site", "cross-site")
			.exchange();
		assertThat(result).hasStatus(403);
	}

	@Test
	void sessionIsKeptAsJson() {
		login();
		List<byte[]> attributes = this.jdbc.sql("select attribute_bytes from spring_session_attributes")
			.query(byte[].class)
			.list();
		JsonMapper json = new JsonMapper();
		assertThat(attributes).isNotEmpty().allSatisfy((bytes) -> {
			assertThat(json.readTree(bytes).isMissingNode()).isFalse();
			assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain(PASSWORD, "$2a$");
		});
	}

	@Test
	void loginWithoutTokenIsRefused() {
		assertThat(this.mvc.post().uri("/login").param("username", "admin").param("password", PASSWORD).exchange())
			.hasStatus(403);
	}

	@Test
	void browserGetsNoDialogOfItsOwn() {
		assertThat(this.mvc.get().uri("/api/v1/me").header("Sec-Fetch-Mode", "cors").exchange()).hasStatus(401)
			.doesNotContainHeader("WWW-Authenticate");
	}

	@Test
	void programIsToldHowToAuthenticate() {
		assertThat(this.mvc.get().uri("/api/v1/me").exchange()).hasStatus(401).containsHeader("WWW-Authenticate");
	}

}
