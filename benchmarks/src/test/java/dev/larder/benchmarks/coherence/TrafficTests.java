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
package dev.larder.benchmarks.coherence;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Traffic}.
 */
class TrafficTests {

	private static final Traffic TRAFFIC = new Traffic(10, 4, 3, 200, 300);

	@Test
	void countersOfTheServerAreTaken() {
		assertThat(Traffic.of(Map.of("cmd_get", "10", "cmd_set", "4", "incr_hits", "2", "incr_misses", "1",
				"bytes_read", "200", "bytes_written", "300", "pid", "77")))
			.isEqualTo(TRAFFIC);
	}

	@Test
	void countersAServerDoesNotHaveAreZero() {
		assertThat(Traffic.of(Map.of())).isEqualTo(new Traffic(0, 0, 0, 0, 0));
	}

	@Test
	void everyCounterIsSubtracted() {
		assertThat(TRAFFIC.minus(new Traffic(1, 2, 3, 4, 5))).isEqualTo(new Traffic(9, 2, 0, 196, 295));
	}

	@Test
	void everyCounterIsMultiplied() {
		assertThat(TRAFFIC.times(0.5)).isEqualTo(new Traffic(5, 2, 1.5, 100, 150));
	}

	@Test
	void bytesCountInBothDirections() {
		assertThat(TRAFFIC.bytes()).isEqualTo(500);
	}

}
