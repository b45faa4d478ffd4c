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
package dev.larder.benchmarks.presentation;

import java.util.ArrayList;
import java.util.List;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.result.Table;
import org.jspecify.annotations.Nullable;

/**
 * A table of throughputs as multiples of the reference's: a row for each contender, a
 * column for each setting. The reference's row has its operations per second.
 *
 * @param comparison what is shown
 */
public record RatioTable(Comparison comparison) {

	/**
	 * Returns the table.
	 * @param corner the heading of the first column
	 * @return the table
	 */
	public Table table(String corner) {
		List<String> header = new ArrayList<>(List.of(corner));
		header.addAll(this.comparison.settings().keySet());
		return new Table(header, this.comparison.contenders().stream().map(this::row).toList());
	}

	private List<String> row(String contender) {
		List<String> row = new ArrayList<>(List.of(contender));
		this.comparison.settings().keySet().forEach((setting) -> row.add(cell(contender, setting)));
		return row;
	}

	private String cell(String contender, String setting) {
		Score score = this.comparison.score(contender, setting);
		if (score == null) {
			return Figures.NONE;
		}
		if (contender.equals(this.comparison.reference())) {
			return "1 (" + Figures.of(score.throughput().median()) + " ops/s)";
		}
		return factor(this.comparison.ratio(contender, setting));
	}

	private static String factor(@Nullable Quartiles ratio) {
		return (ratio != null) ? ratio.asFactor() : Figures.NONE;
	}

}
