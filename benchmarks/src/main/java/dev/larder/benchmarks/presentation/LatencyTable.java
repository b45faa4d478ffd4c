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

import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.result.Table;

/**
 * A table of the median and the 99th percentile of the operations' times: a row for each
 * contender, a column for each setting, and one for the operations that failed.
 *
 * @param comparison what is shown
 */
public record LatencyTable(Comparison comparison) {

	/**
	 * Returns the table.
	 * @param corner the heading of the first column
	 * @return the table
	 */
	public Table table(String corner) {
		List<String> header = new ArrayList<>(List.of(corner));
		this.comparison.settings().keySet().forEach((setting) -> header.add(setting + ", p50 / p99 µs"));
		header.add("failures");
		return new Table(header, this.comparison.contenders().stream().map(this::row).toList());
	}

	private List<String> row(String contender) {
		List<String> row = new ArrayList<>(List.of(contender));
		long failures = 0;
		for (String setting : this.comparison.settings().keySet()) {
			Score score = this.comparison.score(contender, setting);
			row.add((score != null) ? Figures.micros(score.medianNanos()) + " / " + Figures.micros(score.p99Nanos())
					: Figures.NONE);
			failures += (score != null) ? score.failures() : 0;
		}
		row.add(String.valueOf(failures));
		return row;
	}

}
