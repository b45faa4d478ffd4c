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
package dev.larder.internal.local;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SteadyClock}.
 */
class SteadyClockTests {

	private static final long START = 1_000_000;

	private final AtomicLong system = new AtomicLong(START);

	private final AtomicLong nanos = new AtomicLong(-5);

	private final SteadyClock clock = new SteadyClock(this.system::get, this.nanos::get);

	@Test
	void showsTheTimeOfTheSystem() {
		assertThat(this.clock.millis()).isEqualTo(START);
		pass(Duration.ofMillis(1));
		assertThat(this.clock.millis()).isEqualTo(START + 1);
		pass(Duration.ofDays(1000));
		assertThat(this.clock.instant()).isEqualTo(Instant.ofEpochMilli(this.system.get()));
	}

	@Test
	void goesOnWhenTheSystemIsSetBack() {
		this.system.addAndGet(-Duration.ofHours(1).toMillis());
		for (int i = 1; i <= 100; i++) {
			pass(Duration.ofMillis(1500));
			assertThat(this.clock.millis()).isEqualTo(START + i * 1500L);
		}
	}

	@Test
	void losesNothingWhenItIsOftenAsked() {
		this.system.addAndGet(-Duration.ofHours(1).toMillis());
		for (int i = 0; i < 1_000_000; i += 3) {
			passNanos(3_000_002_100L);
			this.clock.millis();
		}
		assertThat(this.clock.millis() - START).isEqualTo((this.nanos.get() + 5) / 1_000_000);
	}

	@Test
	void followsWithinASecondWhenTheSystemIsSetForward() {
		this.system.addAndGet(Duration.ofHours(1).toMillis());
		pass(Duration.ofSeconds(1));
		assertThat(this.clock.millis()).isEqualTo(this.system.get());
	}

	private void pass(Duration time) {
		passNanos(time.toNanos());
		this.system.addAndGet(time.toMillis());
	}

	private void passNanos(long nanos) {
		this.nanos.addAndGet(nanos);
	}

}
