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

package dev.larder.admin.console;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.AccessMatrix;
import dev.larder.admin.problem.ApiException;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests who may see which page: everybody who is named here and nobody else, with a CSRF
 * token where something changes.
 */
@ServerTest
class PageAccessTests extends AbstractAdminServiceTests {

	private static final AccessMatrix MATRIX = new AccessMatrix(Map.ofEntries(Map.entry("GET /", "viewer"),
			Map.entry("GET /clusters/{cluster}", "viewer"), Map.entry("GET /clusters/{cluster}/differences", "viewer"),
			Map.entry("GET /clusters/{cluster}/servers/{server}", "viewer"),
			Map.entry("GET /clusters/{cluster}/scans", "operator"),
			Map.entry("POST /clusters/{cluster}/scans", "operator"), Map.entry("GET /scans/{id}", "operator"),
			Map.entry("POST /scans/{id}/cancellations", "operator"),
			Map.entry("POST /clusters/{cluster}/servers/{server}/hot-keys", "admin"),
			Map.entry("GET /hot-keys/{id}", "admin"), Map.entry("POST /hot-keys/{id}/cancellations", "admin"),
			Map.entry("GET /applications/{application}", "viewer"),
			Map.entry("GET /applications/{application}/matrix", "viewer"),
			Map.entry("GET /applications/{application}/cache", "viewer"),
			Map.entry("GET /applications/{application}/cache/instances", "viewer"),
			Map.entry("GET /look-up", "operator"), Map.entry("GET /look-up/entry", "operator"),
			Map.entry("GET /look-up/item", "operator"), Map.entry("GET /look-up/{id}", "operator"),
			Map.entry("POST /look-up/entry", "operator"), Map.entry("POST /look-up/item", "operator"),
			Map.entry("GET /operations", "viewer"), Map.entry("GET /operations/{id}", "viewer"),
			Map.entry("GET /operations/plan", "viewer"), Map.entry("POST /operations", "operator"),
			Map.entry("POST /operations/plan", "operator"), Map.entry("POST /operations/{id}/approvals", "admin"),
			Map.entry("POST /operations/{id}/cancellations", "operator"), Map.entry("GET /audit", "admin"),
			Map.entry("GET /tokens", "viewer"), Map.entry("POST /tokens", "viewer"),
			Map.entry("POST /tokens/{id}/revocations", "viewer"), Map.entry("GET /about", "viewer"),
			Map.entry("GET /preferences", "viewer"), Map.entry("POST /preferences", "viewer")));

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping handlerMapping;

	@Test
	void everyPageHasAnEntryHere() {
		Set<String> pages = new TreeSet<>();
		this.handlerMapping.getHandlerMethods().forEach((mapping, method) -> {
			if (method.getBeanType().getPackage().equals(OverviewPage.class.getPackage())) {
				mapping.getPatternValues()
					.forEach((path) -> mapping.getMethodsCondition()
						.getMethods()
						.forEach((verb) -> pages.add(verb + " " + path)));
			}
		});
		pages.remove("GET /login");
		assertThat(pages).isEqualTo(MATRIX.routes());
	}

	static Stream<Arguments> users() {
		return MATRIX.attempts((user, page) -> AccessMatrix.reaches(user, MATRIX.lowestRole(page)));
	}

	static Stream<String> changes() {
		return MATRIX.routes().stream().filter((page) -> page.startsWith("POST"));
	}

	static Stream<String> pages() {
		return MATRIX.routes().stream();
	}

	private MockMvcRequestBuilder request(String page) {
		String path = AccessMatrix.path(page, id(first));
		instance.answerLookUp(200, "{\"mode\":\"local\"}");
		return this.mvc.method(HttpMethod.valueOf(AccessMatrix.method(page)))
			.uri(path)
			.accept(MediaType.TEXT_HTML)
			.param("application", path.startsWith("/operations") ? "" : "atlas")
			.param("cache", path.startsWith("/operations") ? "" : "cities")
			.param("cluster", "main")
			.param("key", "a")
			.param("name", "a")
			.param("days", "1")
			.param("role", "VIEWER")
			.param("theme", "DARK")
			.param("plan", "none")
			.param("type", path.startsWith("/operations") ? "KEY_EVICT" : "");
	}

	@ParameterizedTest(name = "{0} {1}: {2}")
	@MethodSource("users")
	void roleDecides(String user, String page, boolean allowed) {
		MvcTestResult result = request(page).with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.with(SecurityMockMvcRequestPostProcessors.csrf())
			.exchange();
		endJob(result);
		if (allowed) {
			assertThat(result.getResponse().getStatus()).as(() -> "answer, with the problem " + problem(result))
				.isIn(200, 302, page.contains("{id}") ? 404 : 200);
		}
		else {
			assertThat(result).hasStatus(403);
		}
	}

	/**
	 * Returns what a page of an error says, which MockMvc does not go on to.
	 */
	private static String problem(MvcTestResult result) {
		return (result.getRequest().getAttribute(ApiException.class.getName()) instanceof ApiException ex)
				? ex.code() + ": " + ex.detail() : "none";
	}

	@ParameterizedTest
	@MethodSource("pages")
	void browsersKeepNoPage(String page) {
		MvcTestResult result = request(page).with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD))
			.with(SecurityMockMvcRequestPostProcessors.csrf())
			.exchange();
		endJob(result);
		assertThat(result).headers().satisfies((headers) -> assertThat(headers.getCacheControl()).contains("no-store"));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void nothingChangesWithoutACsrfToken(String page) {
		assertThat(request(page).with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD)).exchange())
			.hasStatus(403);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void nobodyGetsInWithoutALogin(String page) {
		String path = AccessMatrix.path(page, id(first));
		String wanted = path.equals("/") ? "/login" : "/login?to=" + UriUtils.encode(path, StandardCharsets.UTF_8);
		assertThat(request(page).with(SecurityMockMvcRequestPostProcessors.csrf()).exchange()).hasStatus(302)
			.hasRedirectedUrl(page.startsWith("GET") ? wanted : "/login?ended");
	}

	@ParameterizedTest
	@MethodSource("changes")
	void formOfASessionThatHasEndedLeadsToTheLogin(String page) {
		assertThat(request(page).exchange()).hasStatus(302).hasRedirectedUrl("/login?ended");
	}

}
