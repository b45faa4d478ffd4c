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
package dev.larder.zoo;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tables of the zoo.
 */
class ExhibitsTests {

	private final List<String> names = Stream.of(AnimalExhibits.all(), ValueExhibits.all(), MethodExhibits.all())
		.flatMap((exhibits) -> exhibits)
		.map(Exhibit::name)
		.toList();

	@Test
	void haveNamesOfTheirOwn() {
		assertThat(this.names).doesNotHaveDuplicates().hasSizeGreaterThan(200);
	}

	@Test
	void areWhatTheTableOfWhatIsNotCachedIsAbout() {
		assertThat(this.names).containsAll(NotCached.TABLE.stream().map(NotCached::exhibit).toList());
	}

}
