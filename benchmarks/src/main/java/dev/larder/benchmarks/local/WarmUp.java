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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Repeats an operation until the compiler is done with it: it has not become faster for
 * some time, and nothing has been compiled meanwhile. How long that takes depends on what
 * else the machine does, so that no fixed time would do.
 */
final class WarmUp {

	private static final int BATCH = 1000;

	private static final double FASTER = 0.97;

	private static final Duration MOST = Duration.ofSeconds(15);

	private final Duration quiet;

	private final LongSupplier clock;

	private final LongSupplier compilationTime;

	/**
	 * Creates a warm-up.
	 * @param quiet for how long nothing must have changed; longer than the compiler takes
	 * for a method, since what it is still at shows nowhere
	 */
	WarmUp(Duration quiet) {
		this(quiet, System::nanoTime, ManagementFactory.getCompilationMXBean()::getTotalCompilationTime);
	}

	WarmUp(Duration quiet, LongSupplier clock, LongSupplier compilationTime) {
		this.quiet = quiet;
		this.clock = clock;
		this.compilationTime = compilationTime;
	}

	/**
	 * Repeats an operation.
	 * @param operation the operation
	 */
	void run(Operation operation) {
		long started = this.clock.getAsLong();
		long lastChange = started;
		long now = started;
		long best = Long.MAX_VALUE;
		long compiled = this.compilationTime.getAsLong();
		while (now - lastChange < this.quiet.toNanos() && now - started < MOST.toNanos()) {
			long begin = now;
			for (int i = 0; i < BATCH; i++) {
				operation.run();
			}
			now = this.clock.getAsLong();
			long stillCompiled = this.compilationTime.getAsLong();
			if (now - begin < best * FASTER || stillCompiled != compiled) {
				lastChange = now;
			}
			best = Math.min(best, now - begin);
			compiled = stillCompiled;
		}
	}

	/**
	 * What is repeated.
	 */
	@FunctionalInterface
	interface Operation {

		/**
		 * Does it once.
		 * @return whatever it returns
		 */
		@Nullable Object run();

	}

}
