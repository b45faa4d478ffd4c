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

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.larder.admin.memcached.ConnectionSettings;
import dev.larder.admin.memcached.ServerAccess;
import dev.larder.admin.memcached.ServerAddress;
import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import dev.larder.test.ServerTest;
import dev.larder.test.memcached.MemcachedConnection;
import dev.larder.test.memcached.MemcachedExtension;
import dev.larder.test.memcached.MemcachedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeySweeper}.
 */
@ServerTest
class KeySweeperTests {

	@RegisterExtension
	static final MemcachedExtension memcached = MemcachedExtension.oneServer();

	private final KeySweeper sweeper = new KeySweeper(
			new ServerGateway(
					new ConnectionSettings(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5))),
			100_000, 10);

	private static MemcachedServer server() {
		return memcached.servers().get(0);
	}

	private static ClusterServer target() {
		return ClusterServer.of(ServerAddress.parse(server().address()), ServerAccess.FREE);
	}

	private static void fill(String prefix, int count) {
		try (MemcachedConnection connection = server().connect()) {
			for (int i = 0; i < count; i++) {
				connection.set(prefix + i, 0, 0, "1".getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	@Test
	void moreKeysThanAreKeptAreDeletedInSeveralRounds() {
		fill("a:", 95);
		fill("b:", 5);
		SweepCount count = this.sweeper.delete(target(), "a:", (soFar) -> {
		});
		assertThat(count).returns(95L, SweepCount::deleted).returns(100L, SweepCount::items);
		assertThat(this.sweeper.count(target(), "", (soFar) -> {
		})).returns(5L, SweepCount::matched);
	}

	@Test
	void listenerEndsTheSweep() {
		fill("a:", 95);
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.sweeper.delete(target(), "a:", (soFar) -> {
			if (soFar.deleted() >= 20) {
				throw new ApiException(ProblemCode.OPERATION_CANCELLED, "enough");
			}
		}));
		assertThat(this.sweeper.count(target(), "a:", (soFar) -> {
		})).returns(75L, SweepCount::matched);
	}

}
