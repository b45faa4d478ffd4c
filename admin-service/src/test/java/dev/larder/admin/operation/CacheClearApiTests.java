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
package dev.larder.admin.operation;

import java.util.List;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.ActuatorStub;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheClearPlanner}.
 */
@ServerTest
class CacheClearApiTests extends AbstractAdminServiceTests {

	private static final String PATH = "/api/v1/operations";

	private static String clear(String cache, boolean dryRun, String rest) {
		return "{\"type\":\"CACHE_CLEAR\",\"target\":{\"application\":\"atlas\",\"cache\":\"" + cache + "\"" + rest
				+ "},\"dryRun\":" + dryRun + "}";
	}

	private static void keepCachesApart() {
		instance.answerGet(200, ActuatorStub.REPORT.replace("tiered", "local"));
		otherInstance.answerGet(200, ActuatorStub.REPORT.replace("tiered", "local"));
	}

	private static List<String> posted(ActuatorStub stub) {
		return stub.bodies().stream().filter((body) -> !body.isEmpty()).toList();
	}

	@Test
	void dryRunTellsTheSizeInEachInstance() {
		keepCachesApart();
		assertThat(post("operator", PATH, clear("cities", true, ""))).hasStatus(201)
			.bodyJson()
			.extractingPath("$.results[*].data.items")
			.asArray()
			.containsExactly(12, 12);
		assertThat(instance.paths()).containsExactly("GET /actuator/larder", "OPTIONS /actuator/larder");
	}

	@Test
	void dryRunLeavesAnUnknownSizeOut() {
		assertThat(post("operator", PATH, clear("bare", true, ""))).bodyJson()
			.hasPath("$.results[0].data")
			.doesNotHavePath("$.results[0].data.items");
	}

	@Test
	void dryRunTellsThatThereIsNoSuchCache() {
		assertThat(post("operator", PATH, clear("none", true, ""))).bodyJson()
			.extractingPath("$.results[0].problem.code")
			.isEqualTo("unknown-cache");
	}

	@Test
	void whatIsSharedIsOneTarget() {
		assertThat(post("operator", PATH, clear("cities", true, ""))).bodyJson()
			.hasPathSatisfying("$.results.length()", (count) -> count.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.results[0].data.outcome.text",
					(outcome) -> outcome.assertThat()
						.isEqualTo("once for all 2 instances that share it; what is in memcached is not counted"))
			.doesNotHavePath("$.results[0].data.items");
	}

	@Test
	void whatIsSharedIsClearedThroughOneInstance() {
		assertThat(post("operator", PATH, clear("cities", false, ""))).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.results[0].data.outcome.text",
					(outcome) -> outcome.assertThat().isEqualTo("cleared for all 2 instances that share it"));
		assertThat(posted(instance)).hasSize(1);
		assertThat(posted(otherInstance)).isEmpty();
	}

	@Test
	void whatIsSharedIsClearedThroughAnotherInstanceIfTheFirstCannot() {
		instance.answerPost(500, "");
		assertThat(post("operator", PATH, clear("cities", false, ""))).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("SUCCEEDED");
		assertThat(posted(otherInstance)).hasSize(1);
	}

	@Test
	void silentInstanceDoesNotMatterToWhatIsShared() {
		instance.fallSilent();
		assertThat(post("operator", PATH, clear("cities", false, ""))).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.results.length()", (count) -> count.assertThat().isEqualTo(1));
	}

	@Test
	void everyInstanceIsTold() {
		keepCachesApart();
		assertThat(post("operator", PATH, clear("cities", false, ",\"manager\":\"cacheManager\""))).bodyJson()
			.extractingPath("$.state")
			.isEqualTo("SUCCEEDED");
		String body = "{\"operation\":\"clear\",\"cache\":\"cities\",\"manager\":\"cacheManager\"}";
		assertThat(posted(instance)).containsExactly(body);
		assertThat(posted(otherInstance)).containsExactly(body);
	}

	@Test
	void onlyTheNamedInstanceIsTold() {
		post("operator", PATH, clear("cities", false, ",\"instances\":[\"" + otherInstance.id() + "\"]"));
		assertThat(instance.bodies()).isEmpty();
		assertThat(posted(otherInstance)).hasSize(1);
	}

	@Test
	void unknownInstanceIsRefused() {
		assertThat(post("operator", PATH, clear("cities", false, ",\"instances\":[\"none\"]"))).hasStatus(404)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unknown-instance");
	}

	@Test
	void instanceThatDoesNotAllowItSaysWhatToSet() {
		keepCachesApart();
		instance.answerPost(405, "");
		assertThat(post("operator", PATH, clear("cities", false, ""))).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PARTLY_SUCCEEDED"))
			.hasPathSatisfying("$.results[0].state", (state) -> state.assertThat().isEqualTo("UNSUPPORTED"))
			.hasPathSatisfying("$.results[0].problem.detail",
					(detail) -> detail.assertThat()
						.asString()
						.contains("management.endpoint.larder.access=unrestricted"));
	}

	@Test
	void instanceWithoutTheCacheHasFailed() {
		keepCachesApart();
		instance.answerPost(404, "");
		assertThat(post("operator", PATH, clear("cities", false, ""))).bodyJson()
			.extractingPath("$.results[0].problem.code")
			.isEqualTo("unknown-cache");
	}

	@Test
	void silentInstanceHasAnUnknownOutcome() {
		keepCachesApart();
		instance.fallSilent();
		assertThat(post("operator", PATH, clear("cities", false, ""))).bodyJson()
			.extractingPath("$.results[0].state")
			.isEqualTo("UNKNOWN");
	}

}
