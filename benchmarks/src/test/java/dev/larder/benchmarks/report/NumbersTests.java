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

package dev.larder.benchmarks.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Figures}.
 */
class NumbersTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0.123  | 0.12
			1.25   | 1.25
			9.996  | 10.0
			12.34  | 12.3
			99.97  | 100
			-12.34 | -12.3
			12345  | 12,345
			""")
	void figuresHaveThreeDigitsAtLeast(double value, String text) {
		assertThat(Numbers.of(value)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1240     | 1.2
			9949     | 9.9
			9950     | 10
			1234567  | 1,235
			""")
	void shortTimesHaveADecimal(long nanos, String text) {
		assertThat(Numbers.micros(nanos)).isEqualTo(text);
	}

}
