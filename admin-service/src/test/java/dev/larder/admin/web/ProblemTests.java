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
package dev.larder.admin.web;

import java.net.URI;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApiExceptionHandler}.
 */
@ServerTest
class ProblemTests extends AbstractAdminServiceTests {

	private static void assertProblem(MvcTestResult result, int status, String code) {
		assertThat(result).hasStatus(status)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.hasPathSatisfying("$.status", (actual) -> actual.assertThat().isEqualTo(status))
			.hasPathSatisfying("$.code", (actual) -> actual.assertThat().isEqualTo(code))
			.hasPathSatisfying("$.type", (type) -> type.assertThat().isEqualTo("urn:larder:problem:" + code))
			.hasPath("$.title")
			.hasPath("$.detail")
			.hasPath("$.instance");
	}

	private MvcTestResult operation(String body) {
		return post("admin", "/api/v1/operations", body);
	}

	@Test
	void unknownPath() {
		assertProblem(get("viewer", "/api/v1/nothing"), 404, "not-found");
	}

	@ParameterizedTest
	@CsvSource({ "/api/v2/clusters", "/api/v1.1/clusters", "/api/1/clusters", "/api/xv1/clusters",
			"/api/nonsense/clusters" })
	void unknownVersion(String path) {
		assertProblem(get("viewer", path), 400, "unsupported-version");
	}

	@Test
	void wrongMethod() {
		MvcTestResult result = this.mvc.delete()
			.uri("/api/v1/clusters")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD))
			.exchange();
		assertProblem(result, 405, "method-not-allowed");
		assertThat(result).hasHeader("Allow", "GET");
	}

	@Test
	void wrongMediaType() {
		MvcTestResult result = this.mvc.post()
			.uri("/api/v1/operations")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", PASSWORD))
			.contentType(MediaType.TEXT_PLAIN)
			.content("{}")
			.exchange();
		assertProblem(result, 415, "unsupported-media-type");
	}

	@Test
	void unacceptableMediaType() {
		MvcTestResult result = this.mvc.get()
			.uri("/api/v1/clusters")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("viewer", PASSWORD))
			.accept(MediaType.IMAGE_PNG)
			.exchange();
		assertThat(result).hasStatus(406);
	}

	@Test
	void wrongParameter() {
		assertProblem(get("admin", "/api/v1/audit-events?after=yesterday"), 400, "bad-request");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "not json|not JSON", "{\"type\":|not JSON",
			"[]|wrong type", "{\"typ\":\"KEY_EVICT\"}|no field 'typ'",
			"{\"target\":{\"clutser\":\"a\"}}|no field 'target.clutser'",
			"{\"type\":\"EXPLODE\"}|must be one of [SERVER_FLUSH, CLUSTER_FLUSH, CACHE_CLEAR, KEY_EVICT, PREFIX_EVICT,",
			"{}|dryRun must not be null; target must not be null; type must not be null",
			"{\"type\":\"KEY_EVICT\",\"target\":{},\"dryRun\":true}|KEY_EVICT needs 'target.cluster'",
			"{\"type\":\"SERVER_FLUSH\",\"target\":{\"cluster\":\"main\"},\"dryRun\":true}|SERVER_FLUSH needs 'target.server'" })
	void wrongBody(String body, String detail) {
		MvcTestResult result = operation(body);
		assertProblem(result, 400, "invalid-body");
		assertThat(result).bodyJson().extractingPath("$.detail").asString().contains(detail);
	}

	@Test
	void missingBody() {
		assertProblem(operation(""), 400, "invalid-body");
	}

	@Test
	void wrongBodyIsNotQuoted() throws Exception {
		MvcTestResult result = post("operator", "/api/v1/clusters/main/key-lookups", "{\"key\":\"secret-key");
		assertProblem(result, 400, "invalid-body");
		assertThat(result.getResponse().getContentAsString()).doesNotContain("secret-key");
	}

	@Test
	void unknownOperation() {
		assertProblem(get("viewer", "/api/v1/operations/none"), 404, "unknown-operation");
	}

	@ParameterizedTest
	@ValueSource(strings = { "audit-events?principal=a%00b", "audit-events/export?type=%00", "operations?cursor=%00",
			"applications/atlas/history?cache=%00", "applications/atlas/hot-keys?cache=%00",
			"clusters/main/history?window=%00" })
	void parameterThatCannotBeKeptIsRefused(String path) {
		assertThat(get("admin", URI.create("/api/v1/" + path))).hasStatus(400)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("bad-request");
	}

	@Test
	void pageRefusesTheParameterToo() {
		assertThat(get("admin", URI.create("/audit?principal=a%00b"))).hasStatus(400);
	}

	private MvcTestResult get(String user, URI uri) {
		return this.mvc.get().uri(uri).with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD)).exchange();
	}

	@ParameterizedTest
	@ValueSource(strings = { "operations?limit=0", "audit-events?limit=-1",
			"applications/atlas/hot-keys?cache=cities&limit=0" })
	void nothingIsNoPage(String path) {
		assertThat(get("admin", "/api/v1/" + path)).hasStatus(400)
			.bodyJson()
			.extractingPath("$.detail")
			.asString()
			.contains("'limit' must be at least 1");
	}

}
