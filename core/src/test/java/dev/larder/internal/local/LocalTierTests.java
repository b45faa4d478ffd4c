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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.KeyEncoder;
import dev.larder.internal.entry.Lifetimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalTier}.
 */
class LocalTierTests {

	private static final EntryKey KEY = new KeyEncoder("", "cache").key("key");

	private final AtomicLong millis = new AtomicLong(1_000_000);

	private final LocalTier tier = new LocalTier(TierBound.ofEntries(100), lifetimes(Duration.ZERO, Duration.ZERO),
			false, null);

	private final Lifetimes lifetimes = lifetimes(Duration.ofSeconds(10), Duration.ofMillis(500));

	@Test
	void entryExpiresAfterItsTimeToLive() {
		this.tier.put("key", entry("value"));
		pass(Duration.ofMillis(9_999));
		assertThat(this.tier.get("key")).isNotNull();
		pass(Duration.ofMillis(1));
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void entryThatOutlivesALoadThatWasNotKeptIsNotKeptLonger() {
		this.tier.put("key", entry("value"));
		pass(Duration.ofSeconds(9));
		assertThat(this.tier.putIf("key", entry("outdated"), this.tier.get("key"), () -> false)).isFalse();
		pass(Duration.ofSeconds(1));
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void outdatedEntryIsKeptForAsLongAsItMayBeServed() {
		Lifetimes stale = this.lifetimes.servingStale(Duration.ofSeconds(5));
		LocalTier keeping = new LocalTier(TierBound.ofEntries(100), stale, false, null);
		keeping.put("key", stale.entry(KEY, "value", keeping.generation(), 0));
		pass(Duration.ofMillis(14_999));
		assertThat(keeping.get("key")).isNotNull();
		pass(Duration.ofMillis(1));
		assertThat(keeping.get("key")).isNull();
	}

	@Test
	void cachedNullExpiresAfterItsOwnTime() {
		this.tier.put("key", entry(null));
		pass(Duration.ofMillis(499));
		assertThat(this.tier.get("key")).isNotNull();
		pass(Duration.ofMillis(1));
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void entryWithoutATimeToLiveStays() {
		this.tier.put("key", lifetimes(Duration.ZERO, Duration.ZERO).entry(KEY, "value", this.tier.generation(), 0));
		pass(Duration.ofDays(10_000));
		assertThat(this.tier.get("key")).isNotNull();
	}

	@Test
	void replacedEntryLivesItsOwnTime() {
		this.tier.put("key", entry("old"));
		pass(Duration.ofSeconds(9));
		this.tier.put("key", entry("new"));
		pass(Duration.ofSeconds(9));
		assertThat(this.tier.get("key")).isNotNull();
	}

	@Test
	void entryOfAnEarlierGenerationIsNotServed() {
		Entry loadedBefore = entry("old");
		this.tier.clear();
		this.tier.put("key", loadedBefore);
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void conditionalPutStoresNothingWhenTheConditionDoesNotHold() {
		assertThat(this.tier.putIf("key", entry("value"), null, () -> false)).isFalse();
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void conditionalPutKeepsThePresentEntryWhenTheConditionDoesNotHold() {
		Entry present = entry("present");
		this.tier.put("key", present);
		assertThat(this.tier.putIf("key", entry("late"), present, () -> false)).isFalse();
		assertThat(this.tier.get("key")).isSameAs(present);
	}

	@Test
	void conditionalPutReplacesTheEntryThatWasKnown() {
		Entry known = entry("known");
		this.tier.put("key", known);
		assertThat(this.tier.putIf("key", entry("new"), known, () -> true)).isTrue();
	}

	@Test
	void conditionalPutLeavesAnEntryThatCameMeanwhile() {
		this.tier.put("key", entry("present"));
		assertThat(this.tier.putIf("key", entry("loaded"), null, () -> true)).isFalse();
		assertThat(this.tier.get("key").get()).isEqualTo("present");
	}

	@Test
	void conditionalPutReplacesWhatWasClearedMeanwhile() {
		this.tier.put("key", entry("cleared"));
		this.tier.clear();
		assertThat(this.tier.putIf("key", entry("loaded"), null, () -> true)).isTrue();
	}

	@Test
	@Timeout(30)
	void evictionWaitsForAConditionalPutThatHasAsked() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch evicting = new CountDownLatch(1);
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Future<Boolean> put = executor.submit(() -> this.tier.putIf("key", entry("value"), null, () -> {
				asked.countDown();
				await(evicting);
				return true;
			}));
			asked.await();
			Future<Boolean> evict = executor.submit(() -> {
				evicting.countDown();
				return this.tier.evict("key");
			});
			assertThat(put.get()).isTrue();
			assertThat(evict.get()).isTrue();
			assertThat(this.tier.get("key")).isNull();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void putIfAbsentReplacesAnEntryOfAnEarlierGeneration() {
		Entry loadedBefore = entry("old");
		this.tier.clear();
		this.tier.put("key", loadedBefore);
		assertThat(this.tier.putIfAbsent("key", entry("new"), (present) -> true)).isNull();
		assertThat(this.tier.get("key")).isNotNull();
	}

	@Test
	void putIfAbsentLetsThePresentEntryLiveNoLonger() {
		this.tier.put("key", entry("present"));
		pass(Duration.ofSeconds(9));
		assertThat(this.tier.putIfAbsent("key", entry("new"), (present) -> true)).isNotNull();
		pass(Duration.ofSeconds(1));
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void restoredEntryDoesNotReplaceAnother() {
		Entry present = entry("present");
		this.tier.put("key", present);
		assertThat(this.tier.restore("key", entry("former"), () -> true)).isFalse();
		assertThat(this.tier.get("key")).isSameAs(present);
	}

	@Test
	void changesAreToldBeforeTheyAreMade() {
		List<String> told = new ArrayList<>();
		LocalTier[] observed = new LocalTier[1];
		observed[0] = new LocalTier(TierBound.ofEntries(100), lifetimes(Duration.ZERO, Duration.ZERO), false,
				new TierChanges() {

					@Override
					public void begin(Object key) {
						told.add("begin " + key + " " + observed[0].size());
					}

					@Override
					public void beginClear() {
						told.add("clear " + observed[0].generation());
					}

					@Override
					public void end() {
						told.add("end " + observed[0].size() + " " + observed[0].generation());
					}

					@Override
					public void filling(Object key) {
						told.add("filling " + key + " " + observed[0].size());
					}

				});
		LocalTier tier = observed[0];
		tier.put("put", entry("value"));
		tier.putIf("loaded", entry("value"), null, () -> true);
		tier.putIfAbsent("put", entry("value"), (present) -> true);
		tier.putIfAbsent("absent", entry("value"), (present) -> true);
		tier.evict("put");
		tier.restore("restored", entry("value"), () -> true);
		tier.clear();
		assertThat(told).containsExactly("begin put 0", "end 1 1", "filling loaded 1", "begin absent 2", "end 3 1",
				"begin put 3", "end 2 1", "clear 1", "end 3 2");
	}

	@Test
	void evictedEntriesAreCountedOnlyWhenTheTierDroppedThem() {
		this.tier.put("expires", entry("value"));
		this.tier.put("evicted", entry("value"));
		this.tier.evict("evicted");
		assertThat(this.tier.evictions()).isZero();
		pass(Duration.ofSeconds(11));
		this.tier.sweep();
		assertThat(this.tier.evictions()).isEqualTo(1);
	}

	private Entry entry(Object value) {
		return this.lifetimes.entry(KEY, value, this.tier.generation(), 0);
	}

	private Lifetimes lifetimes(Duration timeToLive, Duration nullTimeToLive) {
		InstantSource source = () -> Instant.ofEpochMilli(this.millis.get());
		return new Lifetimes(source.withZone(ZoneOffset.UTC), timeToLive, nullTimeToLive, 0);
	}

	private void pass(Duration time) {
		this.millis.addAndGet(time.toMillis());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
