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

import dev.larder.admin.configuration.AdminProperties;
import dev.larder.test.SettableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link LoginLimits}.
 */
class LoginLimitsTests {

	private final SettableClock clock = new SettableClock();

	private final LoginLimits limits = new LoginLimits(new AdminProperties.Limits(3, 10, Duration.ofSeconds(1),
			Duration.ofSeconds(8), Duration.ofMinutes(1), 100, 60), this.clock);

	private void fail(int times, String address, String name) {
		for (int i = 0; i < times; i++) {
			this.limits.failed(address, name);
		}
	}

	private void assertWait(String address, String name, long seconds) {
		assertThatExceptionOfType(TooManyAttemptsException.class).isThrownBy(() -> this.limits.check(address, name))
			.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(seconds));
	}

	private void assertFree(String address, String name) {
		assertThatNoException().isThrownBy(() -> this.limits.check(address, name));
	}

	@Test
	void someFailuresAreFree() {
		fail(2, "a", "jo");
		assertFree("a", "jo");
	}

	@Test
	void delayGrowsToItsMaximum() {
		fail(2, "a", "jo");
		for (long seconds : new long[] { 1, 2, 4, 8, 8 }) {
			this.limits.failed("a", "jo");
			assertWait("a", "jo", seconds);
			this.clock.advance(Duration.ofSeconds(seconds));
			assertFree("a", "jo");
		}
	}

	@Test
	void otherAddressIsNotLockedOut() {
		fail(50, "a", "jo");
		assertWait("a", "jo", 8);
		assertFree("b", "jo");
	}

	@Test
	void otherNameIsNotLockedOutBeforeTheAddressIs() {
		fail(3, "a", "jo");
		assertFree("a", "ann");
	}

	@Test
	void addressIsLockedOutWhateverTheNames() {
		for (int i = 0; i < 10; i++) {
			this.limits.failed("a", "user" + i);
		}
		assertWait("a", "ann", 1);
		assertFree("b", "ann");
	}

	@Test
	void upperAndLowerCaseAreTheSameName() {
		this.limits.failed("a", "jo");
		this.limits.failed("a", "Jo");
		this.limits.failed("a", "JO");
		assertWait("a", "jo", 1);
	}

	@Test
	void successEndsTheWaitForTheNameButNotForTheAddress() {
		fail(3, "a", "jo");
		this.limits.succeeded("a", "jo");
		assertFree("a", "jo");
		fail(7, "a", "ann");
		this.limits.succeeded("a", "jo");
		assertWait("a", "jo", 1);
	}

	@Test
	void failuresAreForgotten() {
		fail(10, "a", "jo");
		this.clock.advance(Duration.ofMinutes(1));
		this.limits.failed("a", "jo");
		assertFree("a", "jo");
	}

	@Test
	void addressesOfOneNetworkAreOne() {
		this.limits.failed("2001:db8:1:2::1", "jo");
		this.limits.failed("2001:db8:1:2:ffff::2", "jo");
		this.limits.failed("2001:db8:1:2:3:4:5:6", "jo");
		assertWait("2001:db8:1:2::99", "jo", 1);
		assertFree("2001:db8:1:3::1", "jo");
	}

	@Test
	void tokenHasNoName() {
		for (int i = 0; i < 10; i++) {
			this.limits.failed("a", null);
		}
		assertThatExceptionOfType(TooManyAttemptsException.class).isThrownBy(() -> this.limits.check("a", null));
	}

	@Test
	void memoryIsBounded() {
		for (int i = 0; i < 1000; i++) {
			this.limits.failed("address" + i, "x".repeat(i));
		}
		assertThat(this.limits.tracked()).isEqualTo(100);
	}

}
