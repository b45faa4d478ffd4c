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

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for answers that have not changed.
 */
@ServerTest
class EntityTagApiTests extends AbstractAdminServiceTests {

	private static final String KEY_EVICT = "{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},"
			+ "\"dryRun\":true}";

	private MvcTestResult getIfChanged(String user, String path, String tag) {
		return this.mvc.get()
			.uri(path)
			.header(HttpHeaders.IF_NONE_MATCH, tag)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.exchange();
	}

	private String tag(String user, String path) {
		MvcTestResult result = get(user, path);
		assertThat(result).hasStatusOk();
		String tag = result.getResponse().getHeader(HttpHeaders.ETAG);
		assertThat(tag).as(path).startsWith("W/\"");
		return tag;
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "overview", "warnings", "clusters", "clusters/main/servers/{server}/settings", "applications",
					"applications/atlas", "applications/atlas/caches", "applications/atlas/hot-keys?cache=cities",
					"operations", "operations?limit=1", "scans", "tokens", "me", "about", "audit-events?type=LOGIN" })
	void unchangedAnswerIsNotSentAgain(String path) {
		instance.answerList(200, "{\"order\":\"USE\",\"entries\":[]}");
		String url = "/api/v1/" + path.replace("{server}", id(first));
		String tag = tag("admin", url);
		MvcTestResult again = getIfChanged("admin", url, tag);
		assertThat(again).hasStatus(304).bodyText().isEmpty();
		assertThat(again).hasHeader(HttpHeaders.ETAG, tag).containsHeader(HttpHeaders.CACHE_CONTROL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "clusters/main", "clusters/main/servers/{server}", "clusters/main/servers/{server}/stats",
			"clusters/main/servers/{server}/slabs", "clusters/main/servers/{server}/items",
			"clusters/main/servers/{server}/connections", "clusters/main/servers/{server}/capabilities",
			"clusters/main/differences" })
	void whatServersCountHasATagToo(String path) {
		tag("admin", "/api/v1/" + path.replace("{server}", id(first)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clusters", "clusters/main/history", "scans" })
	void asteriskFitsWhateverThereIs(String path) {
		MvcTestResult result = getIfChanged("operator", "/api/v1/" + path, "*");
		assertThat(result).hasStatus(304).bodyText().isEmpty();
		assertThat(result).containsHeader(HttpHeaders.ETAG).containsHeader(HttpHeaders.CACHE_CONTROL);
	}

	@Test
	void asteriskFitsNothingThatIsNotThere() {
		assertThat(getIfChanged("operator", "/api/v1/clusters/none", "*")).hasStatus(404)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unknown-cluster");
	}

	@Test
	void answerThatChangedIsSent() {
		String path = "/api/v1/applications/atlas/caches";
		String tag = tag("viewer", path);
		instance.answerGet(200, "{\"caches\":[{\"name\":\"other\"}]}");
		assertThat(getIfChanged("viewer", path, tag)).hasStatusOk().bodyText().contains("other");
	}

	@Test
	void instanceThatFallsSilentIsAChange() {
		String path = "/api/v1/applications/atlas/caches";
		String tag = tag("viewer", path);
		instance.answerGet(500, "");
		assertThat(getIfChanged("viewer", path, tag)).hasStatusOk();
	}

	@Test
	void newOperationIsAChange() {
		String tag = tag("operator", "/api/v1/operations");
		post("operator", "/api/v1/operations", KEY_EVICT);
		assertThat(getIfChanged("operator", "/api/v1/operations", tag)).hasStatusOk();
	}

	@Test
	void operationThatHasEndedStaysTheSame() {
		MvcTestResult submitted = post("operator", "/api/v1/operations", KEY_EVICT);
		String path = submitted.getResponse().getHeader(HttpHeaders.LOCATION);
		assertThat(getIfChanged("operator", path, tag("operator", path))).hasStatus(304);
	}

	@Test
	void scanAndItsKeysAreComparedAndNeverStored() {
		MvcTestResult submitted = post("operator", "/api/v1/clusters/main/scans", "{}");
		String path = submitted.getResponse().getHeader(HttpHeaders.LOCATION);
		assertThat(submitted).hasStatus(202);
		MvcTestResult shown = get("operator", path);
		assertThat(shown).hasHeader(HttpHeaders.CACHE_CONTROL, "no-store").containsHeader(HttpHeaders.ETAG);
		String keys = path + "/keys";
		MvcTestResult again = getIfChanged("operator", keys, tag("operator", keys));
		assertThat(again.getResponse().getStatus()).isIn(200, 304);
		assertThat(again).hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
	}

	@Test
	void nothingMayBeStoredThatMightNotBeforeEither() {
		String path = "/api/v1/clusters";
		assertThat(get("viewer", path).getResponse().getHeader(HttpHeaders.CACHE_CONTROL)).contains("no-store");
		assertThat(getIfChanged("viewer", path, tag("viewer", path)).getResponse().getHeader(HttpHeaders.CACHE_CONTROL))
			.contains("no-store");
	}

	@Test
	void tagOfAnotherUserDoesNotFitWhatThisOneSees() {
		String tag = tag("admin", "/api/v1/clusters");
		assertThat(getIfChanged("scoped", "/api/v1/clusters", tag)).hasStatusOk();
	}

	@Test
	void tagLetsNobodyIn() {
		String tag = tag("admin", "/api/v1/scans");
		assertThat(getIfChanged("viewer", "/api/v1/scans", tag)).hasStatus(403);
		assertThat(this.mvc.get().uri("/api/v1/scans").header(HttpHeaders.IF_NONE_MATCH, tag).exchange()).hasStatus(401)
			.doesNotContainHeader(HttpHeaders.ETAG);
	}

	@Test
	void errorsHaveNoTag() {
		assertThat(get("viewer", "/api/v1/clusters/none")).hasStatus(404).doesNotContainHeader(HttpHeaders.ETAG);
	}

	@Test
	void exportsAreNotHeldBack() {
		assertThat(get("admin", "/api/v1/audit-events/export")).hasStatusOk().doesNotContainHeader(HttpHeaders.ETAG);
	}

}
