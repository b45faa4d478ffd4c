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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recovery}.
 */
class RecoveryTests {

	private final List<Calls.Call> reads = new ArrayList<>();

	@Test
	void hitsFromTheBeginningAreSteadyAtOnce() {
		read(0, 1000, Calls.Result.SUCCESS);
		assertThat(recovery()).isEqualTo(new Recovery(1, 0));
	}

	@Test
	void missesDelayTheFirstHit() {
		read(0, 350, Calls.Result.MISS);
		read(350, 1000, Calls.Result.SUCCESS);
		assertThat(recovery()).isEqualTo(new Recovery(351, 400));
	}

	@Test
	void hitsThatStopAgainAreNotSteady() {
		read(0, 400, Calls.Result.SUCCESS);
		read(400, 600, Calls.Result.EXCEPTION);
		read(600, 1000, Calls.Result.SUCCESS);
		assertThat(recovery().steadyMillis()).isEqualTo(600);
	}

	@Test
	void fewMissesDoNotMatter() {
		read(0, 1000, Calls.Result.SUCCESS);
		this.reads.add(call(500, 501, Calls.Result.MISS));
		assertThat(recovery().steadyMillis()).isZero();
	}

	@Test
	void oneReadThatHangsIsNotSteady() {
		read(0, 1000, Calls.Result.SUCCESS);
		this.reads.add(call(-500, 650, Calls.Result.SUCCESS));
		assertThat(recovery().steadyMillis()).isEqualTo(600);
	}

	@Test
	void readThatStillHangsIsNeverSteady() {
		read(0, 1000, Calls.Result.SUCCESS);
		this.reads.add(call(-500, 1000, Calls.Result.UNDER_WAY));
		assertThat(recovery().steadyMillis()).isEqualTo(-1);
	}

	@Test
	void withoutReadsNothingIsBack() {
		assertThat(recovery()).isEqualTo(new Recovery(-1, -1));
	}

	private Recovery recovery() {
		return Recovery.of(this.reads, 0, TimeUnit.SECONDS.toNanos(1));
	}

	private void read(int fromMillis, int toMillis, Calls.Result result) {
		for (int millis = fromMillis; millis < toMillis; millis++) {
			this.reads.add(call(millis, millis + 1, result));
		}
	}

	private static Calls.Call call(long startMillis, long endMillis, Calls.Result result) {
		return new Calls.Call(TimeUnit.MILLISECONDS.toNanos(startMillis), TimeUnit.MILLISECONDS.toNanos(endMillis),
				result);
	}

}
