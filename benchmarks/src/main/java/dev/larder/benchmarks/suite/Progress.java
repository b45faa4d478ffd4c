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
package dev.larder.benchmarks.suite;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * Told what is being measured, for whoever waits for it.
 */
@FunctionalInterface
public interface Progress {

	/**
	 * Reports a step that begins.
	 * @param step the step
	 */
	void report(String step);

	/**
	 * Returns progress that is printed, a line a step, with the time since it began.
	 * @param out where to
	 * @return the progress
	 */
	static Progress printing(PrintStream out) {
		long started = System.nanoTime();
		return (step) -> out.printf("  %4d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started), step);
	}

}
