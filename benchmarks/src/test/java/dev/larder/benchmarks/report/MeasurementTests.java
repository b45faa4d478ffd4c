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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Measurement}.
 */
class MeasurementTests {

	@TempDir
	private Path folder;

	@Test
	void measurementIsReadAsItWasWritten() {
		SuiteResult result = new SuiteResult("Bread", List.of(new Bar("cutting", "under 1 s", "0.5 s", true, null)),
				List.of(new Block.Heading("Slices"), new Block.Text("They are thin."),
						new Block.Table(List.of("slice"), List.of(List.of("thin"))),
						new Block.BarChart("weight", "Weight", "g", List.of("rye"),
								List.of(new Block.Bars("loaf", List.of(1000.0)))),
						new Block.LineChart("age", "Age", "days", "taste", true, false,
								List.of(new Block.Line("rye", List.of(1.0), List.of(5.0))))));
		Measurement measurement = new Measurement(LocalDate.of(2026, 11, 25), 7, true,
				new Environment(Map.of("Machine", "a bakery")), result);
		Path file = this.folder.resolve("bread.json");
		measurement.write(file);
		assertThat(Measurement.read(file)).isEqualTo(measurement);
	}

	@Test
	void whatIsNoMeasurementIsRefusedWithAdvice() throws Exception {
		Path path = Files.writeString(this.folder.resolve("bread.json"), "{\"title\": \"Bread\"}");
		assertThatIllegalStateException().isThrownBy(() -> Measurement.read(path))
			.withMessage(path + " holds no result of this version. Measure again, or delete it.");
	}

}
