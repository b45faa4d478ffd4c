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

import java.net.URI;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pages and their headers.
 */
@ServerTest
class PageSecurityTests extends AbstractAdminServiceTests {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
			+ " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

	@ParameterizedTest
	@ValueSource(
			strings = { "/", "/login", "/api/v1/me", "/actuator/health", "/assets/css/console.css", "/v3/api-docs" })
	void everyAnswerHasTheHeaders(String path) {
		assertThat(get("viewer", path)).hasStatusOk()
			.hasHeader("Content-Security-Policy", POLICY)
			.hasHeader("X-Content-Type-Options", "nosniff")
			.hasHeader("X-Frame-Options", "DENY")
			.hasHeader("Referrer-Policy", "same-origin")
			.containsHeader("Permissions-Policy");
	}

	@Test
	void browserIsSentToTheLogin() {
		MvcTestResult result = this.mvc.get().uri("/").accept(MediaType.TEXT_HTML).exchange();
		assertThat(result).hasStatus3xxRedirection();
		assertThat(result.getResponse().getRedirectedUrl()).endsWith("/login");
	}

	@Test
	void loginLeadsToThePageThatWasAskedFor() {
		String login = String.valueOf(this.mvc.get()
			.uri("/applications/atlas?window=1d")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.getResponse()
			.getRedirectedUrl());
		assertThat(login).isEqualTo("/login?to=%2Fapplications%2Fatlas%3Fwindow%3D1d");
		assertThat(this.mvc.get().uri(URI.create(login)).exchange()).bodyText()
			.contains("name=\"to\" value=\"/applications/atlas?window=1d\"");
		assertThat(login("/applications/atlas?window=1d", PASSWORD)).hasRedirectedUrl("/applications/atlas?window=1d");
		assertThat(login("/applications/atlas", "wrong")).hasRedirectedUrl("/login?error&to=%2Fapplications%2Fatlas");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "https://evil.example/", "/\\evil.example", "/a\r\nX: y" })
	void loginLeadsNowhereElse(String to) {
		assertThat(login(to, PASSWORD)).hasRedirectedUrl("/");
		assertThat(this.mvc.get().uri("/login").param("to", to).exchange()).bodyText().doesNotContain("evil", "X: y");
	}

	private MvcTestResult login(String to, String password) {
		return this.mvc.post()
			.uri("/login")
			.accept(MediaType.TEXT_HTML)
			.with(SecurityMockMvcRequestPostProcessors.csrf())
			.param("username", "admin")
			.param("password", password)
			.param("to", to)
			.exchange();
	}

	@Test
	void endOfTheSessionIsSaid() {
		assertThat(this.mvc.get().uri("/login?ended").exchange()).bodyText().contains("Your session has ended");
	}

	@Test
	void loginPageIsPublic() {
		assertThat(this.mvc.get().uri("/login").exchange()).hasStatusOk()
			.bodyText()
			.contains("name=\"_csrf\"", "autocomplete=\"current-password\"");
	}

	@Test
	void failedLoginSaysNotWhy() {
		assertThat(this.mvc.get().uri("/login?error").exchange()).bodyText()
			.contains("The user name or the password is wrong.");
	}

	@Test
	void startPageShowsWhatIsThere() {
		assertThat(get("viewer", "/")).hasStatusOk()
			.bodyText()
			.contains("href=\"/clusters/main\"", "href=\"/applications/atlas\"")
			.doesNotContain("style=", "onclick=");
	}

	@Test
	void pagesHaveNoVersion() {
		assertThat(get("viewer", "/nothing")).hasStatus(404);
	}

	@Test
	void answersOfTheApiAreNotKept() {
		MvcTestResult result = get("viewer", "/api/v1/me");
		assertThat(result.getResponse().getHeader("Cache-Control")).contains("no-store");
	}

}
