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

package dev.larder.admin.hotkeys;

import java.util.List;

import dev.larder.admin.hotkeys.LocalHotKeys.RankedKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyRanking}.
 */
class KeyRankingTests {

	private final KeyRanking ranking = new KeyRanking(3);

	@Test
	void keyOfManyListsComesBeforeTheFirstOfOne() {
		this.ranking.add(List.of("a", "b"));
		this.ranking.add(List.of("c", "b"));
		assertThat(this.ranking.top()).containsExactly(new RankedKey("b", 2, 2), new RankedKey("a", 1, 1),
				new RankedKey("c", 1, 1));
	}

	@Test
	void rankingIsNoLongerThanAList() {
		this.ranking.add(List.of("a", "b", "c"));
		this.ranking.add(List.of("d", "e", "f"));
		assertThat(this.ranking.top()).extracting(RankedKey::key).containsExactly("a", "d", "b");
	}

	@Test
	void nothingHasNoRank() {
		this.ranking.add(List.of());
		assertThat(this.ranking.top()).isEmpty();
	}

}
