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
package dev.larder.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.BarChart;
import dev.larder.benchmarks.result.Environment;
import dev.larder.benchmarks.result.Heading;
import dev.larder.benchmarks.result.LineChart;
import dev.larder.benchmarks.result.Measurement;
import dev.larder.benchmarks.result.SuiteResult;
import dev.larder.benchmarks.result.Table;
import dev.larder.benchmarks.result.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ResultFile}.
 */
class ResultFileTests {

	@TempDir
	private Path folder;

	@Test
	void measurementIsReadAsItWasWritten() {
		SuiteResult result = SuiteResult.of("Bread")
			.with(new Bar("cutting", "under 1 s", "0.5 s", true, null))
			.with(new Heading("Slices"))
			.with(new Text("They are thin."))
			.with(new Table(List.of("slice"), List.of(List.of("thin"))))
			.with(new BarChart("weight", "Weight", "g", List.of("rye"),
					List.of(new BarChart.Series("loaf", List.of(1000.0)))))
			.with(new LineChart("age", "Age", "days", "taste", true, false,
					List.of(new LineChart.Series("rye", List.of(1.0), List.of(5.0)))));
		Measurement measurement = new Measurement(LocalDate.of(2026, 11, 25), 7, true,
				new Environment(Map.of("Machine", "a bakery")), result);
		ResultFile file = new ResultFile(this.folder.resolve("bread.json"));
		assertThat(file.exists()).isFalse();
		file.write(measurement);
		assertThat(file.exists()).isTrue();
		assertThat(file.read()).isEqualTo(measurement);
	}

	@Test
	void whatIsNoMeasurementIsRefusedWithAdvice() throws Exception {
		Path path = Files.writeString(this.folder.resolve("bread.json"), "{\"title\": \"Bread\"}");
		assertThatIllegalStateException().isThrownBy(() -> new ResultFile(path).read())
			.withMessage(path + " holds no result of this version. Measure again, or delete it.");
	}

}
