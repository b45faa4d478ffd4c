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
import java.util.Map;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests operations that take their time, need a reason or a second administrator, are
 * cancelled or repeated.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationWorkflowTests {

	private static final String OPERATIONS = "/api/v1/operations";

	private static final Map<String, String> NONE = Map.of();

	private final MemcachedServer first = MemcachedServer.start();

	private final MemcachedServer second = MemcachedServer.start();

	private AdminClient admin;

	@BeforeAll
	void start() {
		this.admin = AdminClient
			.start(List.of("larder.admin.data-directory=" + TemporaryDirectory.create(), "larder.admin.read-timeout=2s",
					"larder.admin.operations.reason-required=true", "larder.admin.operations.approval-required=true"),
					this.first, this.second);
	}

	@AfterAll
	void stop() {
		this.admin.close();
		this.first.close();
		this.second.close();
	}

	@BeforeEach
	void fill() {
		this.second.revive();
		this.first.command("set a 0 0 1\r\n1");
		this.second.command("set a 0 0 1\r\n1");
	}

	private static String evict(String rest) {
		return "{\"type\":\"KEY_EVICT\",\"target\":{\"cluster\":\"main\",\"key\":\"a\"}," + rest + "}";
	}

	private static String flush(String rest) {
		return "{\"type\":\"CLUSTER_FLUSH\",\"target\":{\"cluster\":\"main\"},\"dryRun\":false,\"confirm\":\"main\","
				+ "\"reason\":\"why\"" + rest + "}";
	}

	private AdminClient.Response submit(String body) {
		return this.admin.post(OPERATIONS, body);
	}

	@Test
	void operationNeedsAReason() {
		AdminClient.Response response = submit(evict("\"dryRun\":false"));
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.text("$.code")).isEqualTo("reason-missing");
		assertThat(this.first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void dryRunNeedsNoReason() {
		assertThat(submit(evict("\"dryRun\":true")).status()).isEqualTo(201);
	}

	@Test
	void planIsGoodForItsTargets() {
		String plan = submit(evict("\"dryRun\":true")).text("$.planId");
		assertThat(submit(evict("\"dryRun\":false,\"reason\":\"why\",\"planId\":\"" + plan + "\"")).status())
			.isEqualTo(201);
	}

	@Test
	void planOfOtherTargetsIsRefused() {
		String plan = submit(evict("\"dryRun\":true")).text("$.planId");
		String other = evict("\"dryRun\":false,\"reason\":\"why\",\"planId\":\"" + plan + "\"").replace("\"a\"",
				"\"b\"");
		AdminClient.Response response = submit(other);
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.text("$.code")).isEqualTo("plan-changed");
	}

	@Test
	void flushWaitsForASecondAdministrator() {
		AdminClient.Response response = submit(flush(""));
		assertThat(response.status()).isEqualTo(202);
		assertThat(response.text("$.state")).isEqualTo("AWAITING_APPROVAL");
		assertThat(this.first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void nobodyApprovesTheirOwnFlush() {
		String id = submit(flush("")).text("$.id");
		AdminClient.Response response = this.admin.post(OPERATIONS + "/" + id + "/approvals", "");
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.text("$.code")).isEqualTo("approval-refused");
		assertThat(this.first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void approvedFlushIsDone() {
		String id = submit(flush("")).text("$.id");
		AdminClient.Response response = this.admin.postAs("second", OPERATIONS + "/" + id + "/approvals", "", NONE);
		assertThat(response.text("$.state")).isEqualTo("SUCCEEDED");
		assertThat(this.first.command("mg a")).isEqualTo("EN");
		assertThat(this.second.command("mg a")).isEqualTo("EN");
		assertThat(this.admin.get("/api/v1/audit-events?type=CLUSTER_FLUSH")
			.texts("$.items[?(@.data.operation=='" + id + "')].data.outcome"))
			.containsExactly("SUCCEEDED", "APPROVED", "AWAITING_APPROVAL");
	}

	@Test
	void cancelledFlushCannotBeApproved() {
		String id = submit(flush("")).text("$.id");
		assertThat(this.admin.post(OPERATIONS + "/" + id + "/cancellations", "").text("$.state"))
			.isEqualTo("CANCELLED");
		assertThat(this.admin.postAs("second", OPERATIONS + "/" + id + "/approvals", "", NONE).status()).isEqualTo(409);
		assertThat(this.first.command("mg a")).isEqualTo("HD");
	}

	@Test
	void requestNeedNotWait() {
		this.second.freeze();
		AdminClient.Response response = this.admin.post(OPERATIONS, evict("\"dryRun\":false,\"reason\":\"why\""),
				Map.of("Prefer", "respond-async"));
		assertThat(response.status()).isEqualTo(202);
		assertThat(response.text("$.state")).isEqualTo("RUNNING");
		String path = OPERATIONS + "/" + response.text("$.id");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.admin.get(path).text("$.state")).isEqualTo("PARTLY_SUCCEEDED"));
	}

	@Test
	void whatOneTargetDidIsKnownWhileAnotherIsSilent() {
		this.second.freeze();
		String path = OPERATIONS + "/"
				+ this.admin.post(OPERATIONS, evict("\"dryRun\":false,\"reason\":\"why\""), Map.of("Prefer", "wait=0"))
					.text("$.id");
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.admin.get(path).texts("$.results[*].state")).containsExactly("OK",
					"RUNNING"));
	}

	@Test
	void onlyWhatFailedIsDoneAgain() {
		this.second.freeze();
		String id = submit(evict("\"dryRun\":false,\"reason\":\"why\"")).text("$.id");
		this.second.revive();
		AdminClient.Response again = submit(evict("\"dryRun\":false,\"reason\":\"why\",\"retryOf\":\"" + id + "\""));
		assertThat(again.text("$.state")).isEqualTo("SUCCEEDED");
		assertThat(again.texts("$.results")).hasSize(1);
		assertThat(again.text("$.retryOf")).isEqualTo(id);
	}

	@Test
	void operationOnOtherTargetsIsNoRetry() {
		String id = submit(evict("\"dryRun\":true")).text("$.id");
		String other = evict("\"dryRun\":false,\"reason\":\"why\",\"retryOf\":\"" + id + "\"").replace("\"a\"",
				"\"b\"");
		assertThat(submit(other).text("$.code")).isEqualTo("plan-changed");
	}

	@Test
	void dryRunThatReachesNobodyHasFailed() {
		this.first.freeze();
		this.second.freeze();
		try {
			assertThat(submit(evict("\"dryRun\":true")).text("$.state")).isEqualTo("FAILED");
		}
		finally {
			this.first.revive();
		}
	}

}
