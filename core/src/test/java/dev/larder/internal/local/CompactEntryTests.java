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
package dev.larder.internal.local;

import dev.larder.internal.entry.Entry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CompactEntry}.
 */
class CompactEntryTests {

	@Test
	void knowsWhetherItMayBeServed() {
		Entry entry = new CompactEntry("value", 77, 1_700_000_060_000L);
		assertThat(entry.get()).isEqualTo("value");
		assertThat(entry.generation()).isEqualTo(77);
		assertThat(entry.freshUntil()).isEqualTo(1_700_000_060_000L);
		assertThat(entry.isFresh(1_700_000_059_999L)).isTrue();
		assertThat(entry.isFresh(1_700_000_060_000L)).isFalse();
	}

	@Test
	void nullIsAValue() {
		assertThat(new CompactEntry(null, 1, 1).get()).isNull();
	}

	@Test
	void lastGenerationFits() {
		Entry entry = new CompactEntry("value", CompactEntry.MAX_GENERATION, 1);
		assertThat(entry.generation()).isEqualTo(CompactEntry.MAX_GENERATION);
		assertThat(entry.freshUntil()).isOne();
	}

	@Test
	void whatNeverExpiresDoesNot() {
		assertThat(new CompactEntry("value", 1, Entry.NEVER).freshUntil()).isEqualTo(Entry.NEVER);
		assertThat(new CompactEntry("value", 1, Entry.NEVER - 1).freshUntil()).isEqualTo(Entry.NEVER);
	}

	@Test
	void historyIsForgotten() {
		Entry entry = new CompactEntry("value", 1, 3);
		assertThat(entry.writtenAt()).isZero();
		assertThat(entry.loadMillis()).isZero();
	}

}
