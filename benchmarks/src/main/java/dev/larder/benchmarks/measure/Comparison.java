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

package dev.larder.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;

import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The scores of contenders in several settings, compared with one of them, and how the
 * report shows that.
 *
 * @param reference the contender the others are compared with
 * @param settings the scores by setting and contender; not all have to take part in each
 */
public record Comparison(String reference, Map<String, Map<String, Score>> settings) {

	public Comparison {
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
	}

	public Comparison against(String reference) {
		return new Comparison(reference, this.settings);
	}

	/**
	 * Returns who took part anywhere.
	 * @return the names, that of the reference first
	 */
	public List<String> contenders() {
		Set<String> names = new LinkedHashSet<>(Set.of(this.reference));
		this.settings.values().forEach((scores) -> names.addAll(scores.keySet()));
		return List.copyOf(names);
	}

	public @Nullable Score score(String contender, String setting) {
		Map<String, Score> scores = this.settings.get(setting);
		Assert.notNull(scores, () -> "There is no setting '" + setting + "'");
		return scores.get(contender);
	}

	public @Nullable Quartiles ratio(String contender, String setting) {
		Score score = score(contender, setting);
		Score other = score(this.reference, setting);
		return (score != null && other != null) ? score.relativeTo(other) : null;
	}

	/**
	 * Shows throughputs as multiples of the reference's.
	 * @param corner the name of the first column
	 * @return the table
	 */
	public Block.Table ratios(String corner) {
		List<String> header = new ArrayList<>(List.of(corner));
		header.addAll(this.settings.keySet());
		return new Block.Table(header, rows(this::ratioCell));
	}

	private String ratioCell(String contender, String setting) {
		Score score = score(contender, setting);
		if (score != null && contender.equals(this.reference)) {
			return "1 (" + Numbers.of(score.throughput().median()) + " ops/s)";
		}
		Quartiles ratio = ratio(contender, setting);
		return (ratio != null) ? ratio.asFactor() : Numbers.NONE;
	}

	/**
	 * Shows how long operations took, and how many failed.
	 * @param corner the name of the first column
	 * @return the table
	 */
	public Block.Table latencies(String corner) {
		List<String> header = new ArrayList<>(List.of(corner));
		this.settings.keySet().forEach((setting) -> header.add(setting + ", p50 / p99 µs"));
		header.add("failures");
		List<List<String>> rows = rows((contender, setting) -> {
			Score score = score(contender, setting);
			return (score != null) ? score.latencies() : Numbers.NONE;
		});
		rows.forEach((row) -> row.add(String.valueOf(failures(row.get(0)))));
		return new Block.Table(header, rows);
	}

	private long failures(String contender) {
		return this.settings.values()
			.stream()
			.map((scores) -> scores.get(contender))
			.filter(Objects::nonNull)
			.mapToLong(Score::failures)
			.sum();
	}

	private List<List<String>> rows(BinaryOperator<String> cell) {
		List<List<String>> rows = new ArrayList<>();
		for (String contender : contenders()) {
			List<String> row = new ArrayList<>(List.of(contender));
			this.settings.keySet().forEach((setting) -> row.add(cell.apply(contender, setting)));
			rows.add(row);
		}
		return rows;
	}

	/**
	 * Draws the throughputs of those who took part in all settings.
	 * @param file the name of the picture
	 * @param title the title
	 * @return the chart
	 */
	public Block.BarChart chart(String file, String title) {
		List<String> names = new ArrayList<>(contenders());
		this.settings.values().forEach((scores) -> names.retainAll(scores.keySet()));
		List<Block.Bars> series = this.settings.keySet()
			.stream()
			.map((setting) -> Block.Bars.of(setting, names, (name) -> median(ratio(name, setting))))
			.toList();
		return new Block.BarChart(file, title, "throughput, as a multiple of " + this.reference, names, series);
	}

	private static double median(@Nullable Quartiles ratio) {
		return (ratio != null) ? ratio.median() : 0;
	}

	/**
	 * Holds a contender against the reference.
	 * @param work what was done
	 * @param contender the contender
	 * @param setting the setting
	 * @param least the least it has to reach, as a multiple of the reference
	 * @return whether it does
	 */
	public Bar bar(String work, String contender, String setting, double least) {
		Quartiles ratio = ratio(contender, setting);
		Score own = score(contender, setting);
		Score other = score(this.reference, setting);
		Assert.state(ratio != null && own != null && other != null, "Both must have taken part");
		return new Bar(work, "at least " + Numbers.of(least) + "x " + this.reference, ratio.asFactor(),
				ratio.median() >= least, remark(ratio, least, own, other));
	}

	private @Nullable String remark(Quartiles ratio, double least, Score own, Score other) {
		if (ratio.median() >= least) {
			return (ratio.lower() < least) ? "More than a quarter of the rounds were below it." : null;
		}
		String spread = (ratio.upper() >= least)
				? "More than a quarter of the rounds met it: the rounds differ by more than what is missing."
				: "Fewer than a quarter of the rounds met it.";
		String failures = (own.failures() > 0) ? "; " + own.failures() + " operations failed" : "";
		return spread + " An operation took " + own.latencies() + " µs (p50 / p99), with " + this.reference + " "
				+ other.latencies() + " µs" + failures + ".";
	}

}
