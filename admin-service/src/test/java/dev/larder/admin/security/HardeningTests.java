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
 * Tests what attackers tried.
 */
@ServerTest
class HardeningTests extends AbstractAdminServiceTests {

	private static final String OPERATIONS = "/api/v1/operations";

	private static String flush(String rest) {
		return "{\"type\":\"SERVER_FLUSH\",\"target\":{\"cluster\":\"main\",\"server\":\"" + id(first)
				+ "\"},\"confirm\":\"" + id(first) + "\"," + rest + "}";
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"dryRun\":0", "\"dryRun\":\"false\"", "\"dryRun\":null",
			"\"dryRun\":true,\"dryRun\":false", "\"dryRun\":false,\"force\":true", "\"dryRun\":[false]",
			"\"dryRun\":false} {\"x\":1", "\"dryrun\":false" })
	void bodyThatIsNotExactlyWhatIsMeantFlushesNothing(String rest) {
		store(first, "a", "1");
		assertThat(post("admin", OPERATIONS, flush(rest))).hasStatus(400);
		assertThat(first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void typeOfAnOperationIsItsName() {
		assertThat(post("admin", OPERATIONS, flush("\"dryRun\":true").replace("\"SERVER_FLUSH\"", "0"))).hasStatus(400);
	}

	@Test
	void halfASurrogatePairIsNoKey() {
		store(first, "?", "1");
		String body = "{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"\\ud800\"},\"dryRun\":false}";
		assertThat(post("admin", OPERATIONS, body)).hasStatus(400)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("invalid-key");
		assertThat(first.command("mg ?")).isEqualTo("HD");
	}

	@Test
	void bodyIsBounded() {
		String body = "{\"type\":\"KEY_EVICT\",\"reason\":\"" + "x".repeat(100_000) + "\"}";
		assertThat(post("admin", OPERATIONS, body)).hasStatus(413)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("body-too-large");
	}

	@Test
	void reasonIsBounded() {
		String body = flush("\"dryRun\":true,\"reason\":\"" + "x".repeat(501) + "\"");
		assertThat(post("admin", OPERATIONS, body)).hasStatus(400);
	}

	@Test
	void nameOfAFailedLoginIsCut() {
		this.mvc.get()
			.uri("/api/v1/me")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("mallory" + "x".repeat(5000), "wrong"))
			.exchange();
		assertThat(get("admin", "/api/v1/audit-events?type=LOGIN_FAILURE")).bodyJson()
			.extractingPath("$.items[0].principal")
			.asString()
			.startsWith("mallory")
			.hasSizeLessThan(120);
	}

	@Test
	void escapedPathIsTheSamePath() {
		MvcTestResult result = this.mvc.post()
			.uri(URI.create("/%61pi/v1/operations"))
			.contentType(MediaType.APPLICATION_JSON)
			.content("{}")
			.exchange();
		assertThat(result).hasStatus(401).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void errorPageIsNoPage() {
		assertThat(this.mvc.get().uri("/error").accept(MediaType.TEXT_HTML).exchange()).hasStatus3xxRedirection();
	}

	@Test
	void answerOfAnInstanceNamesNoClassOfJava() throws Exception {
		instance.answerGet(200, "{\"caches\":\"none\"}");
		String body = get("viewer", "/api/v1/applications/atlas").getResponse().getContentAsString();
		assertThat(body).contains("not a report of Larder").doesNotContain("java.", "dev.larder");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"caches\":[null]}", "{\"nodes\":[null,{}]}", "{\"caches\":[{\"statistics\":null}]}", "{}" })
	void answerOfAnInstanceMayHoldNothing(String answer) {
		instance.answerGet(200, answer);
		assertThat(get("viewer", "/api/v1/applications/atlas/caches")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.results[0].state")
			.isEqualTo("OK");
	}

	@Test
	void answerOfAnInstanceIsBoundedInObjects() {
		instance.answerGet(200, "{\"caches\":[" + "{},".repeat(400_000) + "{}]}");
		assertThat(get("viewer", "/api/v1/applications/atlas/caches")).bodyJson()
			.extractingPath("$.results[0].state")
			.isEqualTo("FAILED");
	}

}
