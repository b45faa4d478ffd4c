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
package dev.larder.internal.memcached;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LatencyWindow}.
 */
class LatencyWindowTests {

	private final LatencyWindow window = new LatencyWindow();

	@Test
	void meanIsOfAllRecordedTimes() {
		this.window.record(0, 100);
		this.window.record(1, 300);
		assertThat(this.window.mean(2)).isEqualTo(Duration.ofNanos(200));
	}

	@Test
	void maximumIsOfAllRecordedTimes() {
		this.window.record(0, 100);
		this.window.record(seconds(31), 50);
		assertThat(this.window.max(seconds(32))).isEqualTo(Duration.ofNanos(100));
	}

	@Test
	void whatIsOlderThanAMinuteIsForgotten() {
		this.window.record(0, 100);
		this.window.record(seconds(40), 50);
		this.window.record(seconds(61), 50);
		assertThat(this.window.max(seconds(62))).isEqualTo(Duration.ofNanos(50));
	}

	@Test
	void idleWindowForgetsToo() {
		this.window.record(0, 100);
		assertThat(this.window.mean(seconds(61))).isZero();
	}

	private static long seconds(long seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

}
