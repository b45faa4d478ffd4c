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

import java.time.Duration;
import java.util.List;

import dev.larder.admin.access.AdminRole;
import dev.larder.admin.configuration.AdminProperties;
import dev.larder.test.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PasswordAuthenticationProvider}.
 */
class PasswordAuthenticationProviderTests {

	private static final String HASH = "{bcrypt}$2a$04$PZi2s9Ti2jy6CHsbrmDWgeLv3d0xMGSyfYVXye2nW6wZvV/rXEW.C";

	private final SettableClock clock = new SettableClock();

	private final LoginLimits limits = new LoginLimits(new AdminProperties.Limits(2, 10, Duration.ofSeconds(1),
			Duration.ofMinutes(1), Duration.ofHours(1), 100, 60), this.clock);

	private final AdminUsers users = new AdminUsers(new PasswordHashes(),
			List.of(new AdminProperties.User("Jo", HASH, AdminRole.VIEWER, false, List.of("*"), List.of("*"))), true);

	private Authentication login(PasswordEncoder encoder, String name, String password) {
		return new PasswordAuthenticationProvider(this.users, new EvenPasswordCheck(encoder, this.users.hashes()),
				this.limits)
			.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password));
	}

	private Authentication login(String name, String password) {
		return login(new PasswordHashes().encoder(), name, password);
	}

	@Test
	void nameIsThatOfTheConfiguration() {
		assertThat(login("jo", "secret").getName()).isEqualTo("Jo");
	}

	@Test
	void rightPasswordIsRefusedDuringTheDelayAsWell() {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login("jo", "wrong"));
		}
		assertThatExceptionOfType(TooManyAttemptsException.class).isThrownBy(() -> login("jo", "secret"));
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(login("jo", "secret").isAuthenticated()).isTrue();
	}

	@Test
	void successIsNotToldIfOthersFailedMeanwhile() {
		PasswordEncoder encoder = new PasswordEncoder() {

			@Override
			public @Nullable String encode(@Nullable CharSequence password) {
				return null;
			}

			@Override
			public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
				PasswordAuthenticationProviderTests.this.limits.failed(null, "jo");
				PasswordAuthenticationProviderTests.this.limits.failed(null, "jo");
				return true;
			}

		};
		assertThatExceptionOfType(TooManyAttemptsException.class).isThrownBy(() -> login(encoder, "jo", "secret"));
	}

	@Test
	void unknownNameFailsLikeAWrongPassword() {
		assertThatExceptionOfType(BadCredentialsException.class).isThrownBy(() -> login("ann", "secret"))
			.satisfies((unknown) -> assertThatExceptionOfType(BadCredentialsException.class)
				.isThrownBy(() -> login("jo", "wrong"))
				.withMessage(unknown.getMessage()));
	}

}
