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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.larder.admin.AdminClient;
import dev.larder.admin.TemporaryDirectory;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.AnswerSummary;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what is said of an operation during which the service ended.
 */
@ServerTest
class InterruptedOperationTests {

	@Test
	void restartInTheSameDirectoryTellsAtOnce() {
		List<String> properties = List.of("larder.admin.data-directory=" + TemporaryDirectory.create());
		try (MemcachedServer server = MemcachedServer.start()) {
			try (AdminClient admin = AdminClient.start(properties, server)) {
				List<Answer<TargetOutcome>> results = List
					.of(new Answer<>("first", AnswerState.RUNNING, 0, null, null));
				admin.bean(OperationStore.class)
					.add(new Operation("a", OperationType.CLUSTER_FLUSH, OperationState.RUNNING, false,
							Map.of("cluster", "main"), "plan", null, "jo", null, null, null, Instant.now(), null,
							AnswerSummary.of(results), results));
			}
			try (AdminClient admin = AdminClient.start(properties, server)) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(6))
					.until(() -> admin.get("/api/v1/operations/a").text("$.state").equals("INTERRUPTED"));
				assertThat(admin.get("/api/v1/operations/a").text("$.results[0].state")).isEqualTo("UNKNOWN");
			}
		}
	}

}
