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

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.ActuatorStub;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the eviction of keys that begin alike.
 */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
class PrefixEvictApiTests extends AbstractAdminServiceTests {

	private static final String PATH = "/api/v1/operations";

	private static String evict(String cluster, String prefix, String rest) {
		return "{\"type\":\"PREFIX_EVICT\",\"target\":{\"cluster\":\"" + cluster + "\",\"prefix\":\"" + prefix + "\"},"
				+ rest + "}";
	}

	private static String evictFromCache(String prefix, boolean dryRun) {
		return "{\"type\":\"PREFIX_EVICT\",\"target\":{\"application\":\"atlas\",\"cache\":\"cities\",\"prefix\":\""
				+ prefix + "\"},\"dryRun\":" + dryRun + "}";
	}

	private static String found(String itemPrefix, boolean complete) {
		return "{\"outcome\":\"evicted\",\"keys\":{" + itemPrefix + "\"matched\":3,\"seen\":5,\"complete\":" + complete
				+ "}}";
	}

	private static void shareCities() {
		for (ActuatorStub stub : List.of(instance, otherInstance)) {
			stub.answerGet(200, ActuatorStub.REPORT.replace("localhost:11211", first.address()));
			stub.answerPost(200, found("\"itemPrefix\":\"atlas:cities:ber\",", true));
		}
	}

	private static List<String> told(ActuatorStub stub) {
		return stub.bodies()
			.stream()
			.filter((body) -> !body.isEmpty() && !body.contains("count-by-prefix"))
			.map((body) -> body.replaceAll(".*\"operation\":\"([^\"]*)\".*", "$1"))
			.toList();
	}

	private static void fill() {
		store(first, "atlas:cities:berlin", "1");
		store(second, "atlas:cities:bern", "1");
		store(second, "atlas:cities:paris", "1");
	}

	@Test
	void keysThatBeginAlikeAreDeletedFromAllServers() {
		fill();
		assertThat(post("operator", PATH, evict("main", "atlas:cities:ber", "\"dryRun\":false,\"confirm\":\"main\"")))
			.hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.results[*].data.items", (items) -> items.assertThat().asArray().containsExactly(1, 1))
			.hasPathSatisfying("$.results[1].data.seen", (seen) -> seen.assertThat().isEqualTo(2))
			.hasPathSatisfying("$.results[0].data.outcome.text",
					(text) -> text.assertThat().asString().contains("stored meanwhile may remain"));
		assertThat(first.command("mg atlas:cities:berlin")).isEqualTo("EN");
		assertThat(second.command("mg atlas:cities:bern")).isEqualTo("EN");
		assertThat(second.command("mg atlas:cities:paris")).isEqualTo("HD");
	}

	@Test
	void dryRunCountsAndChangesNothing() {
		fill();
		assertThat(post("operator", PATH, evict("main", "atlas:", "\"dryRun\":true"))).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PLANNED"))
			.hasPathSatisfying("$.confirmation", (text) -> text.assertThat().isEqualTo("main"))
			.hasPathSatisfying("$.results[*].data.items",
					(items) -> items.assertThat().asArray().containsExactly(1, 2));
		assertThat(first.command("mg atlas:cities:berlin")).isEqualTo("HD");
	}

	@Test
	void evictionFromAClusterMustBeConfirmed() {
		fill();
		assertThat(post("operator", PATH, evict("main", "atlas:", "\"dryRun\":false"))).hasStatus(409)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("confirmation-mismatch");
		assertThat(first.command("mg atlas:cities:berlin")).isEqualTo("HD");
	}

	@Test
	void viewersMayNot() {
		assertThat(post("viewer", PATH, evict("main", "atlas:", "\"dryRun\":true"))).hasStatus(403);
	}

	@Test
	void prefixMustSaySomething() {
		assertThat(post("operator", PATH, evict("main", "", "\"dryRun\":true"))).hasStatus(400);
		assertThat(post("operator", PATH, evict("main", "x".repeat(251), "\"dryRun\":true"))).hasStatus(400);
	}

	@Test
	void keysThatAreNotTextAreDeletedToo() {
		first.command("ms YSBi 1 b\r\n1");
		assertThat(first.command("mg YSBi b")).startsWith("HD");
		post("operator", PATH, evict("main", "a ", "\"dryRun\":false,\"confirm\":\"main\""));
		assertThat(first.command("mg YSBi b")).isEqualTo("EN");
	}

	@Test
	void silentServerFailsAlone() {
		store(first, "atlas:1", "1");
		freezable.freeze();
		assertThat(post("operator", PATH, evict("mixed", "atlas:", "\"dryRun\":false,\"confirm\":\"mixed\"")))
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PARTLY_SUCCEEDED"))
			.hasPathSatisfying("$.results[1].problem.code", (code) -> code.assertThat().isEqualTo("target-timeout"));
	}

	@Test
	void prefixIsForThoseWhoMayListKeysAndNotInTheLog(CapturedOutput output) throws Exception {
		String body = evict("main", "secret-prefix", "\"dryRun\":false,\"confirm\":\"main\"");
		String operation = post("operator", PATH, body).getResponse().getContentAsString(StandardCharsets.UTF_8);
		assertThat(operation).contains("prefixSha256", "secret-prefix");
		assertThat(get("viewer", PATH + "/" + JsonPath.<String>read(operation, "$.id"))).bodyText()
			.contains("prefixSha256")
			.doesNotContain("secret-prefix");
		assertThat(output).contains("\"type\":\"PREFIX_EVICT\"", "\"outcome\":\"INTENT\"")
			.doesNotContain("secret-prefix");
	}

	@Test
	void keysOfACacheAreEvictedFromMemcachedFirstAndThenFromAllInstances() {
		fill();
		shareCities();
		assertThat(post("operator", PATH, evictFromCache("ber", false))).hasStatus(201)
			.bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("SUCCEEDED"))
			.hasPathSatisfying("$.results[*].target",
					(targets) -> targets.assertThat()
						.asArray()
						.containsExactly(id(first), id(second), instance.id() + "/announcement", instance.id(),
								otherInstance.id()))
			.hasPathSatisfying("$.results[*].data.items",
					(items) -> items.assertThat().asArray().containsExactly(1, 1, 3, 3));
		assertThat(first.command("mg atlas:cities:berlin")).isEqualTo("EN");
		assertThat(second.command("mg atlas:cities:paris")).isEqualTo("HD");
		assertThat(told(instance)).containsExactly("announce-changes", "evict-local-by-prefix");
		assertThat(told(otherInstance)).containsExactly("evict-local-by-prefix");
		assertThat(instance.bodies()).last()
			.asString()
			.contains("\"key\":\"ber\"", "\"cache\":\"cities\"", "\"operation\":\"evict-local-by-prefix\"");
	}

	@Test
	void dryRunForACacheTellsNobodyToEvict() {
		fill();
		shareCities();
		assertThat(post("operator", PATH, evictFromCache("ber", true))).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PLANNED"))
			.hasPathSatisfying("$.results[*].data.items",
					(items) -> items.assertThat().asArray().containsExactly(1, 1, 3, 3));
		assertThat(told(instance)).isEmpty();
		assertThat(first.command("mg atlas:cities:berlin")).isEqualTo("HD");
	}

	@Test
	void localCacheIsSweptInEachInstanceAlone() {
		fill();
		instance.answerPost(200, found("", true));
		otherInstance.answerPost(200, found("", true));
		assertThat(post("operator", PATH, evictFromCache("ber", false))).bodyJson()
			.extractingPath("$.results[*].target")
			.asArray()
			.containsExactly(instance.id(), otherInstance.id());
		assertThat(first.command("mg atlas:cities:berlin")).isEqualTo("HD");
	}

	@Test
	void instanceThatCannotLookAtAllItsKeysHasFailed() {
		instance.answerPost(200, found("", true));
		otherInstance.answerPost(200, found("", false));
		assertThat(post("operator", PATH, evictFromCache("ber", false))).bodyJson()
			.hasPathSatisfying("$.state", (state) -> state.assertThat().isEqualTo("PARTLY_SUCCEEDED"))
			.hasPathSatisfying("$.results[1].problem.detail",
					(detail) -> detail.assertThat().asString().contains("looked at 5 only", "clear the cache"));
	}

	@Test
	void olderStarterSaysWhatIsMissing() {
		instance.answerPost(400, "");
		otherInstance.answerPost(400, "");
		assertThat(post("operator", PATH, evictFromCache("ber", true))).hasStatus(503)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("capability-missing");
	}

	@Test
	void clusterOfTheApplicationMustBeKnown() {
		shareCities();
		instance.answerGet(200, ActuatorStub.REPORT);
		otherInstance.answerGet(200, ActuatorStub.REPORT);
		assertThat(post("operator", PATH, evictFromCache("ber", true))).hasStatus(404)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("unknown-cluster");
	}

	@Test
	void copiesAreDroppedAgainWhenASweepIsRepeated() throws Exception {
		for (ActuatorStub stub : List.of(instance, otherInstance)) {
			stub.answerGet(200, ActuatorStub.REPORT.replace("localhost:11211", freezable.address()));
			stub.answerPost(200, found("\"itemPrefix\":\"atlas:cities:ber\",", true));
		}
		store(freezable, "atlas:cities:berlin", "1");
		freezable.freeze();
		String id = JsonPath
			.read(post("operator", PATH, evictFromCache("ber", false)).getResponse().getContentAsString(), "$.id");
		freezable.revive();
		String retry = evictFromCache("ber", false).replace("\"dryRun\"", "\"retryOf\":\"" + id + "\",\"dryRun\"");
		assertThat(post("operator", PATH, retry)).bodyJson()
			.extractingPath("$.results[*].target")
			.asArray()
			.containsExactly(id(freezable), instance.id() + "/announcement", instance.id(), otherInstance.id());
		assertThat(freezable.command("mg atlas:cities:berlin")).isEqualTo("EN");
	}

	@Test
	void whatWasEvictedIsNotEvictedAgainWhenAnInstanceFailed() throws Exception {
		shareCities();
		String id = JsonPath
			.read(post("operator", PATH, evictFromCache("ber", false)).getResponse().getContentAsString(), "$.id");
		String retry = evictFromCache("ber", false).replace("\"dryRun\"", "\"retryOf\":\"" + id + "\",\"dryRun\"");
		assertThat(post("operator", PATH, retry)).bodyJson().extractingPath("$.results").asArray().isEmpty();
	}

}
