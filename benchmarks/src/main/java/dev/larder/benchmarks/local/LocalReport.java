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
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.result.Text;

/**
 * Says what was found out about caches in this process.
 *
 * @param subjects what was measured
 * @param figures what was found out
 * @param fork how it was measured
 * @param rounds in how many rounds
 */
record LocalReport(Subjects subjects, Figures figures, Fork fork, int rounds) {

	private static final Measurement CAFFEINE_HIT = Measurement.hit(CacheSubject.CAFFEINE);

	private static final Measurement SPRING_HIT = Measurement.hit(CacheSubject.SPRING_CAFFEINE);

	private static final Measurement CAFFEINE_MISS = Measurement.miss(CacheSubject.CAFFEINE);

	private static final Measurement SPRING_MISS = Measurement.miss(CacheSubject.SPRING_CAFFEINE);

	private static final Measurement SPRING_CALL = Measurement.call(CatalogSubject.SPRING);

	private static final Measurement UNCACHED_CALL = Measurement.call(CatalogSubject.UNCACHED);

	SuiteResult result() {
		SuiteResult result = SuiteResult.of("Reading caches in the same process").with(method());
		result = hits(result);
		result = misses(result);
		result = calls(result);
		return new LocalBars(this.subjects, this.figures).addTo(result);
	}

	private Text method() {
		return new Text("One thread reads a thousand keys in turn. Measured by JMH, each row in a process of its own "
				+ "with an auto-configured application around the cache where users have one, in " + this.rounds
				+ " round(s) of all rows in random order. A process works until for " + this.fork.quietMillis()
				+ " ms it has not become faster and nothing was compiled, " + "and then measures "
				+ this.fork.iterations() + " x " + this.fork.millis()
				+ " ms, of which the fastest counts, since others on the machine can make it slower but not faster. "
				+ "Speeds are ratios within a round, above 1 is faster; given are the median and the quartiles of the "
				+ "rounds. All caches hold up to 10,000 entries for an hour, except the map, which is not bounded. "
				+ "Bytes are what an operation allocates by JMH's `gc` profiler.");
	}

	private SuiteResult hits(SuiteResult result) {
		List<Measurement> rows = measurements(this.subjects.hits(), Measurement::hit);
		return result.with(new Heading("A hit through `Cache.get`"))
			.with(new Text("What an application pays that calls the cache itself. Larder counts its hits, as Spring's "
					+ "`CaffeineCache` does with `recordStats` alone, and checks each entry's own time to live. A local "
					+ "hit of a tiered cache also checks that the copy is of the present generation of its cache."))
			.with(table("cache", rows, List.of("x Caffeine alone", "x Spring CaffeineCache"),
					List.of(CAFFEINE_HIT, SPRING_HIT)))
			.with(chart("local-hit", "A hit through Cache.get", "times as fast as Spring's CaffeineCache", rows,
					SPRING_HIT));
	}

	private SuiteResult misses(SuiteResult result) {
		List<Measurement> rows = measurements(this.subjects.misses(), Measurement::miss);
		return result.with(new Heading("A miss through `Cache.get`"))
			.with(table("cache", rows, List.of("x Caffeine alone", "x Spring CaffeineCache"),
					List.of(CAFFEINE_MISS, SPRING_MISS)));
	}

	private SuiteResult calls(SuiteResult result) {
		List<Measurement> rows = measurements(this.subjects.calls(), Measurement::call);
		return result.with(new Heading("A hit through `@Cacheable`"))
			.with(new Text("A bean's method `Product product(Long id)` is called through its proxy, and the result is "
					+ "in the cache. The proxy that does not cache has an interceptor that does nothing before a method "
					+ "that makes a product: the least that any annotation costs. Larder guards all loads by default, "
					+ "which Spring does with `sync = true` alone."))
			.with(table("method", rows, List.of("x Spring Caffeine", "x no caching"),
					List.of(SPRING_CALL, UNCACHED_CALL)))
			.with(chart("local-cacheable", "A hit through @Cacheable", "times as fast as Spring with Caffeine", rows,
					SPRING_CALL));
	}

	private static <S> List<Measurement> measurements(List<S> subjects, Function<S, Measurement> measurement) {
		return subjects.stream().map(measurement).toList();
	}

	private Table table(String name, List<Measurement> rows, List<String> ratios, List<Measurement> references) {
		List<String> header = new ArrayList<>(List.of(name, "ns", "bytes"));
		header.addAll(ratios);
		return new Table(header, rows.stream().map((row) -> row(row, references)).toList());
	}

	private List<String> row(Measurement measurement, List<Measurement> references) {
		List<String> cells = new ArrayList<>();
		cells.add(measurement.subject().label());
		cells.add(rounded(this.figures.nanos(measurement)));
		cells.add(rounded(this.figures.bytes(measurement)));
		references.forEach((reference) -> cells
			.add(measurement.equals(reference) ? "1" : this.figures.speed(measurement, reference).asFactor()));
		return cells;
	}

	private static String rounded(Quartiles quartiles) {
		return String.format(Locale.ROOT, "%.0f", quartiles.median());
	}

	private BarChart chart(String file, String title, String axis, List<Measurement> rows, Measurement reference) {
		return new BarChart(file, title, axis, rows.stream().map((row) -> row.subject().label()).toList(),
				List.of(new BarChart.Series("median",
						rows.stream().map((row) -> this.figures.speed(row, reference).median()).toList())));
	}

}
