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
package dev.larder.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Credentials}.
 */
class CredentialsTests {

	@Test
	void passwordIsNotShown() {
		assertThat(new Credentials("shop", "s3cret")).hasToString("Credentials[username=shop]");
	}

	@Test
	void passwordMayHaveWhatTheProtocolCanCarry() {
		assertThat(new Credentials("shop", "a:b\tü€").password()).isEqualTo("a:b\tü€");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words", "line\nline", "line\rline", "nul\0nul", "\uD800" })
	void otherPasswordIsRefusedWithoutShowingIt(String password) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("shop", password))
			.withMessage("A password of memcached must not be empty, and have neither spaces nor line ends");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two words", "line\nline", "a:b" })
	void userNameHasNoColonEither(String username) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Credentials(username, "s3cret"))
			.withMessageStartingWith("A user name of memcached must not be empty");
	}

}
