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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Calls}.
 */
class CallsTests {

	private final Calls log = new Calls();

	@Test
	void callsThatEndedBeforeAreLeftOut() {
		call(10, 20);
		call(30, 40);
		call(50, 60);
		assertThat(this.log.since(40, 100)).extracting(Calls.Call::start).containsExactly(30L, 50L);
	}

	@Test
	void callUnderWayHasBeenWaitedForUntilNow() {
		call(10, 20);
		this.log.begin(30);
		assertThat(this.log.since(25, 100)).containsExactly(new Calls.Call(30, 100, Calls.Result.UNDER_WAY));
	}

	private void call(long start, long end) {
		this.log.begin(start);
		this.log.end(end, Calls.Result.SUCCESS);
	}

}
