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

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.payload.Payload;
import dev.larder.benchmarks.peer.Peer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemoteSuite}.
 */
class RemoteSuiteTests {

	@Test
	void fullPlanHasAllPayloadsInOrder() {
		assertThat(RemoteSuite.Plan.FULL.hits().keySet()).containsExactly(Payload.values());
	}

	@Test
	void quickPlanHasWhatTheBarsNeed() {
		assertThat(RemoteSuite.Plan.QUICK.hits()).isEqualTo(Map.of(Payload.POJO, List.of(1, 8)));
		assertThat(RemoteSuite.Plan.QUICK.slice()).isLessThan(RemoteSuite.Plan.FULL.slice());
	}

	@Test
	void putsWaitForRedisAndLeaveOutWhatOnlyReads() {
		assertThat(RemoteSuite.PUT).contains(Peer.REDIS_CACHE_IMMEDIATE).doesNotContain(Peer.REDIS_CACHE);
		assertThat(RemoteSuite.PUT).hasSize(RemoteSuite.HIT.size() - 1);
	}

}
