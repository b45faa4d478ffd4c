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

package dev.larder.admin.entries;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a text may be the key of.
 */
class KeyGuessesTests {

	@Test
	void wholeNumberMayBeALongOrAnInt() {
		assertThat(KeyGuesses.of("2950159")).containsExactly("long~2950159", "int~2950159");
		assertThat(KeyGuesses.of("-7")).containsExactly("long~-7", "int~-7");
	}

	@Test
	void uuidAndDateMayBeThose() {
		assertThat(KeyGuesses.of("7f1c0d4e-0000-4000-8000-000000000001"))
			.containsExactly("UUID~7f1c0d4e-0000-4000-8000-000000000001");
		assertThat(KeyGuesses.of("2026-01-31")).containsExactly("LocalDate~2026-01-31");
	}

	@Test
	void textIsEscapedAsKeysAre() {
		assertThat(KeyGuesses.of("a/b c")).containsExactly("a/b%20c");
		assertThat(KeyGuesses.of("\u00e9")).containsExactly("%C3%A9");
	}

	@Test
	void keyAsItIsWrittenIsNotGuessedAt() {
		assertThat(KeyGuesses.of("berlin")).isEmpty();
		assertThat(KeyGuesses.of("long~7")).isEmpty();
		assertThat(KeyGuesses.of("a%20b")).isEmpty();
	}

}
