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
package dev.larder.internal.entry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ResultTtl}.
 */
class ResultTtlTests {

	private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

	@ParameterizedTest
	@CsvSource({ "10m, PT10M", "PT10M, PT10M", "1h30m, PT1H30M", "250ms, PT0.25S", "30d, PT720H", "' 5s ', PT5S",
			"0s, PT0S" })
	void durationsHaveAUnit(String text, Duration duration) {
		ResultTtl ttl = ResultTtl.ofDuration(text);
		assertThat(ttl.fixed()).isEqualTo(duration);
		assertThat(ttl.of("value", CLOCK)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "10", "-1s", "soon", "10 parsecs", "#result" })
	void otherTextsAreNoDurations(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ResultTtl.ofDuration(text))
			.withMessageContaining("'" + text + "'");
	}

	@Test
	void expressionGivesADurationOrAnInstantOrNothing() {
		ResultTtl ttl = ResultTtl.ofExpression("#result");
		assertThat(ttl.fixed()).isNull();
		assertThat(ttl.of(Duration.ofMinutes(3), CLOCK)).isEqualTo(Duration.ofMinutes(3));
		assertThat(ttl.of(Instant.ofEpochSecond(7), CLOCK)).isEqualTo(Duration.ofSeconds(7));
		assertThat(ResultTtl.ofExpression("null").of("value", CLOCK)).isNull();
	}

	@Test
	void expressionThatGivesSomethingElseFails() {
		assertThatIllegalStateException().isThrownBy(() -> ResultTtl.ofExpression("#result").of(60, CLOCK))
			.withMessage("'#result' is neither a Duration nor an Instant but a java.lang.Integer");
	}

	@Test
	void expressionWithAFaultIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> ResultTtl.ofExpression("#result."))
			.withMessageStartingWith("'#result.' is no expression");
	}

	@ParameterizedTest
	@ValueSource(strings = { "10m", "1d", "1ms" })
	void durationIsReadAsItWasWritten(String text) {
		ResultTtl ttl = ResultTtl.ofDuration(text);
		assertThat(ResultTtl.parse(ttl.text())).isEqualTo(ttl);
		assertThat(ResultTtl.parse(ttl.text()).fixed()).isEqualTo(ttl.fixed());
	}

	@Test
	void expressionIsReadAsItWasWritten() {
		ResultTtl ttl = ResultTtl.ofExpression("#result.equals('=') ? null : null");
		assertThat(ResultTtl.parse(ttl.text())).isEqualTo(ttl).isNotEqualTo(ResultTtl.ofDuration("1s"));
	}

}
