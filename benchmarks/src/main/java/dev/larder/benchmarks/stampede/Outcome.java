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
package dev.larder.benchmarks.stampede;

import org.springframework.util.Assert;

/**
 * How a rush of callers ended. Immutable; as text it can be handed to another process.
 *
 * @param loads how often the loader was called
 * @param failures callers that got an exception
 * @param millis time from the start until the last caller had its value
 */
record Outcome(int loads, int failures, double millis) {

	/**
	 * Reads what {@link #toString()} has written.
	 */
	static Outcome parse(String text) {
		String[] parts = text.split(" ", -1);
		Assert.isTrue(parts.length == 3, () -> "'" + text + "' must have three parts");
		return new Outcome(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
	}

	/**
	 * Returns how this rush and one at the same time ended together.
	 */
	Outcome and(Outcome other) {
		return new Outcome(this.loads + other.loads, this.failures + other.failures,
				Math.max(this.millis, other.millis));
	}

	@Override
	public String toString() {
		return this.loads + " " + this.failures + " " + this.millis;
	}

}
