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
package dev.larder.benchmarks.local;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WarmUp}.
 */
class WarmUpTests {

	private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

	private final AtomicLong now = new AtomicLong();

	private final AtomicLong compiled = new AtomicLong();

	private final WarmUp warmUp = new WarmUp(Duration.ofMillis(500), this.now::get, this.compiled::get);

	@Test
	void endsHalfASecondAfterTheLastChange() {
		this.warmUp.run(() -> this.now.addAndGet(MILLISECOND / 100));
		assertThat(elapsedMillis()).isEqualTo(510);
	}

	@Test
	void goesOnWhileItBecomesFaster() {
		this.warmUp.run(() -> this.now.addAndGet((elapsedMillis() < 300) ? MILLISECOND / 100 : MILLISECOND / 200));
		assertThat(elapsedMillis()).isBetween(800L, 820L);
	}

	@Test
	void goesOnWhileSomethingIsCompiled() {
		this.warmUp.run(() -> {
			if (elapsedMillis() < 3000) {
				this.compiled.incrementAndGet();
			}
			return this.now.addAndGet(MILLISECOND / 100);
		});
		assertThat(elapsedMillis()).isBetween(3500L, 3520L);
	}

	@Test
	void endsInAnyCase() {
		this.warmUp.run(() -> {
			this.compiled.incrementAndGet();
			return this.now.addAndGet(MILLISECOND / 100);
		});
		assertThat(elapsedMillis()).isEqualTo(15_000);
	}

	private long elapsedMillis() {
		return this.now.get() / MILLISECOND;
	}

}
