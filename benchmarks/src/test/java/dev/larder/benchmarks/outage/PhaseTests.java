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

package dev.larder.benchmarks.outage;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Phase}.
 */
class PhaseTests {

	@Test
	void worstIsHowLongTheLongestReadHasBeenWaitedFor() {
		Phase phase = phase(call(100, 101, Calls.Result.SUCCESS), call(200, 700, Calls.Result.MISS));
		assertThat(phase.worst()).containsExactly(50.0, 300.0, 500.0, 0.0, 0.0, 0.0, 0.0, 0.0);
	}

	@Test
	void laterReadsBeginASecondLater() {
		Phase phase = phase(call(0, 500, Calls.Result.MISS), call(1500, 1600, Calls.Result.SUCCESS));
		assertThat(phase.laterReads().misses()).isZero();
		assertThat(phase.laterReads().successes()).isEqualTo(1);
	}

	@Test
	void exceptionsOfReadsAndWritesCount() {
		List<Calls.Call> failed = List.of(call(0, 1, Calls.Result.EXCEPTION));
		assertThat(Phase.of(Phase.Name.KILLED, 0, TimeUnit.SECONDS.toNanos(2), failed, failed).exceptions())
			.isEqualTo(2);
	}

	@Test
	void jsonCanBeReadAgain() {
		Phase phase = phase(call(0, 500, Calls.Result.MISS), call(1500, 1600, Calls.Result.SUCCESS));
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(mapper.readValue(mapper.writeValueAsString(phase), Phase.class)).isEqualTo(phase);
	}

	private static Phase phase(Calls.Call... reads) {
		return Phase.of(Phase.Name.KILLED, 0, TimeUnit.SECONDS.toNanos(2), List.of(reads), List.of());
	}

	private static Calls.Call call(long startMillis, long endMillis, Calls.Result result) {
		return new Calls.Call(TimeUnit.MILLISECONDS.toNanos(startMillis), TimeUnit.MILLISECONDS.toNanos(endMillis),
				result);
	}

}
