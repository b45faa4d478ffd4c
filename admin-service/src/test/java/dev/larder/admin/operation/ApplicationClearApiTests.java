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

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.ActuatorStub;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the clearing of all caches of an application.
 */
@ServerTest
class ApplicationClearApiTests extends AbstractAdminServiceTests {

	private static final String PATH = "/api/v1/operations";

	/**
	 * One cache that is shared, and one that each instance has for itself.
	 */
	private static final String REPORT = """
			{"schemaVersion":2,"caches":[
			{"name":"cities","manager":"m","mode":"tiered","statistics":{"size":12}},
			{"name":"names","manager":"m","mode":"local","statistics":{"size":7}}]}""";

	private static final String CONFIRMED = "\"dryRun\":false,\"confirm\":\"atlas\"";

	@BeforeEach
	void haveTwoCaches() {
		instance.answerGet(200, REPORT);
		otherInstance.answerGet(200, REPORT);
	}

	private static String clear(String rest) {
		return "{\"type\":\"APPLICATION_CLEAR\",\"target\":{\"application\":\"atlas\"}," + rest + "}";
	}

	private MvcTestResult submit(String rest) {
		return post("admin", PATH, clear(rest));
	}

	private static List<String> told(ActuatorStub stub) {
		return stub.bodies().stream().filter((body) -> !body.isEmpty()).toList();
	}

	private static String clearing(String cache) {
		return "{\"operation\":\"clear\",\"cache\":\"" + cache + "\",\"manager\":\"m\"}";
	}

	@Test
	void dryRunTellsEveryCacheWithItsSizeAndWhatToConfirm() {
		assertThat(submit("\"dryRun\":true")).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PLANNED"))
			.hasPathSatisfying("$.confirmation", (text) -> text.assertThat().isEqualTo("atlas"))
			.hasPathSatisfying("$.results[*].target",
					(targets) -> targets.assertThat()
						.asArray()
						.containsExactly("cities@m", instance.id() + "/names@m", otherInstance.id() + "/names@m"))
			.hasPathSatisfying("$.results[*].data.items",
					(items) -> items.assertThat().asArray().containsExactly(7, 7));
		assertThat(told(instance)).isEmpty();
	}

	@Test
	void sharedCacheIsClearedOnceAndOthersInEachInstance() {
		assertThat(submit(CONFIRMED)).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.results[0].data.outcome.text",
					(outcome) -> outcome.assertThat().isEqualTo("cleared for all 2 instances that share it"));
		assertThat(told(instance)).containsExactly(clearing("cities"), clearing("names"));
		assertThat(told(otherInstance)).containsExactly(clearing("names"));
	}

	@Test
	void unconfirmedClearingChangesNothing() {
		assertThat(submit("\"dryRun\":false")).hasStatus(409);
		assertThat(told(instance)).isEmpty();
	}

	@Test
	void onlyAdministratorsMay() {
		assertThat(post("operator", PATH, clear("\"dryRun\":true"))).hasStatus(403);
	}

	@Test
	void planIsRefusedWhenThereIsAnotherCache() throws Exception {
		String plan = JsonPath.read(submit("\"dryRun\":true").getResponse().getContentAsString(), "$.planId");
		instance.answerGet(200, REPORT.replace("\"names\"", "\"others\""));
		assertThat(submit(CONFIRMED + ",\"planId\":\"" + plan + "\"")).hasStatus(409)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("plan-changed");
	}

	@Test
	void whatFailedIsDoneAgainAlone() throws Exception {
		otherInstance.answerPost(500, "");
		String id = JsonPath.read(submit(CONFIRMED).getResponse().getContentAsString(), "$.id");
		otherInstance.answerPost(200, "{\"outcome\":\"cleared\"}");
		assertThat(submit(CONFIRMED + ",\"retryOf\":\"" + id + "\"")).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.results[*].target",
					(targets) -> targets.assertThat().asArray().containsExactly(otherInstance.id() + "/names@m"));
	}

	@Test
	void silentInstanceIsATargetOfItsOwnAndDoesNotHoldUpWhatIsShared() {
		otherInstance.fallSilent();
		assertThat(submit(CONFIRMED)).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PARTLY_SUCCEEDED"))
			.hasPathSatisfying("$.results[*].target",
					(targets) -> targets.assertThat()
						.asArray()
						.containsExactly("cities@m", instance.id() + "/names@m", otherInstance.id()))
			.hasPathSatisfying("$.results[*].state",
					(states) -> states.assertThat().asArray().containsExactly("OK", "OK", "TIMEOUT"));
	}

	@Test
	void nameOfACacheMayBeLong() {
		instance.answerGet(200, REPORT.replace("names", "n".repeat(500)));
		assertThat(submit("\"dryRun\":true")).hasStatus(201);
	}

}
