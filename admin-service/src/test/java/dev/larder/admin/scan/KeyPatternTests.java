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

package dev.larder.admin.scan;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link KeyPattern}.
 */
class KeyPatternTests {

	@ParameterizedTest
	@CsvSource({ "*, a, true", "a*, abc, true", "a*, b, false", "*c, abc, true", "*c, abcd, false", "a?c, abc, true",
			"a?c, ac, false", "a*c*e, abcde, true", "a*c*e, abde, false", "**, '', true", "'', '', true",
			"'', a, false", "a*a, a, false", "*:long~*, atlas:cities:long~7, true", "?, é, true" })
	void globMatchesTheWholeKey(String glob, String key, boolean matches) {
		assertThat(new KeyPattern("", glob).matches(key)).isEqualTo(matches);
	}

	@Test
	void prefixAndGlobMustBothMatch() {
		assertThat(new KeyPattern("a", "*c").matches("abc")).isTrue();
		assertThat(new KeyPattern("b", "*c").matches("abc")).isFalse();
	}

	@Test
	void noPatternTakesLong() {
		KeyPattern pattern = new KeyPattern("", "*a".repeat(100) + "b");
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (int i = 0; i < 10_000; i++) {
				assertThat(pattern.matches("a".repeat(250))).isFalse();
			}
		});
	}

}
