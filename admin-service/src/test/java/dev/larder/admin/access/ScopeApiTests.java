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

package dev.larder.admin.access;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.history.Poller;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what users see whose rights are about some clusters and applications only.
 */
@ServerTest
class ScopeApiTests extends AbstractAdminServiceTests {

	private static final String OPERATIONS = "/api/v1/operations";

	@Autowired
	private Poller poller;

	private static String evict(String target) {
		return "{\"type\":\"KEY_EVICT\",\"target\":{" + target + "},\"dryRun\":true}";
	}

	private static void isUnknown(MvcTestResult result, String code) {
		assertThat(result).hasStatus(404).bodyJson().extractingPath("$.code").isEqualTo(code);
	}

	@Test
	void listsShowOnlyWhatIsInScope() {
		assertThat(get("scoped", "/api/v1/clusters")).bodyJson()
			.extractingPath("$.items[*].name")
			.asArray()
			.containsExactly("main");
		assertThat(get("scoped", "/api/v1/applications")).bodyJson().extractingPath("$.items").asArray().isEmpty();
		assertThat(get("team", "/api/v1/clusters")).bodyJson().extractingPath("$.items").asArray().isEmpty();
		assertThat(get("team", "/api/v1/applications")).bodyJson()
			.extractingPath("$.items[*].name")
			.asArray()
			.containsExactly("atlas");
	}

	@Test
	void nameOutOfScopeIsAnsweredLikeAnUnknownOne() {
		isUnknown(get("scoped", "/api/v1/clusters/freezable"), "unknown-cluster");
		isUnknown(get("scoped", "/api/v1/applications/atlas"), "unknown-application");
		String outOfScope = get("scoped", "/api/v1/clusters/freezable").getResponse().getErrorMessage();
		assertThat(outOfScope).isEqualTo(get("scoped", "/api/v1/clusters/nothing").getResponse().getErrorMessage());
		assertThat(get("scoped", "/api/v1/clusters/nothing")).bodyText().doesNotContain("freezable");
		assertThat(get("scoped", "/api/v1/clusters/main")).hasStatusOk();
	}

	@Test
	void serverOutOfScopeIsUnknown() {
		isUnknown(get("scoped", "/api/v1/clusters/freezable/servers/" + id(freezable) + "/stats"), "unknown-cluster");
	}

	@Test
	void keyOutOfScopeIsNotLookedUp() {
		isUnknown(post("scoped", "/api/v1/clusters/freezable/key-lookups", "{\"key\":\"a\"}"), "unknown-cluster");
		isUnknown(post("scoped", "/api/v1/applications/atlas/key-lookups", "{\"cache\":\"cities\",\"key\":\"a\"}"),
				"unknown-application");
	}

	@Test
	void nothingOutOfScopeIsOperatedOn() {
		isUnknown(post("scoped", OPERATIONS, evict("\"cluster\":\"freezable\",\"key\":\"a\"")), "unknown-cluster");
		isUnknown(
				post("scoped", OPERATIONS,
						"{\"type\":\"CLUSTER_FLUSH\",\"target\":{\"cluster\":\"freezable\"},\"dryRun\":true}"),
				"unknown-cluster");
		isUnknown(post("scoped", OPERATIONS,
				"{\"type\":\"CACHE_CLEAR\",\"target\":{\"application\":\"atlas\",\"cache\":\"cities\"},\"dryRun\":true}"),
				"unknown-application");
		assertThat(post("scoped", OPERATIONS, evict("\"cluster\":\"main\",\"key\":\"a\""))).hasStatus(201);
	}

	@Test
	void applicationBringsTheRightToItsItemsInMemcached() {
		instance.answerLookUp(200,
				"{\"mode\":\"memcached\",\"key\":\"long~1\",\"itemKey\":\"k\",\"node\":\"" + first.address() + "\"}");
		MvcTestResult result = post("team", "/api/v1/applications/atlas/key-lookups",
				"{\"cache\":\"cities\",\"key\":\"long~1\"}");
		assertThat(result).hasStatusOk().bodyJson().extractingPath("$.cluster").isEqualTo("main");
	}

	@Test
	void operationsOutOfScopeAreNotShown() {
		String path = post("admin", OPERATIONS, evict("\"cluster\":\"freezable\",\"key\":\"a\"")).getResponse()
			.getHeader("Location");
		post("admin", OPERATIONS, evict("\"cluster\":\"main\",\"key\":\"a\""));
		assertThat(get("admin", String.valueOf(path))).hasStatusOk();
		isUnknown(get("scoped", String.valueOf(path)), "unknown-operation");
		assertThat(get("scoped", OPERATIONS + "?limit=1")).bodyJson()
			.extractingPath("$.items[*].target.cluster")
			.asArray()
			.containsExactly("main");
		assertThat(get("admin", OPERATIONS + "?limit=200")).bodyJson()
			.extractingPath("$.items[*].target.cluster")
			.asArray()
			.contains("main", "freezable");
	}

	@Test
	void auditEventsNeedAnUnlimitedScope() {
		assertThat(get("scoped", "/api/v1/audit-events")).hasStatus(403);
		assertThat(get("scoped", "/api/v1/audit-events/export")).hasStatus(403);
		assertThat(get("admin", "/api/v1/audit-events")).hasStatusOk();
	}

	@Test
	void historyOutOfScopeIsNotShown() {
		isUnknown(get("scoped", "/api/v1/clusters/freezable/history"), "unknown-cluster");
		isUnknown(get("scoped", "/api/v1/clusters/freezable/differences"), "unknown-cluster");
		isUnknown(get("scoped", "/api/v1/applications/atlas/history"), "unknown-application");
		assertThat(get("scoped", "/api/v1/clusters/main/history")).hasStatusOk();
	}

	@Test
	void overviewShowsOnlyWhatIsInScope() {
		post("admin", OPERATIONS, evict("\"cluster\":\"freezable\",\"key\":\"a\""));
		post("admin", OPERATIONS, evict("\"cluster\":\"main\",\"key\":\"a\""));
		assertThat(get("scoped", "/api/v1/overview")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.clusters[*].name", (names) -> names.assertThat().asArray().containsExactly("main"))
			.hasPathSatisfying("$.applications", (applications) -> applications.assertThat().asArray().isEmpty())
			.hasPathSatisfying("$.operations[*].target.cluster",
					(clusters) -> clusters.assertThat().asArray().isNotEmpty().containsOnly("main"));
	}

	@Test
	void warningsOutOfScopeAreNotShown() {
		instance.answerGet(200, "{\"nodes\":[{\"name\":\"cache-9:11211\",\"state\":\"DOWN\"}]}");
		this.poller.poll();
		String path = "$.items[?(@.subject.application=='atlas')]";
		assertThat(get("team", "/api/v1/warnings")).bodyJson().extractingPath(path).asArray().isNotEmpty();
		assertThat(get("scoped", "/api/v1/warnings")).bodyJson().extractingPath(path).asArray().isEmpty();
		assertThat(get("scoped", "/api/v1/overview")).bodyJson()
			.extractingPath("$.warnings[?(@.subject.application=='atlas')]")
			.asArray()
			.isEmpty();
	}

	@Test
	void scanOutOfScopeIsUnknown() {
		String path = String
			.valueOf(post("admin", "/api/v1/clusters/freezable/scans", "{}").getResponse().getHeader("Location"));
		isUnknown(get("scoped", path), "unknown-scan");
		isUnknown(post("scoped", path + "/cancellations", "{}"), "unknown-scan");
		isUnknown(post("scoped", "/api/v1/clusters/freezable/scans", "{}"), "unknown-cluster");
		assertThat(get("scoped", "/api/v1/scans")).bodyJson()
			.extractingPath("$.items[?(@.cluster=='freezable')]")
			.asArray()
			.isEmpty();
		assertThat(get("admin", path)).hasStatusOk();
	}

	@Test
	void pageShowsOnlyWhatIsInScope() {
		assertThat(get("scoped", "/")).hasStatusOk().bodyText().doesNotContain("freezable");
		assertThat(get("admin", "/")).hasStatusOk().bodyText().contains("freezable");
	}

}
