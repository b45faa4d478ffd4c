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

package dev.larder.admin.hotkeys;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;

import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the keys in most use in the memory of instances.
 */
@ServerTest
class LocalHotKeyApiTests extends AbstractAdminServiceTests {

	private static final String PATH = "/api/v1/applications/atlas/hot-keys?cache=cities";

	private static String list(String order, String... keys) {
		StringBuilder entries = new StringBuilder();
		for (String key : keys) {
			entries.append(entries.isEmpty() ? "" : ",").append("{\"key\":\"").append(key).append("\",\"local\":{}}");
		}
		return "{\"schemaVersion\":2,\"order\":\"" + order + "\",\"entries\":[" + entries + "],\"seen\":9}";
	}

	@Test
	void keysOfAllInstancesAreShownSideBySideAndTogether() {
		instance.answerList(200, list("USE", "berlin", "bern"));
		otherInstance.answerList(200, list("USE", "paris", "bern"));
		assertThat(get("operator", PATH)).hasStatusOk()
			.hasHeader("Cache-Control", "no-store")
			.bodyJson()
			.hasPathSatisfying("$.keys[*].key",
					(keys) -> keys.assertThat().asArray().containsExactly("bern", "berlin", "paris"))
			.hasPathSatisfying("$.keys[0].instances", (number) -> number.assertThat().isEqualTo(2))
			.hasPathSatisfying("$.keys[1].bestRank", (rank) -> rank.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.results[0].data.keys",
					(keys) -> keys.assertThat().asArray().containsExactly("berlin", "bern"))
			.hasPathSatisfying("$.results[1].data.keys",
					(keys) -> keys.assertThat().asArray().containsExactly("paris", "bern"));
	}

	@Test
	void orderThatTellsNothingIsShownAndNotCounted() {
		instance.answerList(200, list("USE", "berlin"));
		otherInstance.answerList(200, list("ANY", "paris"));
		assertThat(get("operator", PATH)).bodyJson()
			.hasPathSatisfying("$.keys[*].key", (keys) -> keys.assertThat().asArray().containsExactly("berlin"))
			.hasPathSatisfying("$.results[1].data.order", (order) -> order.assertThat().isEqualTo("ANY"));
	}

	@Test
	void silentInstanceIsNamed() {
		instance.answerList(200, list("USE", "berlin"));
		otherInstance.fallSilent();
		assertThat(get("operator", PATH)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.summary.timedOut", (number) -> number.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.results[1].state", (state) -> state.assertThat().isEqualTo("TIMEOUT"))
			.hasPathSatisfying("$.keys[0].key", (key) -> key.assertThat().isEqualTo("berlin"));
	}

	@Test
	void starterThatKnowsNoOrderIsSaidToBeTooOld() {
		instance.answerList(200, "{\"schemaVersion\":1,\"entries\":[{\"key\":\"aachen\"}]}");
		otherInstance.answerList(200, list("USE", "berlin"));
		assertThat(get("operator", PATH)).bodyJson()
			.hasPathSatisfying("$.results[0].problem.code", (code) -> code.assertThat().isEqualTo("capability-missing"))
			.hasPathSatisfying("$.keys[*].key", (keys) -> keys.assertThat().asArray().containsExactly("berlin"));
	}

	@Test
	void instancesThatDoNotAllowItSayWhatToSet() {
		assertThat(get("operator", PATH)).hasStatus(502)
			.bodyText()
			.contains("management.endpoint.larderentries.access=read-only");
	}

	@Test
	void unknownCacheIsToldFromAnEndpointThatIsNotExposed() {
		String unknown = "{\"code\":\"unknown-cache\",\"message\":\"There is no cache 'cities'.\"}";
		instance.answerList(404, unknown);
		otherInstance.answerList(404, unknown);
		assertThat(get("operator", PATH)).hasStatus(404)
			.bodyJson()
			.hasPathSatisfying("$.code", (code) -> code.assertThat().isEqualTo("unknown-cache"))
			.hasPathSatisfying("$.detail",
					(detail) -> detail.assertThat().asString().endsWith(instance.id() + " has no cache 'cities'"))
			.hasPathSatisfying("$.results[*].problem.code",
					(codes) -> codes.assertThat().asArray().containsExactly("unknown-cache", "unknown-cache"));
		otherInstance.answerList(404, "{\"status\":404,\"path\":\"/actuator/larderentries\"}");
		assertThat(get("operator", PATH)).hasStatus(502)
			.bodyJson()
			.hasPathSatisfying("$.code", (code) -> code.assertThat().isEqualTo("target-failed"))
			.hasPathSatisfying("$.results[*].problem.code",
					(codes) -> codes.assertThat().asArray().containsExactly("unknown-cache", "endpoint-not-exposed"));
	}

	@Test
	void cacheMustBeNamed() {
		assertThat(get("operator", "/api/v1/applications/atlas/hot-keys")).hasStatus(400)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("bad-request");
	}

	@Test
	void noMoreKeysAreShownThanWereAskedFor() {
		instance.answerList(200, list("USE", "a", "a", "b", "c"));
		otherInstance.answerList(200, list("USE"));
		assertThat(get("operator", PATH + "&limit=2")).bodyJson()
			.hasPathSatisfying("$.keys[*].key", (keys) -> keys.assertThat().asArray().containsExactly("a", "b"))
			.hasPathSatisfying("$.results[0].data.keys",
					(keys) -> keys.assertThat().asArray().containsExactly("a", "b"));
		get("operator", PATH + "&limit=1000");
		assertThat(instance.query()).contains("limit=100&");
	}

	@Test
	void namesAreEncodedInTheQuestion() {
		instance.answerList(200, list("USE", "a"));
		otherInstance.answerList(200, list("USE", "a"));
		assertThat(this.mvc.get()
			.uri("/api/v1/applications/atlas/hot-keys?cache={cache}&manager={manager}", "a&limit=7{b}", "m&x")
			.with(SecurityMockMvcRequestPostProcessors.httpBasic("operator", PASSWORD))
			.exchange()).hasStatusOk();
		assertThat(instance.query()).isEqualTo("order=hottest&limit=20&cache=a%26limit%3D7%7Bb%7D&manager=m%26x");
	}

	@Test
	void whatIsNoListIsRefused() {
		instance.answerList(200, "{\"order\":\"SIDEWAYS\",\"entries\":[null,{\"key\":null},{}]}");
		otherInstance.answerList(200, "[]");
		assertThat(get("operator", PATH)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.results[0].data.order", (order) -> order.assertThat().isEqualTo("NONE"))
			.hasPathSatisfying("$.results[0].data.keys", (keys) -> keys.assertThat().asArray().isEmpty())
			.hasPathSatisfying("$.results[1].problem.code", (code) -> code.assertThat().isEqualTo("target-failed"));
	}

	@Test
	void applicationsOutOfScopeAreUnknown() {
		instance.answerList(200, list("USE", "berlin"));
		otherInstance.answerList(200, list("USE", "berlin"));
		assertThat(get("team", PATH)).hasStatusOk();
		assertThat(get("scoped", PATH)).hasStatus(404);
		assertThat(get("viewer", PATH)).hasStatus(403);
	}

}
