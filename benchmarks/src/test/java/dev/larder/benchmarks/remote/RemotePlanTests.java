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
package dev.larder.benchmarks.remote;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.PeerType;
import dev.larder.benchmarks.suite.Effort;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemotePlan} and {@link RemotePeers}.
 */
class RemotePlanTests {

	@Test
	void fullPlanHasAllPayloadsInOrder() {
		assertThat(RemotePlan.of(Effort.FULL).hits().keySet()).containsExactly(Payload.values());
	}

	@Test
	void quickPlanHasWhatTheBarsNeed() {
		RemotePlan quick = RemotePlan.of(Effort.QUICK);
		assertThat(quick.hits()).isEqualTo(Map.of(Payload.POJO, List.of(1, 8)));
		assertThat(quick.slice()).isLessThan(Duration.ofMillis(300));
	}

	@Test
	void putsWaitForRedisAndLeaveOutWhatOnlyReads() {
		assertThat(RemotePeers.PUT).contains(PeerType.REDIS_CACHE_IMMEDIATE).doesNotContain(PeerType.REDIS_CACHE);
		assertThat(RemotePeers.PUT).hasSize(RemotePeers.HIT.size() - 1);
	}

}
