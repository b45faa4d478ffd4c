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

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.measure.Quartiles;

/**
 * How a peer did in all rounds. Not thread-safe.
 */
final class Rounds {

	private final List<Outcome> oneKey = new ArrayList<>();

	private final List<Outcome> singles = new ArrayList<>();

	private final List<Outcome> manyKeys = new ArrayList<>();

	/**
	 * Adds a round in which all wanted the same key.
	 */
	void addOneKey(Outcome outcome) {
		this.oneKey.add(outcome);
	}

	/**
	 * Adds a round in which everyone wanted another key.
	 * @param single a load alone in this round
	 * @param many the loads at the same time
	 */
	void addManyKeys(Outcome single, Outcome many) {
		this.singles.add(single);
		this.manyKeys.add(many);
	}

	int count() {
		return this.oneKey.size();
	}

	int maxLoads() {
		return this.oneKey.stream().mapToInt(Outcome::loads).max().orElseThrow();
	}

	int failures() {
		return this.oneKey.stream().mapToInt(Outcome::failures).sum()
				+ this.manyKeys.stream().mapToInt(Outcome::failures).sum();
	}

	double maxMillis() {
		return this.oneKey.stream().mapToDouble(Outcome::millis).max().orElseThrow();
	}

	Quartiles millis() {
		return Quartiles.of(millis(this.oneKey));
	}

	Quartiles manyMillis() {
		return Quartiles.of(millis(this.manyKeys));
	}

	/**
	 * Returns the time of many loads at once as a multiple of one load's.
	 */
	Quartiles ratio() {
		return Quartiles.ofRatios(millis(this.manyKeys), millis(this.singles));
	}

	private static List<Double> millis(List<Outcome> outcomes) {
		return outcomes.stream().map(Outcome::millis).toList();
	}

}
