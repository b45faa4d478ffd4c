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
package dev.larder.internal.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentKeys}.
 */
class RecentKeysTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final RecentKeys recent = new RecentKeys(Duration.ofNanos(10), this.nanos::get);

	@Test
	void keyIsRememberedForAWhileEvenWhenTheClockOverflows() {
		this.recent.add("key");
		this.nanos.addAndGet(9);
		assertThat(this.recent.contains("key")).isTrue();
	}

	@Test
	void keyIsNotRememberedForLonger() {
		this.recent.add("key");
		this.nanos.addAndGet(10);
		assertThat(this.recent.contains("key")).isFalse();
	}

	@Test
	void otherKeysAreNotRemembered() {
		this.recent.add("key");
		assertThat(this.recent.contains("other")).isFalse();
	}

	@Test
	void keysBeyondTheBoundAreForgotten() {
		for (int i = 0; i <= 10_000; i++) {
			this.recent.add(i);
		}
		assertThat(this.recent.contains(9_999)).isTrue();
		assertThat(this.recent.contains(10_000)).isFalse();
	}

	@Test
	void keysThatAreOverMakeRoomForOthers() {
		for (int i = 0; i < 10_000; i++) {
			this.recent.add(i);
		}
		this.nanos.addAndGet(10);
		this.recent.add("key");
		assertThat(this.recent.contains("key")).isTrue();
	}

	@Test
	void memoryIsNeverFullForGood() {
		for (int i = 0; i < 10_000; i++) {
			this.recent.add(i);
		}
		this.nanos.addAndGet(10);
		this.recent.add("later");
		assertThat(this.recent.contains("later")).isTrue();
	}

	@Test
	void keyIsForgottenOnce() {
		this.recent.add("key");
		assertThat(this.recent.remove("key")).isTrue();
		assertThat(this.recent.remove("key")).isFalse();
	}

	@Test
	void keyThatIsOverWasForgottenBefore() {
		this.recent.add("key");
		this.nanos.addAndGet(10);
		assertThat(this.recent.remove("key")).isFalse();
	}

}
