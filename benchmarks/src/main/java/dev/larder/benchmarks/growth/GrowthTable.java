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

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.presentation.Figures;
import dev.larder.benchmarks.result.Table;

/**
 * A table with a row for each value of what grows, and a column for each contender: its
 * cost, and its throughput as a multiple of the reference's.
 *
 * @param growth what is shown
 */
record GrowthTable(Growth growth) {

	Table table() {
		List<String> header = new ArrayList<>(List.of(this.growth.quantity()));
		List<String> contenders = this.growth.comparison().contenders();
		contenders.forEach((contender) -> header.add(contender + ", " + this.growth.cost().unit()));
		header.add("failures");
		List<List<String>> rows = this.growth.comparison()
			.settings()
			.keySet()
			.stream()
			.map((setting) -> row(setting, contenders))
			.toList();
		return new Table(header, rows);
	}

	private List<String> row(String setting, List<String> contenders) {
		List<String> row = new ArrayList<>(List.of(setting));
		long failures = 0;
		for (String contender : contenders) {
			Score score = this.growth.comparison().score(contender, setting);
			row.add((score != null) ? cell(contender, setting, score) : Figures.NONE);
			failures += (score != null) ? score.failures() : 0;
		}
		row.add(String.valueOf(failures));
		return row;
	}

	private String cell(String contender, String setting, Score score) {
		String cost = Figures.of(this.growth.cost().of(score));
		Quartiles ratio = this.growth.comparison().ratio(contender, setting);
		return (contender.equals(this.growth.comparison().reference()) || ratio == null) ? cost
				: cost + ", " + ratio.asFactor();
	}

}
