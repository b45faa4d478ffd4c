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

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Options}.
 */
class OptionsTests {

	private static final List<String> KNOWN = List.of("local", "remote");

	@Test
	void everythingIsMeasuredWithoutArguments() {
		assertThat(parse()).isEqualTo(new Options(false, KNOWN, Path.of("benchmarks/results"), Path.of("docs")));
	}

	@Test
	void suitesCanBeChosen() {
		assertThat(parse("remote").suites()).containsExactly("remote");
	}

	@Test
	void quickReplacesNoBetterResults() {
		assertThat(parse("--quick")).isEqualTo(
				new Options(true, KNOWN, Path.of("benchmarks/target/results"), Path.of("benchmarks/target/report")));
	}

	@Test
	void reportCanBeWrittenFromWhatWasMeasured() {
		assertThat(parse("--report-only").suites()).isEmpty();
	}

	@Test
	void foldersCanBeChosen() {
		Options options = parse("--output", "out", "--results", "in");
		assertThat(options.output()).isEqualTo(Path.of("out"));
		assertThat(options.results()).isEqualTo(Path.of("in"));
	}

	@Test
	void unknownSuiteIsRefusedWithThoseThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("remotee"))
			.withMessage("unknown suite remotee; the suites are local, remote");
	}

	@Test
	void unknownOptionIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--fast"))
			.withMessageStartingWith("unknown option --fast");
	}

	@Test
	void folderThatIsMissingIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--output")).withMessage("--output needs a folder");
	}

	private static Options parse(String... arguments) {
		return Options.parse(arguments, KNOWN);
	}

}
