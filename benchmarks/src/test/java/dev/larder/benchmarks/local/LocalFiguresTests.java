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

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.report.Bar;
import dev.larder.benchmarks.report.Block;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link LocalFigures}.
 */
class LocalFiguresTests {

	private static final LocalFigures.Row ONE = LocalFigures.Row.hit(CacheBenchmark.Subject.LARDER_LOCAL);

	private static final LocalFigures.Row TIERED = LocalFigures.Row.hit(CacheBenchmark.Subject.LARDER_TIERED);

	private static final LocalFigures.Row CALL = LocalFigures.Row.call(CacheableBenchmark.Subject.LARDER);

	private static final LocalFigures.Row OTHER = LocalFigures.Row.hit(CacheBenchmark.Subject.SPRING_CAFFEINE);

	private static final LocalSuite.Fork FORK = new LocalSuite.Fork(1, 1, 1);

	private final LocalFigures figures = new LocalFigures();

	@Test
	void whatTakesHalfTheTimeIsTwiceAsFast() {
		add(ONE, 20);
		add(OTHER, 40);
		assertThat(this.figures.speed(ONE, OTHER)).isEqualTo(new Quartiles(2, 2, 2));
		assertThat(this.figures.bytes(OTHER).median()).isEqualTo(16);
	}

	@Test
	void speedsAreOfTheSameRound() {
		add(ONE, 10);
		add(OTHER, 10);
		add(OTHER, 300);
		add(ONE, 100);
		assertThat(this.figures.speed(ONE, OTHER)).isEqualTo(new Quartiles(1.5, 2, 2.5));
	}

	@Test
	void hitAndMissOfACacheAreDifferent() {
		add(ONE, 10);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.figures.nanos(LocalFigures.Row.miss(CacheBenchmark.Subject.LARDER_LOCAL)))
			.withMessageContaining("Larder local");
	}

	@Test
	void barsAreHeldAgainstTheMedian() {
		addAll();
		assertThat(this.figures.report(LocalSuite.all(), FORK, 1).bars()).extracting(Bar::measured, Bar::holds)
			.containsExactly(tuple("1.11x [1.11, 1.11]", true), tuple("0.86x [0.86, 0.86]", false),
					tuple("1.67x [1.67, 1.67]", true), tuple("1.67x [1.67, 1.67]", false));
	}

	@Test
	void everySubjectHasARow() {
		addAll();
		List<Block.Table> tables = blocks(LocalSuite.all(), Block.Table.class);
		assertThat(tables).extracting((table) -> table.rows().size())
			.containsExactly(CacheBenchmark.Subject.values().length, 4, CacheableBenchmark.Subject.values().length);
		assertThat(tables.get(0).rows().get(1)).containsExactly("Spring CaffeineCache", "100", "16",
				"1.00x [1.00, 1.00]", "1");
	}

	@Test
	void fewerSubjectsMakeAReportToo() {
		addAll();
		assertThat(blocks(LocalSuite.essential(), Block.BarChart.class)).extracting(Block.BarChart::file)
			.containsExactly("local-hit", "local-cacheable");
		assertThat(this.figures.report(LocalSuite.essential(), FORK, 1).bars()).hasSize(4);
	}

	private void addAll() {
		LocalSuite.all()
			.forEach((row) -> add(row, row.equals(ONE) ? 90 : row.equals(TIERED) ? 105 : row.equals(CALL) ? 60 : 100));
	}

	private void add(LocalFigures.Row row, double nanos) {
		this.figures.add(row, new LocalFigures.Figure(nanos, 16));
	}

	private <T> List<T> blocks(List<LocalFigures.Row> rows, Class<T> type) {
		return this.figures.report(rows, FORK, 1).blocks().stream().filter(type::isInstance).map(type::cast).toList();
	}

}
