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
package dev.larder.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.measure.Scores;
import dev.larder.benchmarks.presentation.Comparison;

/**
 * Contests in which one quantity grows from one to the next. Immutable.
 *
 * @param quantity what grows
 * @param cost how the cost of an operation is expressed
 * @param values the quantity in each contest
 * @param comparison the contests, in the same order
 */
record Growth(String quantity, Cost cost, List<Double> values, Comparison comparison) {

	Growth {
		values = List.copyOf(values);
	}

	static Growth of(String quantity, Cost cost, String reference) {
		return new Growth(quantity, cost, List.of(), Comparison.with(reference));
	}

	/**
	 * Returns the same with a contest more.
	 * @param value the quantity
	 * @param label the quantity as it is shown
	 * @param scores the scores
	 * @return the longer growth
	 */
	Growth and(double value, String label, Scores scores) {
		List<Double> more = new ArrayList<>(this.values);
		more.add(value);
		return new Growth(this.quantity, this.cost, more, this.comparison.and(label, scores));
	}

}
