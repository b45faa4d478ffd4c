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

package dev.larder.admin.console;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests lines of numbers over time.
 */
class SparklineTests {

	@Test
	void highestNumberIsAtTheTop() {
		assertThat(Sparkline.of(List.of(0.0, 5.0, 10.0), 0).lines()).containsExactly("2.0,26.0 60.0,14.0 118.0,2.0");
	}

	@Test
	void ceilingIsAtTheTopIfNothingIsHigher() {
		assertThat(Sparkline.of(List.of(0.5, 0.5), 1).lines()).containsExactly("2.0,14.0 118.0,14.0");
	}

	@Test
	void whatIsUnknownIsAGap() {
		assertThat(Sparkline.of(Arrays.asList(1.0, null, 1.0), 1).lines()).hasSize(2);
	}

	@Test
	void endIsOnlyThereIfTheLastNumberIsKnown() {
		assertThat(Sparkline.of(Arrays.asList(1.0, null), 1).last()).isNull();
		assertThat(Sparkline.of(Arrays.asList(null, 1.0), 1).last()).isEqualTo(new Sparkline.Dot("118.0", "2.0"));
	}

	@Test
	void nothingIsNoLine() {
		assertThat(Sparkline.of(null, 1).lines()).isEmpty();
		assertThat(Sparkline.of(Arrays.asList((Double) null), 1).lines()).isEmpty();
	}

}
