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
package dev.larder.admin.application;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationController}.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class ApplicationApiTests extends AbstractAdminServiceTests {

	private static final String CACHES = "/api/v1/applications/atlas/caches";

	private static final String BASIC_CACHES = """
			{"cacheManagers":{"cacheManager":{"caches":{"cities":{"target":"java.util.concurrent.ConcurrentHashMap"}}}}}""";

	@Test
	void applicationsAreListedWithoutAskingThem() {
		assertThat(get("viewer", "/api/v1/applications")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.items[0].name", (name) -> name.assertThat().isEqualTo("atlas"))
			.hasPathSatisfying("$.items[0].instances[0].id", (id) -> id.assertThat().isEqualTo(instance.id()));
		assertThat(instance.bodies()).isEmpty();
	}

	@Test
	void applicationHasTheNodesItsInstancesSee() {
		assertThat(get("viewer", "/api/v1/applications/atlas")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.results[0].data.cacheCount", (count) -> count.assertThat().isEqualTo(2))
			.hasPathSatisfying("$.results[0].data.nodes[0].state", (state) -> state.assertThat().isEqualTo("UP"));
	}

	@Test
	void cachesAreShownWithWhatIsKnown() {
		assertThat(get("viewer", CACHES)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.summary.ok", (ok) -> ok.assertThat().isEqualTo(2))
			.hasPathSatisfying("$.results[0].data.caches[0].statistics.hits", (hits) -> hits.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.results[0].data.caches[0].settings.timeToLiveMs",
					(ttl) -> ttl.assertThat().isEqualTo(3600000))
			.doesNotHavePath("$.results[0].data.caches[0].statistics.errors")
			.doesNotHavePath("$.results[0].data.caches[1].statistics");
	}

	@Test
	void eachInstanceIsAskedOnceWithItsCredentials() {
		get("viewer", CACHES);
		assertThat(instance.authorizations()).containsExactly("Basic bW9uaXRvcjp0b3Atc2VjcmV0");
	}

	@ParameterizedTest
	@CsvSource({ "401,credentials-refused,credentials refused", "403,credentials-refused,credentials refused",
			"404,endpoint-not-exposed,management.endpoints.web.exposure.include", "302,target-failed,redirect",
			"500,target-failed,HTTP 500" })
	void refusalSaysWhatToDo(int status, String code, String text) {
		instance.answerGet(status, "");
		assertThat(get("viewer", CACHES)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.results[0].state", (state) -> state.assertThat().isEqualTo("FAILED"))
			.hasPathSatisfying("$.results[0].problem.code", (actual) -> actual.assertThat().isEqualTo(code))
			.hasPathSatisfying("$.results[0].problem.detail", (detail) -> detail.assertThat().asString().contains(text))
			.hasPathSatisfying("$.results[1].state", (state) -> state.assertThat().isEqualTo("OK"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "<html>", "[]", "{\"caches\":5}", "null" })
	void whatIsNoReportIsAFailure(String body) {
		instance.answerGet(200, body);
		assertThat(get("viewer", CACHES)).bodyJson()
			.extractingPath("$.results[0].problem.code")
			.isEqualTo("target-failed");
	}

	@Test
	void emptyReportIsAReport() {
		instance.answerGet(200, "{}");
		assertThat(get("viewer", CACHES)).bodyJson()
			.hasPathSatisfying("$.results[0].state", (state) -> state.assertThat().isEqualTo("OK"))
			.doesNotHavePath("$.results[0].data.caches");
	}

	@Test
	void silentInstanceLeavesTheOthersAnswers() {
		instance.fallSilent();
		assertThat(get("viewer", CACHES)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.summary.timedOut", (count) -> count.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.results[0].state", (state) -> state.assertThat().isEqualTo("TIMEOUT"))
			.hasPathSatisfying("$.results[1].state", (state) -> state.assertThat().isEqualTo("OK"));
	}

	@Test
	void applicationIsAProblemWhenNoInstanceAnswers() {
		instance.fallSilent();
		otherInstance.answerGet(500, "");
		assertThat(get("viewer", CACHES)).hasStatus(502)
			.bodyJson()
			.extractingPath("$.results[*].state")
			.asArray()
			.containsExactly("TIMEOUT", "FAILED");
	}

	@Test
	void instanceWithoutTheStarterIsBasic() {
		instance.beWithoutStarter(BASIC_CACHES, null);
		assertThat(get("viewer", CACHES)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.results[*].data.kind",
					(kinds) -> kinds.assertThat().asArray().containsExactly("BASIC", "LARDER"))
			.hasPathSatisfying("$.results[0].data.caches[0].name", (name) -> name.assertThat().isEqualTo("cities"))
			.doesNotHavePath("$.results[0].data.totals");
		assertThat(instance.paths()).as("no more meters than the first").hasSize(3);
		assertThat(instance.authorizations()).containsOnly("Basic bW9uaXRvcjp0b3Atc2VjcmV0");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "{}", "{\"measurements\":[null,{}]}", "[]", "<html>", "{\"measurements\":[{\"value\":\"NaN\"}]}",
					"{\"measurements\":[{\"value\":-1}]}", "{\"measurements\":[{\"value\":1e999}]}" })
	void metersThatTellNothingLeaveTheNames(String meter) {
		instance.beWithoutStarter(BASIC_CACHES, meter);
		assertThat(get("viewer", CACHES)).bodyJson()
			.hasPathSatisfying("$.results[0].data.caches[0].name", (name) -> name.assertThat().isEqualTo("cities"))
			.doesNotHavePath("$.results[0].data.totals");
		assertThat(instance.paths()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', value = { "<html>", "[]", "{\"cacheManagers\":5}", "null" })
	void whatNamesNoCachesIsAFailure(String body) {
		instance.beWithoutStarter(body, null);
		assertThat(get("viewer", CACHES)).bodyJson()
			.extractingPath("$.results[0].problem.code")
			.isEqualTo("target-failed");
	}

	@Test
	void listWithHolesIsAList() {
		instance.beWithoutStarter(
				"""
						{"cacheManagers":{"a":null,"b":{},"c":{"caches":null},"d":{"caches":{"x":null,"<b>":{"target":null}}}}}""",
				null);
		assertThat(get("viewer", CACHES)).bodyJson()
			.extractingPath("$.results[0].data.caches[*].name")
			.asArray()
			.containsExactly("x", "<b>");
	}

	@Test
	void unknownApplication() {
		assertThat(get("viewer", "/api/v1/applications/none")).hasStatus(404)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unknown-application");
	}

	@Test
	void passwordOfTheApplicationIsNowhere(CapturedOutput output) throws Exception {
		assertThat(get("admin", "/api/v1/applications").getResponse().getContentAsString())
			.doesNotContain("top-secret");
		assertThat(output).doesNotContain("top-secret");
	}

}
