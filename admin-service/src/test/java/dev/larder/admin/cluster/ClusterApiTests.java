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
package dev.larder.admin.cluster;

import dev.larder.admin.AbstractAdminServiceTests;
import dev.larder.test.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterController}.
 */
@ServerTest
class ClusterApiTests extends AbstractAdminServiceTests {

	@Test
	void clustersAreListedAsConfigured() {
		assertThat(get("viewer", "/api/v1/clusters")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.items[*].name")
			.asArray()
			.containsExactly("main", "freezable", "mixed", "restricted");
	}

	@Test
	void clusterHasTheNumbersOfItsServers() {
		store(first, "a", "1");
		assertThat(get("viewer", "/api/v1/clusters/main")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.summary.ok", (ok) -> ok.assertThat().isEqualTo(2))
			.hasPathSatisfying("$.results[0].target", (target) -> target.assertThat().isEqualTo(id(first)))
			.hasPathSatisfying("$.results[0].data.items", (items) -> items.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.results[1].data.items", (items) -> items.assertThat().isEqualTo(0));
	}

	@Test
	void clusterIsShownInPartWhenAServerHangs() {
		freezable.freeze();
		assertThat(get("viewer", "/api/v1/clusters/mixed")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.summary.ok", (ok) -> ok.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.summary.timedOut", (count) -> count.assertThat().isEqualTo(1))
			.hasPathSatisfying("$.results[1].state", (state) -> state.assertThat().isEqualTo("TIMEOUT"))
			.hasPathSatisfying("$.results[1].problem.code", (code) -> code.assertThat().isEqualTo("target-timeout"))
			.doesNotHavePath("$.results[1].data");
	}

	@Test
	void clusterIsAProblemWhenAllItsServersHang() {
		freezable.freeze();
		assertThat(get("viewer", "/api/v1/clusters/freezable")).hasStatus(504)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyJson()
			.hasPathSatisfying("$.code", (code) -> code.assertThat().isEqualTo("target-timeout"))
			.hasPathSatisfying("$.results[0].state", (state) -> state.assertThat().isEqualTo("TIMEOUT"));
	}

	@Test
	void hangingServerIsATimeout() {
		freezable.freeze();
		assertThat(get("viewer", "/api/v1/clusters/freezable/servers/" + id(freezable) + "/stats")).hasStatus(504)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("target-timeout");
	}

	@Test
	void deadServerHasFailed() {
		freezable.kill();
		assertThat(get("viewer", "/api/v1/clusters/freezable/servers/" + id(freezable))).hasStatus(502)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("target-failed");
	}

	@ParameterizedTest
	@CsvSource({ "stats,$.values.curr_items", "settings,$.values.maxbytes", "slabs,$.groups[0].values.chunk_size",
			"items,$.groups[0].values.number", "connections,$.groups[0].values.addr",
			"capabilities,$.capabilities[0]" })
	void serverTellsAboutItself(String part, String path) {
		store(first, "a", "1");
		assertThat(get("viewer", "/api/v1/clusters/main/servers/" + id(first) + "/" + part)).hasStatusOk()
			.bodyJson()
			.hasPath(path)
			.extractingPath("$.server")
			.isEqualTo(id(first));
	}

	@Test
	void numbersAreNumbersAndTextIsText() {
		assertThat(get("viewer", "/api/v1/clusters/main/servers/" + id(first) + "/stats")).bodyJson()
			.hasPathSatisfying("$.values.curr_items", (value) -> value.assertThat().isInstanceOf(Number.class))
			.hasPathSatisfying("$.values.version", (value) -> value.assertThat().isInstanceOf(String.class));
	}

	@ParameterizedTest
	@CsvSource({ "/api/v1/clusters/none,unknown-cluster", "/api/v1/clusters/main/servers/none,unknown-server" })
	void whatIsNotConfiguredIsUnknown(String path, String code) {
		assertThat(get("viewer", path)).hasStatus(404).bodyJson().extractingPath("$.code").isEqualTo(code);
	}

}
