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
package dev.larder.benchmarks.traffic;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Traffic}.
 */
class TrafficTests {

	@Test
	void differenceKnowsCommandsOfEither() {
		Traffic difference = new Traffic(Map.of("get", 5.0), 50, 500)
			.minus(new Traffic(Map.of("get", 2.0, "set", 1.0), 20, 200));
		assertThat(difference).isEqualTo(new Traffic(Map.of("get", 3.0, "set", -1.0), 30, 300));
	}

	@Test
	void totalIsOfAllCommands() {
		assertThat(new Traffic(Map.of("get", 5.0, "set", 2.0), 0, 0).total()).isEqualTo(7);
	}

	@Test
	void medianIsTheLowerOfTwo() {
		List<Traffic> traffic = List.of(new Traffic(Map.of(), 0, 4), new Traffic(Map.of(), 0, 1),
				new Traffic(Map.of(), 0, 3), new Traffic(Map.of(), 0, 2));
		assertThat(Traffic.median(traffic, Traffic::sent).sent()).isEqualTo(2);
	}

}
