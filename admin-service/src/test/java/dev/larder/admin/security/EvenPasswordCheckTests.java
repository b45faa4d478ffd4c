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

package dev.larder.admin.security;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EvenPasswordCheck}, by which hashes are computed and not by time.
 */
class EvenPasswordCheckTests {

	private static final String WEAK = "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private static final String OTHER_WEAK = "{bcrypt}$2a$04$QZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private static final String STRONG = "{bcrypt}$2a$12$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private static final String ARGON = "{argon2}$argon2id$v=19$m=16384,t=2,p=1$c2FsdA$aGFzaA";

	private static final String PBKDF2 = "{pbkdf2@SpringSecurity_v5_8}0011223344";

	private final List<String> computed = new ArrayList<>();

	private final EvenPasswordCheck check = new EvenPasswordCheck(new CountingEncoder(),
			List.of(WEAK, OTHER_WEAK, STRONG, ARGON, PBKDF2));

	private List<String> computedFor(@Nullable String hash) {
		this.computed.clear();
		assertThat(this.check.matches("wrong", hash)).isFalse();
		return this.computed.stream().sorted().toList();
	}

	@Test
	void failureComputesEachKindOnceWhoeverItIs() {
		List<String> unknown = computedFor(null);
		assertThat(unknown).hasSize(4).doesNotHaveDuplicates();
		for (String hash : List.of(WEAK, OTHER_WEAK, STRONG, ARGON, PBKDF2)) {
			assertThat(computedFor(hash)).isEqualTo(unknown);
		}
	}

	@Test
	void successComputesNothingElse() {
		assertThat(this.check.matches("secret", STRONG)).isTrue();
		assertThat(this.computed).hasSize(1);
	}

	@Test
	void passwordOfAnotherUserIsWrong() {
		assertThat(this.check.matches("secret", null)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "bcrypt", "argon2", "scrypt", "pbkdf2@SpringSecurity_v5_8" })
	void hashesMadeAlikeAreOfOneKind(String algorithm) {
		PasswordHashes hashes = new PasswordHashes();
		String one = "{" + algorithm + "}" + hashes.encode(algorithm, "one");
		String other = "{" + algorithm + "}" + hashes.encode(algorithm, "other");
		assertThat(PasswordHashes.kind(one)).isEqualTo(PasswordHashes.kind(other));
	}

	private final class CountingEncoder implements PasswordEncoder {

		@Override
		public String encode(@Nullable CharSequence password) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
			EvenPasswordCheckTests.this.computed.add(PasswordHashes.kind(String.valueOf(hash)));
			return "secret".contentEquals(String.valueOf(password));
		}

	}

}
