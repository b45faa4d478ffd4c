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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PhaseRequest}.
 */
class PhaseRequestTests {

	@Test
	void textCanBeReadAgain() {
		PhaseRequest request = new PhaseRequest(PhaseName.FROZEN, Duration.ofMillis(1500), Duration.ofSeconds(4));
		assertThat(PhaseRequest.parse(request.toString())).isEqualTo(request);
	}

	@Test
	void textWithMissingPartsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> PhaseRequest.parse("UP 10"));
	}

}
