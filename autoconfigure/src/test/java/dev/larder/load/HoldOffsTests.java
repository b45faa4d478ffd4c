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
package dev.larder.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HoldOffs}.
 */
class HoldOffsTests {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final HoldOffs holdOffs = new HoldOffs(Duration.ofNanos(10), this.nanos::get);

	@Test
	void keyIsHeldOffForAWhileEvenWhenTheClockOverflows() {
		this.holdOffs.add("key");
		this.nanos.addAndGet(9);
		assertThat(this.holdOffs.contains("key")).isTrue();
	}

	@Test
	void keyIsNotHeldOffForLonger() {
		this.holdOffs.add("key");
		this.nanos.addAndGet(10);
		assertThat(this.holdOffs.contains("key")).isFalse();
	}

	@Test
	void otherKeysAreNotHeldOff() {
		this.holdOffs.add("key");
		assertThat(this.holdOffs.contains("other")).isFalse();
	}

	@Test
	void keysBeyondTheBoundAreForgotten() {
		for (int i = 0; i <= 10_000; i++) {
			this.holdOffs.add(i);
		}
		assertThat(this.holdOffs.contains(9_999)).isTrue();
		assertThat(this.holdOffs.contains(10_000)).isFalse();
	}

	@Test
	void keysThatAreOverMakeRoomForOthers() {
		for (int i = 0; i < 10_000; i++) {
			this.holdOffs.add(i);
		}
		this.nanos.addAndGet(10);
		this.holdOffs.add("key");
		assertThat(this.holdOffs.contains("key")).isTrue();
	}

}
