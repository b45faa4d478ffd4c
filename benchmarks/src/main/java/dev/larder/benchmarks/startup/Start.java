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

package dev.larder.benchmarks.startup;

import java.io.IOException;

import dev.larder.test.process.ChildProcess;

/**
 * A start of an application.
 *
 * @param started until it said that it had started, in ms
 * @param answered until it had answered the first request, in ms, or the same as before
 * @param cpu the processor time of all its threads until then, in ms
 * @param footprint what it needed then
 */
record Start(double started, double answered, double cpu, Footprint footprint) {

	static Start of(ChildProcess process, double started) throws IOException {
		double answered = process.millis();
		double cpu = process.process().info().totalCpuDuration().map((time) -> time.toNanos() / 1e6).orElse(Double.NaN);
		return new Start(started, answered, cpu, Footprint.of(process.process().pid()));
	}

}
