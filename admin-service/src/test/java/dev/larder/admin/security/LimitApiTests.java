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

import java.time.Duration;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import dev.larder.test.SettableClock;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what happens to those who ask too often. A delay may end before the next login is
 * tried; as each is longer than the one before, some login is refused.
 */
@ServerTest
class LimitApiTests extends AbstractAdminServiceTests {

	private static final int MANY = 200;

	@Autowired
	private ApiSecurityErrors errors;

	@AfterEach
	void forgetUser() {
		SecurityContextHolder.clearContext();
	}

	private MvcTestResult basic(String path, String address, String user, String password) {
		return this.mvc.get().uri(path).with((request) -> {
			request.setRemoteAddr(address);
			return request;
		}).with(SecurityMockMvcRequestPostProcessors.httpBasic(user, password)).exchange();
	}

	private MvcTestResult form(String address, String user, String password) {
		return this.mvc.post().uri("/login").with((request) -> {
			request.setRemoteAddr(address);
			return request;
		})
			.with(SecurityMockMvcRequestPostProcessors.csrf())
			.param("username", user)
			.param("password", password)
			.exchange();
	}

	private MvcTestResult lockOut(String path, String address, String user) {
		MvcTestResult result = basic(path, address, user, "wrong");
		for (int i = 0; i < MANY && result.getResponse().getStatus() == 401; i++) {
			result = basic(path, address, user, "wrong");
		}
		return result;
	}

	@Test
	void guessingPasswordsIsDelayed() {
		MvcTestResult result = lockOut("/api/v1/me", "192.0.2.1", "viewer");
		assertThat(result).hasStatus(429)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.containsHeader(HttpHeaders.RETRY_AFTER)
			.doesNotContainHeader(HttpHeaders.WWW_AUTHENTICATE)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("too-many-requests");
	}

	@Test
	void userGetsInFromAnotherAddress() {
		assertThat(lockOut("/api/v1/me", "192.0.2.3", "operator")).hasStatus(429);
		assertThat(basic("/api/v1/me", "192.0.2.4", "operator", PASSWORD)).hasStatusOk();
	}

	@Test
	void unknownNameIsDelayedLikeAKnownOne() {
		assertThat(lockOut("/api/v1/me", "192.0.2.5", "nobody")).hasStatus(429);
	}

	@Test
	void pagesAndEndpointsAreNoWayAround() {
		assertThat(lockOut("/", "192.0.2.6", "viewer")).hasStatus(429).containsHeader(HttpHeaders.RETRY_AFTER);
		assertThat(lockOut("/actuator/metrics", "192.0.2.7", "viewer")).hasStatus(429)
			.containsHeader(HttpHeaders.RETRY_AFTER);
	}

	@Test
	void formIsDelayed() {
		MvcTestResult result = form("192.0.2.8", "viewer", "wrong");
		assertThat(result).hasRedirectedUrl("/login?error");
		for (int i = 0; i < MANY && result.getResponse().getStatus() == 302; i++) {
			result = form("192.0.2.8", "viewer", "wrong");
		}
		assertThat(result).hasStatus(429).containsHeader(HttpHeaders.RETRY_AFTER);
	}

	@Test
	void requestsOfAUserAreLimited() throws Exception {
		SettableClock clock = new SettableClock();
		RequestLimitFilter filter = new RequestLimitFilter(10, clock, this.errors);
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("jo", null));
		for (int i = 0; i < 10; i++) {
			assertThat(send(filter).getStatus()).isEqualTo(200);
		}
		MockHttpServletResponse refused = send(filter);
		assertThat(refused.getStatus()).isEqualTo(429);
		assertThat(refused.getHeader(HttpHeaders.RETRY_AFTER)).isEqualTo("6");
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", null));
		assertThat(send(filter).getStatus()).isEqualTo(200);
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("jo", null));
		clock.advance(Duration.ofSeconds(6));
		assertThat(send(filter).getStatus()).isEqualTo(200);
		assertThat(send(filter).getStatus()).isEqualTo(429);
	}

	private static MockHttpServletResponse send(RequestLimitFilter filter) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/me");
		request.setServletPath("/api/v1/me");
		MockHttpServletResponse response = new MockHttpServletResponse();
		FilterChain chain = new MockFilterChain();
		filter.doFilter(request, response, chain);
		return response;
	}

}
