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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Comparison;
import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;

/**
 * How the cost of an operation grows with a quantity, and how the report shows that.
 *
 * @param quantity what grows
 * @param unit the unit of the cost
 * @param factor the cost of an operation a second
 * @param reference the contender the others are compared with
 * @param values the values of the quantity by their labels
 * @param scores the scores by label and contender
 */
record Growth(String quantity, String unit, double factor, String reference, Map<String, Double> values,
		Map<String, Map<String, Score>> scores) {

	private static Growth of(String quantity, String unit, double factor, String reference) {
		return new Growth(quantity, unit, factor, reference, new LinkedHashMap<>(), new LinkedHashMap<>());
	}

	/**
	 * Begins with costs in microseconds.
	 */
	static Growth inMicros(String quantity, int threads, String reference) {
		return of(quantity, "µs", 1e6 * threads, reference);
	}

	/**
	 * Begins with costs in nanoseconds of an operation of which several are timed
	 * together.
	 */
	static Growth inNanos(String quantity, int operations, String reference) {
		return of(quantity, "ns", 1e9 / operations, reference);
	}

	void add(double value, String label, Map<String, Score> scores) {
		this.values.put(label, value);
		this.scores.put(label, scores);
	}

	private Comparison comparison() {
		return new Comparison(this.reference, this.scores);
	}

	double cost(Score score) {
		return this.factor / score.throughput().median();
	}

	List<Block> blocks(String file, String title, String operation) {
		return List.of(table(), chart(file, title, operation));
	}

	Block.Table table() {
		List<String> contenders = comparison().contenders();
		List<String> header = new ArrayList<>(List.of(this.quantity));
		contenders.forEach((contender) -> header.add(contender + ", " + this.unit));
		header.add("failures");
		List<List<String>> rows = new ArrayList<>();
		this.scores.forEach((label, scores) -> {
			List<String> row = new ArrayList<>(List.of(label));
			contenders.forEach((contender) -> row.add(cell(contender, label)));
			row.add(String.valueOf(scores.values().stream().mapToLong(Score::failures).sum()));
			rows.add(row);
		});
		return new Block.Table(header, rows);
	}

	private String cell(String contender, String label) {
		Score score = comparison().score(contender, label);
		if (score == null) {
			return Numbers.NONE;
		}
		Quartiles ratio = comparison().ratio(contender, label);
		return Numbers.of(cost(score))
				+ ((ratio == null || contender.equals(this.reference)) ? "" : ", " + ratio.asFactor());
	}

	Block.LineChart chart(String file, String title, String operation) {
		return new Block.LineChart(file, title, this.quantity, this.unit + " per " + operation, true, true,
				comparison().contenders().stream().map(this::line).toList());
	}

	private Block.Line line(String contender) {
		List<Double> x = new ArrayList<>();
		List<Double> y = new ArrayList<>();
		this.scores.forEach((label, scores) -> {
			Score score = scores.get(contender);
			// There is no place for infinity, nor for what has never worked
			if (score != null && score.throughput().median() > 0) {
				x.add(this.values.get(label));
				y.add(cost(score));
			}
		});
		return new Block.Line(contender, x, y);
	}

}
