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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoginTarget}.
 */
class LoginTargetTests {

	@ParameterizedTest
	@ValueSource(strings = { "/clusters/main", "/applications/atlas/cache?name=a%2Fb&window=1d",
			"/look-up?application=caf%C3%A9", "/preferences?saved", "/logins" })
	void pageOfThisServiceIsOne(String text) {
		assertThat(LoginTarget.of(text).path()).isEqualTo(text);
		assertThat(LoginTarget.of(text).parameter()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "clusters/main", "//evil.example", "///evil.example", "/\\evil.example",
			"\\\\evil.example", "/\t/evil.example", "/ /evil.example", "/..//evil.example", "/../x", "/./x",
			"http://evil.example", "https:evil.example", "javascript:alert(1)", "/a\r\nLocation: //evil.example",
			"/a\u0000", "/a#b", "/caf\u00e9", "/%", "/a|b", "/login", "/login?to=/login", "/login/oauth2/code/acme" })
	void whatLeadsElsewhereIsNone(String text) {
		assertThat(LoginTarget.of(text).path()).isEqualTo("/");
		assertThat(LoginTarget.of(text).parameter()).isNull();
	}

	@Test
	void lengthIsBounded() {
		assertThat(LoginTarget.of("/" + "a".repeat(LoginTarget.MAX_LENGTH - 1)).parameter()).isNotNull();
		assertThat(LoginTarget.of("/" + "a".repeat(LoginTarget.MAX_LENGTH)).parameter()).isNull();
	}

	@Test
	void requestIsThatOfAPageWithoutTheContextPath() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/larder/applications/atlas");
		request.setContextPath("/larder");
		request.setQueryString("window=1d&page=2");
		assertThat(LoginTarget.asked(request).path()).isEqualTo("/applications/atlas?window=1d&page=2");
	}

	@ParameterizedTest
	@CsvSource({ "https://console.example/larder/clusters/main?window=1d, /clusters/main?window=1d",
			"https://console.example/larder/, /", "https://console.example/larder/login?ended, /",
			"https://console.example/elsewhere, /", "https://console.example/larder//evil.example, /",
			"https://console.example, /", "mailto:somebody@evil.example, /", "not a URL, /", ", /" })
	void formWasSentFromAPageOfThisService(@Nullable String referrer, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/larder/plans");
		request.setContextPath("/larder");
		if (referrer != null) {
			request.addHeader("Referer", referrer);
		}
		assertThat(LoginTarget.left(request).path()).isEqualTo(path);
	}

	@Test
	void loginPageHandsItOn() {
		assertThat(LoginTarget.of("/a?b=c&d").loginPage(null)).isEqualTo("/login?to=%2Fa%3Fb%3Dc%26d");
		assertThat(LoginTarget.of("/a").loginPage("error")).isEqualTo("/login?error&to=%2Fa");
		assertThat(LoginTarget.of(null).loginPage("error")).isEqualTo("/login?error");
		assertThat(LoginTarget.of(null).loginPage(null)).isEqualTo("/login");
	}

}
