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
package dev.larder.admin.console;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.larder.admin.history.FailureView;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.LatestFigures;
import dev.larder.admin.history.Subject;
import dev.larder.admin.history.SubjectView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Column} and {@link Row}.
 */
class ColumnTests {

	private final Display display = new Display(Locale.ENGLISH, new StaticMessageSource(), Clock.systemUTC());

	private Column.Cell cell(Column column, Map<String, Double> figures, Map<String, List<@Nullable Double>> lastHour) {
		return column.cell(new Row("a", "/a", figures, lastHour, List.of(), 1), this.display);
	}

	@Test
	void readsAreHitsAndMisses() {
		Column.Cell cell = cell(Column.READS, Map.of("hitsPerSecond", 3.0, "missesPerSecond", 1.5), Map
			.of("hitsPerSecond", Arrays.asList(0.0, null, 3.0), "missesPerSecond", Arrays.asList(0.0, 2.0, 1.0)));
		assertThat(cell.text()).isEqualTo("4.5");
		assertThat(cell.line()).isEqualTo(Sparkline.of(Arrays.asList(0.0, null, 4.0), 0));
	}

	@Test
	void ratioIsThatOfTheLastTimeThereWasOne() {
		assertThat(cell(Column.HIT_RATIO, Map.of(), Map.of("hitRatio", Arrays.asList(0.5, null))).text())
			.isEqualTo("50.0 %");
	}

	@Test
	void rateIsNotThatOfAnEarlierTime() {
		assertThat(cell(Column.SERVER_READS, Map.of(), Map.of("readsPerSecond", Arrays.asList(5.0, null))).text())
			.isEqualTo(Display.UNKNOWN);
	}

	@Test
	void whatDoesNotAnswerHasNoFiguresOfNow() {
		FailureView failure = new FailureView(SubjectView.of(Subject.server("main", "a")), Instant.EPOCH, 1,
				Instant.EPOCH, null, "target-timeout", "no answer");
		Row silent = Row.server(Subject.server("main", "a"),
				new HistoryReader.Glance(
						new LatestFigures(Instant.EPOCH, Instant.EPOCH,
								Map.of("fillRatio", 0.5, "usedBytes", 10.0, "connections", 3.0)),
						new HistoryReader.ShortSeries(Instant.EPOCH, 60_000, Map.of("hitRatio", List.of(0.5))),
						List.of(failure)));
		assertThat(List.of(Column.CONNECTIONS, Column.MEMORY, Column.CLUSTER_HIT_RATIO))
			.allSatisfy((column) -> assertThat(column.cell(silent, this.display).text()).isEqualTo(Display.UNKNOWN));
		assertThat(Column.MEMORY.cell(silent, this.display).small()).isNull();
	}

	@Test
	void localHitsAreAShareOfAll() {
		assertThat(cell(Column.LOCAL, Map.of("hitsPerSecond", 4.0, "localHitsPerSecond", 3.0), Map.of()).text())
			.isEqualTo("75.0 %");
		assertThat(cell(Column.LOCAL, Map.of("hitsPerSecond", 0.0, "localHitsPerSecond", 0.0), Map.of()).text())
			.isEqualTo(Display.UNKNOWN);
	}

	@Test
	void memoryIsABarWithItsBytes() {
		Column.Cell cell = cell(Column.MEMORY, Map.of("fillRatio", 0.25, "usedBytes", 2048.0), Map.of());
		assertThat(cell.bar()).isTrue();
		assertThat(cell.number()).isEqualTo(0.25);
		assertThat(cell.small()).isEqualTo("2.0 KB");
	}

	@Test
	void errorsAreBad() {
		assertThat(cell(Column.ERRORS, Map.of("errorsPerSecond", 0.1), Map.of()).bad()).isTrue();
		assertThat(cell(Column.ERRORS, Map.of("errorsPerSecond", 0.0), Map.of()).bad()).isFalse();
	}

	@Test
	void pageOfACacheIsFoundWhateverItsName() {
		assertThat(Row.cachePath("a/b", "c d&e=%")).isEqualTo("/applications/a%2Fb/cache?name=c%20d%26e%3D%25");
	}

}
