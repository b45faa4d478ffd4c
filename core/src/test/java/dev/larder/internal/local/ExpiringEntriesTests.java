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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ExpiringEntries}.
 */
class ExpiringEntriesTests {

	private static final int MAX_ENTRIES = 100;

	private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

	private final AtomicLong millis = new AtomicLong();

	private final ExpiringEntries<String> entries = new ExpiringEntries<>(TierBound.ofEntries(MAX_ENTRIES),
			String::length, (value) -> TIME_TO_LIVE.toMillis(), this.millis::get);

	@Test
	void valueIsFoundHoweverManyThereAre() {
		for (int size = 1; size <= MAX_ENTRIES; size++) {
			this.entries.put(size, "value " + size);
			assertThat(this.entries.get(size)).isEqualTo("value " + size);
			assertThat(this.entries.get(-size)).isNull();
		}
	}

	@Test
	void valueWhoseTimeIsOverIsNotFound() {
		this.entries.put("key", "value");
		this.millis.addAndGet(TIME_TO_LIVE.toMillis() - 1);
		assertThat(this.entries.get("key")).isEqualTo("value");
		this.millis.addAndGet(1);
		assertThat(this.entries.get("key")).isNull();
	}

	@Test
	void valueWhoseTimeIsOverIsRemovedAfterItIsMissed() {
		this.entries.put("key", "value");
		this.millis.addAndGet(TIME_TO_LIVE.multipliedBy(2).toMillis());
		this.entries.get("key");
		assertThat(this.entries.size()).isZero();
		assertThat(this.entries.evictions()).isOne();
	}

	@Test
	void valueWhoseTimeIsOverIsRemovedThoughNobodyAsksForIt() {
		this.entries.put("key", "value");
		this.millis.addAndGet(TIME_TO_LIVE.toMillis() - 1);
		this.entries.sweep();
		assertThat(this.entries.size()).isOne();
		this.millis.addAndGet(1);
		await().until(() -> this.entries.size() == 0);
		assertThat(this.entries.evictions()).isOne();
	}

	@Test
	void valueWhoseTimeIsOverCountsAsNone() {
		this.entries.put("key", "value");
		this.millis.addAndGet(TIME_TO_LIVE.toMillis());
		assertThat(this.entries.compute("key", (present) -> (present == null) ? "new" : present)).isEqualTo("new");
		assertThat(this.entries.remove("key")).isNull();
		assertThat(this.entries.size()).isZero();
	}

	@Test
	void whatIsReadOftenStaysWhenThereIsNoMoreRoom() {
		fillAndKeepReading(10);
		assertThat(this.entries.evictions()).isPositive();
		for (int key = 0; key < 10; key++) {
			assertThat(this.entries.get(key)).isNotNull();
		}
	}

	@Test
	void whatIsReadOftenStaysThoughNothingWasMissedBefore() {
		for (int key = 0; key < MAX_ENTRIES + 1; key++) {
			this.entries.put(key, "value");
		}
		this.entries.nativeCache().cleanUp();
		Object kept = this.entries.nativeCache().asMap().keySet().iterator().next();
		for (int key = 1000; key < 2000; key++) {
			assertThat(this.entries.get(kept)).isNotNull();
			this.entries.nativeCache().cleanUp();
			this.entries.put(key, "value");
		}
		assertThat(this.entries.get(kept)).isNotNull();
	}

	private void fillAndKeepReading(int favourites) {
		for (int key = 0; key < 20 * MAX_ENTRIES; key++) {
			if (this.entries.get(key) == null) {
				this.entries.put(key, "value");
			}
			for (int favourite = 0; favourite < favourites && favourite < key; favourite++) {
				this.entries.get(favourite);
			}
			this.entries.nativeCache().cleanUp();
		}
	}

}
