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
package dev.larder.benchmarks.stampede;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Outcome}.
 */
class OutcomeTests {

	@Test
	void textCanBeReadAgain() {
		Outcome outcome = new Outcome(3, 1, 210.25);
		assertThat(Outcome.parse(outcome.toString())).isEqualTo(outcome);
	}

	@Test
	void textWithMissingPartsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Outcome.parse("3 1"));
	}

	@Test
	void togetherAllLoadsCountAndTheLastCaller() {
		assertThat(new Outcome(1, 2, 300).and(new Outcome(4, 0, 200))).isEqualTo(new Outcome(5, 2, 300));
	}

}
