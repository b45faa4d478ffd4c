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
package dev.larder.benchmarks.startup;

import java.util.List;

import dev.larder.benchmarks.measure.Quartiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Starts} and {@link StartsTable}.
 */
class StartsTests {

	private static final Variant REFERENCE = Variant.WITHOUT_LARDER;

	private static final Variant OTHER = Variant.LOCAL;

	private final Starts starts = new Starts(List.of(REFERENCE, OTHER));

	@Test
	void differencesAreOfTheSameRound() {
		add(1000, 1100);
		add(3000, 3300);
		add(2000, 2200);
		assertThat(this.starts.difference(OTHER, Start::started)).isEqualTo(new Quartiles(150, 200, 250));
		assertThat(this.starts.ratio(OTHER, Start::started).median()).isEqualTo(1.1);
	}

	@Test
	void theReferenceDiffersFromItselfByNothing() {
		add(1000, 1100);
		assertThat(new StartsTable(this.starts).times(true).rows().get(0)).containsExactly(REFERENCE.label(), "1000",
				"0", "1", "500", "0", "1010", "0");
	}

	@Test
	void differencesHaveASign() {
		add(1000, 1100);
		add(1000, 900);
		add(1000, 1300);
		assertThat(new StartsTable(this.starts).times(false).rows().get(1)).containsExactly(OTHER.label(), "1100",
				"+100 [0, 200]", "1.10x [1.00, 1.20]", "550", "+50 [0, 100]");
	}

	@Test
	void whatTheSystemDoesNotTellIsNotKnown() {
		Start start = new Start(1, 1, Double.NaN, new Footprint(12.34, Double.NaN, 5000, 10));
		this.starts.add(REFERENCE, start);
		this.starts.add(OTHER, start);
		StartsTable table = new StartsTable(this.starts);
		assertThat(table.needs().rows().get(1)).containsExactly(OTHER.label(), "12.3", "+0.0", "not known", "5000",
				"10");
		assertThat(table.times(false).rows().get(1)).endsWith("not known", "not known");
	}

	private void add(double reference, double other) {
		this.starts.add(REFERENCE, start(reference));
		this.starts.add(OTHER, start(other));
	}

	private static Start start(double millis) {
		return new Start(millis, millis + 10, millis / 2, new Footprint(10, 100, 5000, 10));
	}

}
