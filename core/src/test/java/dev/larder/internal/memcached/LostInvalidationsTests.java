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
package dev.larder.internal.memcached;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LostInvalidations}.
 */
class LostInvalidationsTests {

	private final LostInvalidations lost = new LostInvalidations();

	@Test
	void nothingIsLostAtFirst() {
		assertThat(this.lost.isEmpty()).isTrue();
		assertThat(this.lost.covers("key")).isFalse();
		assertThat(this.lost.mark("key")).isNull();
		assertThat(this.lost.markAll()).isZero();
	}

	@Test
	void lostKeyIsCoveredAlone() {
		this.lost.add("key");
		assertThat(this.lost.isEmpty()).isFalse();
		assertThat(this.lost.covers("key")).isTrue();
		assertThat(this.lost.covers("other")).isFalse();
	}

	@Test
	void repairedKeyIsForgotten() {
		this.lost.add("key");
		this.lost.repaired("key", this.lost.mark("key"), 1);
		assertThat(this.lost.isEmpty()).isTrue();
	}

	@Test
	void keyLostAgainDuringItsRepairIsKept() {
		this.lost.add("key");
		LostInvalidations.Loss mark = this.lost.mark("key");
		this.lost.add("key");
		this.lost.repaired("key", mark, 1);
		assertThat(this.lost.covers("key")).isTrue();
	}

	@Test
	void keyLostDuringAnUnrelatedRemovalIsKept() {
		LostInvalidations.Loss mark = this.lost.mark("key");
		this.lost.add("key");
		this.lost.repaired("key", mark, 1);
		assertThat(this.lost.covers("key")).isTrue();
	}

	@Test
	void lostClearingCoversEveryKey() {
		this.lost.addAll();
		assertThat(this.lost.covers("key")).isTrue();
		assertThat(this.lost.isEmpty()).isFalse();
	}

	@Test
	void repairedClearingCoversTheKeysLostBefore() {
		this.lost.add("key");
		this.lost.addAll();
		this.lost.repairedAll(this.lost.markAll());
		assertThat(this.lost.isEmpty()).isTrue();
	}

	@Test
	void keyLostDuringTheRepairOfTheClearingIsKept() {
		this.lost.addAll();
		long mark = this.lost.markAll();
		this.lost.add("key");
		this.lost.repairedAll(mark);
		assertThat(this.lost.covers("key")).isTrue();
		assertThat(this.lost.covers("other")).isFalse();
	}

	@Test
	void clearingLostAgainDuringItsRepairIsKept() {
		this.lost.addAll();
		long mark = this.lost.markAll();
		this.lost.addAll();
		this.lost.repairedAll(mark);
		assertThat(this.lost.covers("key")).isTrue();
	}

	@Test
	void clearingThatWasNotLostRepairsNoKey() {
		this.lost.add("key");
		this.lost.repairedAll(0);
		assertThat(this.lost.covers("key")).isTrue();
	}

	@Test
	void tooManyKeysBecomeTheWholeCache() {
		for (int i = 0; i <= LostInvalidations.MAX_KEYS; i++) {
			this.lost.add("key " + i);
		}
		assertThat(this.lost.keys()).hasSize(LostInvalidations.MAX_KEYS);
		assertThat(this.lost.covers("key " + LostInvalidations.MAX_KEYS)).isTrue();
		this.lost.repairedAll(this.lost.markAll());
		assertThat(this.lost.isEmpty()).isTrue();
	}

}
