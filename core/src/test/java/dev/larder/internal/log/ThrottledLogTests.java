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
package dev.larder.internal.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ThrottledLog}.
 */
class ThrottledLogTests {

	private final AtomicLong time = new AtomicLong(-5);

	private final RecordingLog lines = new RecordingLog();

	private final ThrottledLog log = new ThrottledLog(this.lines, Duration.ofSeconds(10), this.time::get);

	@Test
	void firstLineOfACauseIsLogged() {
		this.log.warn("timeout", () -> "timed out");
		assertThat(this.lines.lines).containsExactly("timed out");
	}

	@Test
	void linesOfTheSameCauseWithinTheIntervalAreLeftOut() {
		this.log.warn("timeout", () -> "first");
		this.time.addAndGet(Duration.ofSeconds(9).toNanos());
		this.log.warn("timeout", () -> "second");
		assertThat(this.lines.lines).containsExactly("first");
	}

	@Test
	void lineAfterTheIntervalSaysHowManyWereLeftOut() {
		for (int i = 0; i < 4; i++) {
			this.log.warn("timeout", () -> "timed out");
		}
		this.time.addAndGet(Duration.ofSeconds(10).toNanos());
		this.log.warn("timeout", () -> "again");
		assertThat(this.lines.lines).containsExactly("timed out", "again (and 3 more like it since the last line)");
	}

	@Test
	void causesDoNotSilenceEachOther() {
		this.log.warn("timeout", () -> "timed out");
		this.log.warn("disconnected", () -> "disconnected");
		assertThat(this.lines.lines).containsExactly("timed out", "disconnected");
	}

	@Test
	void messageOfALineThatIsLeftOutIsNotMade() {
		this.log.warn("timeout", () -> "timed out");
		this.log.warn("timeout", () -> {
			throw new AssertionError("made");
		});
		assertThat(this.lines.lines).hasSize(1);
	}

	@Test
	void lineIsLoggedOnceIfSoAsked() {
		ThrottledLog once = ThrottledLog.once(this.lines);
		once.warn("type A", () -> "A is left out");
		once.warn("type A", () -> "A is left out");
		once.warn("type B", () -> "B is left out");
		assertThat(this.lines.lines).containsExactly("A is left out", "B is left out");
	}

	@Test
	void causesThatAreTooManyAreNotLogged() {
		for (int i = 0; i < 2000; i++) {
			this.log.warn("cause " + i, () -> "line");
		}
		assertThat(this.lines.lines).hasSize(1000);
	}

	@Test
	void lineThatCannotBeMadeHarmsNobody() {
		this.log.warn("timeout", () -> {
			throw new IllegalStateException("message");
		});
		assertThat(this.lines.lines).isEmpty();
	}

	@SuppressWarnings("serial")
	private static final class RecordingLog extends NoOpLog {

		private final List<String> lines = new ArrayList<>();

		@Override
		public void warn(Object message) {
			this.lines.add(String.valueOf(message));
		}

	}

}
