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
package dev.larder.benchmarks.outage;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long a phase is to last: some time at least, and then until reads are hits, but not
 * for ever. Immutable; as text it can be handed to another process.
 *
 * @param name which phase
 * @param min how long it lasts at least
 * @param max how long it lasts at most
 */
record PhaseRequest(PhaseName name, Duration min, Duration max) {

	/**
	 * Reads what {@link #toString()} has written.
	 */
	static PhaseRequest parse(String text) {
		String[] parts = text.split(" ", -1);
		Assert.isTrue(parts.length == 3, () -> "'" + text + "' must have three parts");
		return new PhaseRequest(PhaseName.valueOf(parts[0]), Duration.ofMillis(Long.parseLong(parts[1])),
				Duration.ofMillis(Long.parseLong(parts[2])));
	}

	@Override
	public String toString() {
		return this.name + " " + this.min.toMillis() + " " + this.max.toMillis();
	}

}
