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

import java.util.List;

import dev.larder.benchmarks.peer.PeerServers;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Table;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link LocalReport}.
 */
class LocalReportTests {

	private final Figures figures = new Figures();

	@Test
	void barsAreHeldAgainstTheMedian() {
		allTake(100);
		this.figures.add(Measurement.hit(CacheSubject.LARDER_LOCAL), new Figure(90, 0));
		this.figures.add(Measurement.hit(CacheSubject.LARDER_TIERED), new Figure(105, 0));
		this.figures.add(Measurement.call(CatalogSubject.LARDER), new Figure(60, 0));
		assertThat(result(Subjects.ALL).bars()).extracting(Bar::measured, Bar::holds)
			.containsExactly(tuple("1.11x [1.11, 1.11]", true), tuple("0.86x [0.86, 0.86]", false),
					tuple("1.67x [1.67, 1.67]", true), tuple("1.67x [1.67, 1.67]", false));
	}

	@Test
	void everySubjectHasARow() {
		allTake(100);
		addLarder();
		List<Table> tables = blocks(Subjects.ALL, Table.class);
		assertThat(tables).extracting((table) -> table.rows().size())
			.containsExactly(CacheSubject.values().length, Subjects.ALL.misses().size(),
					CatalogSubject.values().length);
		assertThat(tables.get(0).rows().get(1)).containsExactly("Spring CaffeineCache", "100", "16",
				"1.00x [1.00, 1.00]", "1");
	}

	@Test
	void fewerSubjectsMakeAReportToo() {
		allTake(100);
		addLarder();
		assertThat(blocks(Subjects.ESSENTIAL, BarChart.class)).extracting(BarChart::file)
			.containsExactly("local-hit", "local-cacheable");
		assertThat(result(Subjects.ESSENTIAL).bars()).hasSize(4);
	}

	/**
	 * Gives all the same figures but those of Larder that bars are about.
	 */
	private void allTake(double nanos) {
		Figure figure = new Figure(nanos, 16);
		for (CacheSubject subject : CacheSubject.values()) {
			if (subject != CacheSubject.LARDER_LOCAL && subject != CacheSubject.LARDER_TIERED) {
				this.figures.add(Measurement.hit(subject), figure);
			}
			this.figures.add(Measurement.miss(subject), figure);
		}
		for (CatalogSubject subject : CatalogSubject.values()) {
			if (subject != CatalogSubject.LARDER) {
				this.figures.add(Measurement.call(subject), figure);
			}
		}
	}

	private void addLarder() {
		this.figures.add(Measurement.hit(CacheSubject.LARDER_LOCAL), new Figure(90, 0));
		this.figures.add(Measurement.hit(CacheSubject.LARDER_TIERED), new Figure(105, 0));
		this.figures.add(Measurement.call(CatalogSubject.LARDER), new Figure(60, 0));
	}

	private <T> List<T> blocks(Subjects subjects, Class<T> type) {
		return result(subjects).blocks().stream().filter(type::isInstance).map(type::cast).toList();
	}

	private SuiteResult result(Subjects subjects) {
		return new LocalReport(subjects, this.figures, new Fork(new PeerServers(List.of(), ""), 1, 1, 1), 1).result();
	}

}
