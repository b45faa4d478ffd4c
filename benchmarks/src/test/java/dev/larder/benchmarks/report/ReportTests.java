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

package dev.larder.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report}.
 */
class ReportTests {

	@TempDir
	private Path folder;

	@Test
	void blocksAreWrittenInTheirOrder() throws Exception {
		String text = write(bread(new Block.Heading("Slices"), new Block.Text("They are thin."),
				new Block.Table(List.of("slice", "mm"), List.of(List.of("thin", "3"), List.of("thick", "9")))));
		assertThat(text).contains("""
				## Bread

				### Slices

				They are thin.

				| slice | mm |
				|---|---:|
				| thin | 3 |
				| thick | 9 |
				""");
	}

	@Test
	void barsOfAllSuitesComeFirst() throws Exception {
		String text = write(new SuiteResult("Bread", List.of(new Bar("cutting", "under 1 s", "0.5 s", true, null),
				new Bar("eating", "under 1 s", "2 s", false, "it was hard")), List.of()));
		assertThat(text).contains("""
				| cutting | under 1 s | 0.5 s | yes |  |
				| eating | under 1 s | 2 s | **no** | it was hard |
				""");
		assertThat(text.indexOf("## Bars")).isLessThan(text.indexOf("## Bread"));
	}

	@Test
	void columnsAreNotSplitByWhatIsInACell() throws Exception {
		assertThat(write(bread(new Block.Table(List.of("a"), List.of(List.of("x|y")))))).contains("| x\\|y |");
	}

	@Test
	void chartsArePicturesBesideTheText() throws Exception {
		String text = write(bread(
				new Block.BarChart("bread-weight", "Weight", "g", List.of("rye", "wheat"),
						List.of(new Block.Bars("loaf", List.of(1000.0, 750.0)))),
				new Block.LineChart("bread-age", "Age", "days", "taste", true, true,
						List.of(new Block.Line("rye", List.of(1.0, 10.0), List.of(5.0, 1.0))))));
		assertThat(text).contains("![Weight](images/bread-weight.svg)").contains("![Age](images/bread-age.svg)");
		assertThat(image("bread-weight")).startsWith("<?xml").contains("<svg").contains(">Weight</title");
		assertThat(image("bread-age")).startsWith("<?xml").contains("<svg").contains(">Age</title");
	}

	@Test
	void whatWasMeasuredInAHurryIsMarked() throws Exception {
		assertThat(write(true, bread())).contains("its figures say little");
		assertThat(write(false, bread())).doesNotContain("its figures say little");
	}

	@Test
	void whereItWasMeasuredIsSaid() throws Exception {
		assertThat(write(bread())).contains("| Machine | a bakery |")
			.contains("| Bread | 2026-11-25 | full | 7 s | abc |");
	}

	private static SuiteResult bread(Block... blocks) {
		return new SuiteResult("Bread", List.of(), List.of(blocks));
	}

	private String write(SuiteResult result) throws IOException {
		return write(false, result);
	}

	private String write(boolean quick, SuiteResult result) throws IOException {
		Environment environment = new Environment(Map.of("Machine", "a bakery", "Larder", "abc"));
		Measurement measurement = new Measurement(LocalDate.of(2026, 11, 25), 7, quick, environment, result);
		return Files.readString(new Report(this.folder).write(List.of(measurement)));
	}

	private String image(String name) throws IOException {
		return Files.readString(this.folder.resolve("images").resolve(name + ".svg"));
	}

}
