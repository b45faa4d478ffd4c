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
package dev.larder.internal.load;

import dev.larder.internal.entry.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link EarlyRefresh}.
 */
class EarlyRefreshTests {

	private static final long END = 1_000_000;

	// The lead is the time of the load times -ln(1 - random): ln 2 for a half
	@ParameterizedTest
	@CsvSource({ "0.5, 69, true", "0.5, 70, false", "0, 1, false", "0.99, 460, true", "0.99, 461, false" })
	void entryIsRefreshedAheadByARandomMultipleOfItsLoad(double random, long beforeEnd, boolean due) {
		assertThat(new EarlyRefresh(() -> random).isDue(loadedIn(100), END - beforeEnd)).isEqualTo(due);
	}

	@Test
	void shareOfReadsThatRefreshIsThatOfTheRule() {
		EarlyRefresh rule = new EarlyRefresh();
		int due = 0;
		for (int i = 0; i < 100_000; i++) {
			due += rule.isDue(loadedIn(100), END - 200) ? 1 : 0;
		}
		assertThat(due / 100_000.0).isCloseTo(Math.exp(-2), within(0.01));
	}

	@Test
	void outdatedEntryIsAlwaysRefreshed() {
		assertThat(new EarlyRefresh(() -> 0).isDue(loadedIn(100), END)).isTrue();
	}

	@Test
	void entryThatWasNotLoadedIsNotRefreshed() {
		assertThat(new EarlyRefresh(() -> 0.99).isDue(loadedIn(0), END - 1)).isFalse();
	}

	@Test
	void entryThatDoesNotExpireIsNotRefreshed() {
		assertThat(new EarlyRefresh(() -> 0.99).isDue(Entry.of("value", 1, 0, Entry.NEVER, 100), END)).isFalse();
	}

	private static Entry loadedIn(long millis) {
		return Entry.of("value", 1, 0, END, millis);
	}

}
