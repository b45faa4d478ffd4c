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

package dev.larder.admin.overview;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.jayway.jsonpath.JsonPath;
import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.admin.history.Poller;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link OverviewController} and {@link DifferencesController} with real
 * servers.
 */
@ServerTest
class OverviewApiTests extends AbstractAdminServiceTests {

	@Autowired
	private Poller poller;

	@Test
	void deadServerIsAWarningUntilItIsBack() {
		freezable.kill();
		this.poller.poll();
		this.poller.poll();
		String path = "$.items[?(@.code=='server-silent' && @.subject.cluster=='freezable')]";
		assertThat(get("viewer", "/api/v1/warnings")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying(path + ".severity",
					(severity) -> severity.assertThat().asArray().containsExactly("ERROR"))
			.hasPathSatisfying(path + ".subject.server",
					(server) -> server.assertThat().asArray().containsExactly(id(freezable)))
			.hasPathSatisfying(path + ".reason",
					(reason) -> reason.assertThat()
						.asArray()
						.singleElement()
						.asString()
						.contains(freezable.address(), "2 times in a row"))
			.hasPathSatisfying(path + ".nextStep", (next) -> next.assertThat().asArray().hasSize(1));
		freezable.revive();
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/warnings")).bodyJson().extractingPath(path).asArray().isEmpty();
	}

	@Test
	void downNodeOfAnInstanceIsAWarning() {
		instance.answerGet(200, "{\"nodes\":[{\"name\":\"cache-9:11211\",\"state\":\"DOWN\"}]}");
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/warnings")).bodyJson()
			.extractingPath("$.items[?(@.code=='node-down')].reason")
			.asArray()
			.containsExactly("1 of 2 instances (" + instance.id() + ") sees cache-9:11211 as DOWN and passes it by.");
	}

	@Test
	void overviewHasAPageOfEverything() {
		post("operator", "/api/v1/operations",
				"{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"},\"dryRun\":false}");
		// A plan is nothing that was done
		post("operator", "/api/v1/operations",
				"{\"type\":\"PREFIX_EVICT\",\"target\":{\"cluster\":\"main\",\"prefix\":\"a\"},\"dryRun\":true}");
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/overview")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.clusters[*].name",
					(names) -> names.assertThat().asArray().containsExactly("main", "freezable", "mixed", "restricted"))
			.hasPathSatisfying("$.clusters[0].targets", (targets) -> targets.assertThat().isEqualTo(2))
			.hasPathSatisfying("$.clusters[0].latest.figures.reporting",
					(reporting) -> reporting.assertThat().isEqualTo(2.0))
			.hasPathSatisfying("$.clusters[0].lastHour.figures.hitRatio.length()",
					(length) -> length.assertThat().isEqualTo(60))
			.hasPathSatisfying("$.applications[0].lastHour.figures.loadsPerSecond.length()",
					(length) -> length.assertThat().isEqualTo(60))
			.hasPathSatisfying("$.operations[0].type", (type) -> type.assertThat().isEqualTo("KEY_EVICT"))
			.hasPath("$.warnings")
			.hasPath("$.polledAt");
	}

	/**
	 * More often than there are connections to the database.
	 */
	@Test
	void answersGiveTheirConnectionsBack() {
		this.poller.poll();
		for (int i = 0; i < 12; i++) {
			assertThat(get("viewer", "/api/v1/warnings")).hasStatusOk();
			assertThat(get("viewer", "/api/v1/overview")).hasStatusOk();
			assertThat(get("viewer", "/api/v1/clusters/main/history")).hasStatusOk();
		}
	}

	@Test
	void serversOfOneKindDoNotDiffer() {
		assertThat(get("viewer", "/api/v1/clusters/main/differences")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.settings", (settings) -> settings.assertThat().asArray().isEmpty())
			.hasPathSatisfying("$.summary.ok", (ok) -> ok.assertThat().isEqualTo(2))
			.hasPathSatisfying("$.clocks.precisionMs", (precision) -> precision.assertThat().isEqualTo(1000))
			.hasPathSatisfying("$.results[0].data.version", (version) -> version.assertThat().isNotNull());
	}

	@Test
	void itemsMayBeSpreadUnevenly() {
		store(first, "a", "1");
		assertThat(get("viewer", "/api/v1/clusters/main/differences")).bodyJson()
			.hasPathSatisfying("$.skews[0].name", (name) -> name.assertThat().isEqualTo("items"))
			.hasPathSatisfying("$.skews[0].maxToMean", (ratio) -> ratio.assertThat().isEqualTo(2.0))
			.hasPathSatisfying("$.skews[0].values['" + id(first) + "']", (items) -> items.assertThat().isEqualTo(1.0));
	}

	@Test
	void readsOfServersAreThoseOfTheirPages() {
		this.poller.poll();
		first.command("get a");
		this.poller.poll();
		MvcTestResult history = get("viewer", "/api/v1/clusters/main/servers/" + id(first) + "/history?window=1h");
		Object shown = JsonPath.read(new String(history.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8),
				"$.latest.figures.readsPerSecond");
		assertThat(get("viewer", "/api/v1/clusters/main/differences")).bodyJson()
			.extractingPath("$.skews[?(@.name=='readsPerSecond')].values['" + id(first) + "']")
			.asArray()
			.containsExactly(shown);
	}

	@Test
	void differencesHaveTheShareOfKeysThatTheRingGives() {
		assertThat(get("viewer", "/api/v1/clusters/main/differences")).bodyJson()
			.extractingPath("$.skews[?(@.name=='ringShare')].values.*")
			.asArray()
			.hasSize(2)
			.satisfies((shares) -> assertThat(
					Arrays.stream(shares).mapToDouble((share) -> ((Number) share).doubleValue()).sum())
				.isCloseTo(1, within(0.001)));
		assertThat(get("viewer", "/api/v1/clusters/freezable/differences")).bodyJson()
			.extractingPath("$.skews[?(@.name=='ringShare')]")
			.asArray()
			.isEmpty();
	}

	@Test
	void applicationHasTheLongestLagOfItsInstances() {
		String lag = "{\"nodes\":[{\"name\":\"a:1\",\"coherence\":{\"ageMs\":5,\"lastLagMs\":%d}},"
				+ "{\"name\":\"b:1\",\"coherence\":{\"ageMs\":5,\"lastLagMs\":%d}},{\"name\":\"c:1\"}]}";
		instance.answerGet(200, lag.formatted(9, 120));
		otherInstance.answerGet(200, lag.formatted(80, 3));
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/applications/atlas/history")).bodyJson()
			.extractingPath("$.latest.figures.coherenceLagMs")
			.isEqualTo(120.0);
	}

	@Test
	void differencesNeedOneServerThatAnswers() {
		freezable.kill();
		assertThat(get("viewer", "/api/v1/clusters/freezable/differences")).hasStatus(502);
		assertThat(get("viewer", "/api/v1/clusters/mixed/differences")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.summary.failed")
			.isEqualTo(1);
	}

	@Test
	void processUnderSeveralNamesIsOneInstance() {
		String report = "{\"schemaVersion\":4,\"instanceId\":\"one\",\"caches\":[{\"name\":\"cities\","
				+ "\"manager\":\"m\",\"mode\":\"local\",\"statistics\":{\"size\":12}}]}";
		instance.answerGet(200, report);
		otherInstance.answerGet(200, report);
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/applications/atlas/history")).bodyJson()
			.hasPathSatisfying("$.latest.figures.items", (items) -> items.assertThat().isEqualTo(12.0))
			.hasPathSatisfying("$.latest.figures.reporting", (count) -> count.assertThat().isEqualTo(1.0));
		assertThat(get("viewer", "/api/v1/applications")).bodyJson()
			.hasPathSatisfying("$.items[0].instances.length()", (count) -> count.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.items[0].instances[0].otherIds",
					(ids) -> ids.assertThat().asArray().containsExactly(otherInstance.id()));
		assertThat(get("viewer", "/api/v1/applications/atlas/caches")).bodyJson()
			.extractingPath("$.summary.targets")
			.isEqualTo(1);
		String path = "$.items[?(@.code=='instance-duplicated')]";
		assertThat(get("viewer", "/api/v1/warnings")).bodyJson()
			.hasPathSatisfying(path + ".reason", (reason) -> reason.assertThat()
				.asArray()
				.containsExactly(instance.id() + ", " + otherInstance.id()
						+ " are one process of 'atlas' under several names. It counts once, as " + instance.id() + "."))
			.hasPathSatisfying(path + ".why.code",
					(code) -> code.assertThat().asArray().containsExactly("instance-duplicated"))
			.hasPathSatisfying(path + ".why.arguments.id",
					(id) -> id.assertThat().asArray().containsExactly(instance.id()));
		otherInstance.answerGet(200, report.replace("one", "other"));
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/warnings")).bodyJson().extractingPath(path).asArray().isEmpty();
		assertThat(get("viewer", "/api/v1/applications/atlas/caches")).bodyJson()
			.extractingPath("$.summary.targets")
			.isEqualTo(2);
	}

	@Test
	void cacheWhoseNameCannotBeKeptIsAWarning() {
		instance.answerGet(200, "{\"caches\":[{\"name\":\"a\\u0000b\",\"manager\":\"m\",\"mode\":\"local\"}]}");
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/warnings")).bodyJson()
			.extractingPath("$.items[?(@.code=='caches-left-out')].reason")
			.asArray()
			.containsExactly("1 cache of 'atlas' is left out, with the character NUL in its name: a\\u0000b.");
	}

}
