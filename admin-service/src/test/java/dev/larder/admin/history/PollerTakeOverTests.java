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

import dev.larder.admin.AbstractReplicaTests;
import dev.larder.admin.AdminClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Poller} in several instances of the service with one database.
 */
class PollerTakeOverTests extends AbstractReplicaTests {

	@Test
	void onePollsAndTheOtherTakesOver() {
		Poller poller = this.first.bean(Poller.class);
		Poller other = this.second.bean(Poller.class);
		assertThat(poller.poll()).isTrue();
		long connections = this.memcached.stat("total_connections");
		assertThat(other.poll()).isFalse();
		assertThat(this.memcached.stat("total_connections")).as("nothing but this look").isEqualTo(connections + 1);
		assertThat(this.second.get("/api/v1/clusters/main/history").text("$.latest.figures.reporting"))
			.isEqualTo("1.0");
		// As if the first had died, and its time were over
		this.postgres.execute("update lease set expires_at = current_timestamp - interval '1' second");
		assertThat(other.poll()).isTrue();
		assertThat(poller.poll()).isFalse();
		this.postgres.execute("delete from lease");
	}

	@Test
	void instanceThatEndsLeavesItToOthersAtOnce() {
		try (AdminClient polling = start(true)) {
			Awaitility.await().atMost(PATIENCE).until(() -> isLeased());
			assertThat(polling.bean(Poller.class).isRunning()).isTrue();
			assertThat(this.first.bean(Poller.class).poll()).isFalse();
		}
		assertThat(this.first.bean(Poller.class).poll()).isTrue();
		this.postgres.execute("delete from lease");
	}

	private boolean isLeased() {
		return !this.first.bean(JdbcClient.class).sql("select name from lease").query(String.class).list().isEmpty();
	}

	@Test
	void healthDoesNotDependOnIt() {
		this.postgres.execute("drop table if exists kept", "alter table lease rename to kept");
		try {
			assertThat(this.first.bean(Poller.class).poll()).isFalse();
			assertThat(this.first.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(this.first.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(this.first.get("/actuator/health").status()).isEqualTo(200);
		}
		finally {
			this.postgres.execute("alter table kept rename to lease");
		}
	}

}
