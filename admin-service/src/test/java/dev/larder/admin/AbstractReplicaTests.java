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

package dev.larder.admin;

import java.time.Duration;
import java.util.List;

import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedServer;
import dev.larder.test.postgresql.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Two instances of the service with one PostgreSQL server, which ask servers when they
 * are told to, or which a test lets do so by themselves.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AbstractReplicaTests {

	protected static final Duration PATIENCE = Duration.ofSeconds(30);

	protected final PostgresServer postgres = PostgresServer.start();

	protected final MemcachedServer memcached = MemcachedServer.start();

	protected AdminClient first;

	protected AdminClient second;

	/**
	 * Starts another instance.
	 * @param polling whether it asks servers by itself
	 * @return the instance
	 */
	protected AdminClient start(boolean polling) {
		return AdminClient.start(List.of("spring.datasource.url=" + this.postgres.url(),
				"spring.datasource.username=" + this.postgres.user(), "larder.admin.history.interval=1s",
				"larder.admin.history.enabled=" + polling, "larder.admin.operations.deletes-per-second=100",
				"larder.admin.operations.max-wait=0"), this.memcached);
	}

	@BeforeAll
	void startBoth() {
		this.first = start(false);
		this.second = start(false);
	}

	@AfterAll
	void stop() {
		this.first.close();
		this.second.close();
		this.memcached.close();
		this.postgres.close();
	}

}
