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

import java.util.concurrent.TimeUnit;

/**
 * A run of a suite.
 *
 * @param quick whether to measure only to see that it works
 * @param started when it was begun, by {@link System#nanoTime()}
 */
public record Run(boolean quick, long started) {

	/**
	 * Chooses by how thoroughly to measure.
	 * @param <T> the type of what to choose
	 * @param quick what to take if it only has to work
	 * @param full what to take otherwise
	 * @return one of them
	 */
	public <T> T pick(T quick, T full) {
		return this.quick ? quick : full;
	}

	public long seconds() {
		return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - this.started);
	}

	/**
	 * Tells who waits what is done now.
	 * @param step what is done
	 */
	public void report(String step) {
		System.out.printf("  %4d s  %s%n", seconds(), step);
	}

}
