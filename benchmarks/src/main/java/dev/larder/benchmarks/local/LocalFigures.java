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

package dev.larder.benchmarks.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import dev.larder.benchmarks.report.Numbers;
import dev.larder.benchmarks.report.SuiteResult;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What JMH has measured, round by round, and how the report shows it.
 */
final class LocalFigures {

	private final Map<Row, List<Figure>> byRow = new LinkedHashMap<>();

	void add(Row row, Figure figure) {
		this.byRow.computeIfAbsent(row, (key) -> new ArrayList<>()).add(figure);
	}

	private List<Double> all(Row row, Function<Figure, Double> part) {
		List<Figure> figures = this.byRow.get(row);
		Assert.notNull(figures, () -> "There is no figure for " + row);
		return figures.stream().map(part).toList();
	}

	Quartiles nanos(Row row) {
		return Quartiles.of(all(row, Figure::nanos));
	}

	Quartiles bytes(Row row) {
		return Quartiles.of(all(row, Figure::bytes));
	}

	Quartiles speed(Row row, Row reference) {
		return Quartiles.ofRatios(all(reference, Figure::nanos), all(row, Figure::nanos));
	}

	SuiteResult report(List<Row> rows, LocalSuite.Fork fork, int rounds) {
		Row springHit = Row.hit(CacheBenchmark.Subject.SPRING_CAFFEINE);
		Row springCall = Row.call(CacheableBenchmark.Subject.SPRING);
		List<Row> hits = rows(rows, Row.HIT);
		List<Row> calls = rows(rows, Row.CALL);
		Map<String, Object> parts = new HashMap<>();
		parts.put("rounds", rounds);
		parts.put("warm-up", fork.warmUpMillis());
		parts.put("iterations", fork.iterations());
		parts.put("millis", fork.millis());
		parts.put("hits", cells(hits, Row.hit(CacheBenchmark.Subject.CAFFEINE), springHit));
		parts.put("hit-chart", chart("local-hit", "A hit through Cache.get", "times as fast as Spring's CaffeineCache",
				hits, springHit));
		parts.put("misses", cells(rows(rows, Row.MISS), Row.miss(CacheBenchmark.Subject.CAFFEINE),
				Row.miss(CacheBenchmark.Subject.SPRING_CAFFEINE)));
		parts.put("calls", cells(calls, springCall, Row.call(CacheableBenchmark.Subject.UNCACHED)));
		parts.put("call-chart", chart("local-cacheable", "A hit through @Cacheable",
				"times as fast as Spring with Caffeine", calls, springCall));
		return SuiteResult.of(LocalSuite.class, bars(rows), parts);
	}

	private List<Bar> bars(List<Row> rows) {
		Row larder = Row.hit(CacheBenchmark.Subject.LARDER_LOCAL);
		Row statistics = Row.hit(CacheBenchmark.Subject.SPRING_CAFFEINE_STATISTICS);
		String remark = !rows.contains(statistics) ? null
				: "Larder counts hits, which Spring does with `recordStats` alone: "
						+ speed(larder, statistics).asFactor() + " beside that";
		Quartiles call = speed(Row.call(CacheableBenchmark.Subject.LARDER),
				Row.call(CacheableBenchmark.Subject.SPRING));
		return List.of(
				bar("local hit through `Cache.get`", 1.0, "Spring's `CaffeineCache`",
						speed(larder, Row.hit(CacheBenchmark.Subject.SPRING_CAFFEINE)), remark),
				bar("local hit of a tiered cache", 0.9, "the local mode",
						speed(Row.hit(CacheBenchmark.Subject.LARDER_TIERED), larder), null),
				bar("hit of a local cache through `@Cacheable`", 1.0, "Spring's own with Caffeine", call, null),
				bar("the same, as a goal", 2.0, "Spring's own with Caffeine", call, null));
	}

	private static Bar bar(String work, double bound, String reference, Quartiles speed, @Nullable String remark) {
		return new Bar(work, "at least " + bound + "x " + reference, speed.asFactor(), speed.median() >= bound, remark);
	}

	private static List<Row> rows(List<Row> rows, String benchmark) {
		return rows.stream().filter((row) -> row.benchmark().equals(benchmark)).toList();
	}

	private List<List<String>> cells(List<Row> rows, Row... references) {
		return rows.stream().<List<String>>map((row) -> {
			List<String> cells = new ArrayList<>(
					List.of(row.label(), Numbers.whole(nanos(row).median()), Numbers.whole(bytes(row).median())));
			for (Row reference : references) {
				cells.add(row.equals(reference) ? "1" : speed(row, reference).asFactor());
			}
			return cells;
		}).toList();
	}

	private Block.BarChart chart(String file, String title, String axis, List<Row> rows, Row reference) {
		return new Block.BarChart(file, title, axis, rows.stream().map(Row::label).toList(),
				List.of(Block.Bars.of("median", rows, (row) -> speed(row, reference).median())));
	}

	/**
	 * A row of a table.
	 *
	 * @param benchmark the benchmark, as JMH knows it
	 * @param subject its parameter
	 * @param label what the report calls it
	 */
	record Row(String benchmark, String subject, String label) {

		static final String HIT = CacheBenchmark.class.getName() + ".hit";

		static final String MISS = CacheBenchmark.class.getName() + ".miss";

		static final String CALL = CacheableBenchmark.class.getName() + ".hit";

		static Row hit(CacheBenchmark.Subject subject) {
			return new Row(HIT, subject.name(), subject.label());
		}

		static Row miss(CacheBenchmark.Subject subject) {
			return new Row(MISS, subject.name(), subject.label());
		}

		static Row call(CacheableBenchmark.Subject subject) {
			return new Row(CALL, subject.name(), subject.label());
		}

	}

	/**
	 * What an operation costs.
	 *
	 * @param nanos the time
	 * @param bytes what it allocates
	 */
	record Figure(double nanos, double bytes) {

	}

}
