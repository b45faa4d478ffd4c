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
package dev.larder.internal.load;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import dev.larder.internal.entry.Entry;

/**
 * Decides at random which read of an entry refreshes it before it expires: the nearer the
 * end and the longer the load, the likelier, so that one of many readers does so in time
 * and hardly ever several at once. This is the rule "XFetch" of A. Vattani, F.
 * Chierichetti and K. Lowenstein, "Optimal Probabilistic Cache Stampede Prevention",
 * Proceedings of the VLDB Endowment 8(8), 2015, with its parameter beta at 1. Immutable
 * and thread-safe.
 */
public final class EarlyRefresh {

	private final DoubleSupplier randomness;

	/**
	 * Creates a rule.
	 */
	public EarlyRefresh() {
		this(() -> ThreadLocalRandom.current().nextDouble());
	}

	EarlyRefresh(DoubleSupplier randomness) {
		this.randomness = randomness;
	}

	/**
	 * Returns whether a read is to refresh the entry it found. An entry that was not
	 * loaded, or loads in no time, is never refreshed.
	 * @param entry the entry
	 * @param now the time, in milliseconds since the epoch
	 * @return whether to load the value anew
	 */
	public boolean isDue(Entry entry, long now) {
		if (entry.freshUntil() == Entry.NEVER || entry.loadMillis() == 0) {
			return false;
		}
		// 1 - x is never 0, whose logarithm there is none of
		double lead = entry.loadMillis() * -Math.log(1 - this.randomness.getAsDouble());
		return now + lead >= entry.freshUntil();
	}

}
