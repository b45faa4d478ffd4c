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

package dev.larder.benchmarks.measure;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TrafficMeter}.
 */
class TrafficMeterTests {

	private final FakeServer server = new FakeServer();

	private final TrafficMeter meter = new TrafficMeter(this.server, Duration.ofNanos(1));

	@Test
	void askingIsTakenOff() throws Exception {
		this.meter.calibrate();
		assertThat(this.meter.measure(this.server::command)).isEqualTo(new Traffic(Map.of("get", 1.0), 10, 10));
	}

	@Test
	void whatIsSentLaterCounts() throws Exception {
		this.meter.calibrate();
		assertThat(this.meter.measure(this.server::commandLater)).isEqualTo(new Traffic(Map.of("get", 1.0), 10, 10));
	}

	@Test
	void whatWasSentBeforeDoesNotCount() throws Exception {
		this.meter.calibrate();
		this.server.commandLater();
		assertThat(this.meter.measure(() -> {
		})).isEqualTo(new Traffic(Map.of("get", 0.0), 0, 0));
	}

	@Test
	void whatHappensAnywayIsTakenOff() throws Exception {
		this.meter.calibrate();
		this.server.commandLater();
		this.meter.watchIdle(Duration.ofMillis(1));
		assertThat(this.meter.measure(this.server::command).total()).isLessThan(1);
	}

	/**
	 * A server that counts what it is asked for, its counters too, as memcached does.
	 */
	private static final class FakeServer implements Supplier<Traffic> {

		private double commands;

		private double bytes;

		private int delayed;

		void command() {
			this.commands++;
			this.bytes += 10;
		}

		void commandLater() {
			this.delayed++;
		}

		@Override
		public Traffic get() {
			this.bytes += 1;
			Traffic traffic = new Traffic(Map.of("get", this.commands), this.bytes, this.bytes);
			this.bytes += 100;
			for (; this.delayed > 0; this.delayed--) {
				command();
			}
			return traffic;
		}

	}

}
