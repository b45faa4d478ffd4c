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

package dev.larder.admin.history;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryController} with real servers.
 */
@ServerTest
class HistoryApiTests extends AbstractAdminServiceTests {

	@Autowired
	private Poller poller;

	@BeforeEach
	void poll() {
		assertThat(this.poller.poll()).isTrue();
		first.command("get a");
		assertThat(this.poller.poll()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "1h,360,10000", "1d,1440,60000", "30d,4320,600000" })
	void windowHasItsSteps(String window, int steps, int stepMs) {
		assertThat(get("viewer", "/api/v1/clusters/main/history?window=" + window)).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.times.length()", (length) -> length.assertThat().isEqualTo(steps))
			.hasPathSatisfying("$.figures.hitsPerSecond.length()", (length) -> length.assertThat().isEqualTo(steps))
			.hasPathSatisfying("$.figures.hitRatio.length()", (length) -> length.assertThat().isEqualTo(steps))
			.hasPathSatisfying("$.stepMs", (step) -> step.assertThat().isEqualTo(stepMs))
			.hasPathSatisfying("$.figures.items[0]", (items) -> items.assertThat().isNull());
	}

	@Test
	void serverHasItsRates() {
		assertThat(get("viewer", "/api/v1/clusters/main/servers/" + id(first) + "/history")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.subject.server", (server) -> server.assertThat().isEqualTo(id(first)))
			.hasPathSatisfying("$.latest.figures.missesPerSecond", (misses) -> misses.assertThat().isNotEqualTo(0.0))
			.hasPathSatisfying("$.latest.figures.hitRatio", (ratio) -> ratio.assertThat().isEqualTo(0.0))
			.hasPathSatisfying("$.latest.figures.readsPerSecond", (reads) -> reads.assertThat().isNotNull());
	}

	@Test
	void readsByWhichInstancesLearnOfChangesAreShownApart() {
		String report = "{\"nodes\":[{\"name\":\"" + first.address() + "\",\"pollReads\":%d,\"pollHits\":%d}]}";
		instance.answerGet(200, report.formatted(100, 100));
		this.poller.poll();
		instance.answerGet(200, report.formatted(200, 200));
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/clusters/main/servers/" + id(first) + "/history")).bodyJson()
			.hasPathSatisfying("$.latest.figures.pollsPerSecond", (polls) -> polls.assertThat().isNotEqualTo(0.0))
			.hasPathSatisfying("$.latest.figures",
					(figures) -> figures.assertThat().asMap().doesNotContainKey("hitRatio"));
		assertThat(get("viewer", "/api/v1/clusters/main/history")).bodyJson()
			.extractingPath("$.latest.figures.pollsPerSecond")
			.isNotEqualTo(0.0);
	}

	@Test
	void clusterIsTheSumOfItsServers() {
		assertThat(get("viewer", "/api/v1/clusters/main/history")).bodyJson()
			.hasPathSatisfying("$.latest.figures.reporting", (reporting) -> reporting.assertThat().isEqualTo(2.0))
			.hasPathSatisfying("$.latest.figures.limitBytes", (limit) -> limit.assertThat().isEqualTo(134217728.0));
	}

	@Test
	void cacheIsTheSumOfItsInstances() {
		assertThat(get("viewer", "/api/v1/applications/atlas/history?cache=cities")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.latest.figures.items", (items) -> items.assertThat().isEqualTo(24.0))
			.hasPathSatisfying("$.latest.figures.hitsPerSecond", (hits) -> hits.assertThat().isEqualTo(0.0))
			.hasPathSatisfying("$.figures.localHitsPerSecond[359]", (hits) -> hits.assertThat().isNull());
		assertThat(get("viewer", "/api/v1/applications/atlas/history")).bodyJson()
			.extractingPath("$.latest.figures.items")
			.isEqualTo(24.0);
	}

	@Test
	void instanceThatDoesNotAnswerIsNamedAndLeftOut() {
		instance.answerGet(500, "");
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/applications/atlas/history")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.latest.figures.reporting", (reporting) -> reporting.assertThat().isEqualTo(1.0))
			.hasPathSatisfying("$.failures[0].subject.instance", (id) -> id.assertThat().isEqualTo(instance.id()))
			.hasPathSatisfying("$.failures[0].code", (code) -> code.assertThat().isEqualTo("target-failed"))
			.hasPathSatisfying("$.failures[0].lastSampleAt", (last) -> last.assertThat().isNotNull());
	}

	@Test
	void deadServerKeepsItsLastFigures() {
		freezable.kill();
		this.poller.poll();
		assertThat(get("viewer", "/api/v1/clusters/freezable/history")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.latest.figures.items", (items) -> items.assertThat().isEqualTo(0.0))
			.hasPathSatisfying("$.failures[0].subject.server", (id) -> id.assertThat().isEqualTo(id(freezable)));
	}

	@Test
	void answerIsSentOncePerPoll() {
		String path = "/api/v1/clusters/main/history?window=1d";
		String etag = get("viewer", path).getResponse().getHeader("ETag");
		assertThat(get("viewer", path, etag)).hasStatus(304).hasHeader("Cache-Control", "no-cache, private");
		this.poller.poll();
		assertThat(get("viewer", path, etag)).hasStatusOk();
	}

	private MvcTestResult get(String user, String path, String etag) {
		return this.mvc.get()
			.uri(path)
			.header("If-None-Match", etag)
			.with(SecurityMockMvcRequestPostProcessors.httpBasic(user, PASSWORD))
			.exchange();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2h", "", "1H" })
	void thereAreThreeWindows(String window) {
		assertThat(get("viewer", "/api/v1/clusters/main/history?window=" + window))
			.hasStatus(window.isEmpty() ? 200 : 400);
	}

	@ParameterizedTest
	@CsvSource({ "clusters/none/history,unknown-cluster", "clusters/main/servers/none/history,unknown-server",
			"applications/none/history,unknown-application", "applications/atlas/history?cache=none,unknown-cache" })
	void whatIsNotThereIsUnknown(String path, String code) {
		assertThat(get("viewer", "/api/v1/" + path)).hasStatus(404).bodyJson().extractingPath("$.code").isEqualTo(code);
	}

}
