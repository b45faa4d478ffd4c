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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Lifetimes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearTier}.
 */
class NearTierTests {

	private static final Validity ALWAYS = () -> true;

	private final AtomicLong millis = new AtomicLong(1_000_000);

	private final NearTier tier = tier(Duration.ofSeconds(10), null);

	@Test
	void copyIsServedWhileItsValidityHolds() {
		AtomicBoolean valid = new AtomicBoolean(true);
		Entry entry = freshFor(Duration.ofHours(1));
		this.tier.put("key", entry, valid::get);
		assertThat(this.tier.get("key")).isSameAs(entry);
		valid.set(false);
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void copyWhoseValidityHasEndedBeforeIsNotKept() {
		this.tier.put("key", freshFor(Duration.ofHours(1)), () -> false);
		assertThat(this.tier.nativeCache().getIfPresent("key")).isNull();
	}

	@Test
	void copyWhoseValidityEndsWhileItIsKeptIsNotServed() {
		AtomicBoolean valid = new AtomicBoolean(true);
		this.tier.put("key", freshFor(Duration.ofHours(1)), () -> valid.getAndSet(false));
		assertThat(this.tier.nativeCache().getIfPresent("key")).isNotNull();
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void outdatedReadDoesNotRemoveAnotherCopy() {
		this.tier.put("key", freshFor(Duration.ofHours(1)), ALWAYS);
		this.tier.put("key", freshFor(Duration.ofHours(1)), () -> false);
		assertThat(this.tier.get("key")).isNotNull();
	}

	@Test
	void copyExpiresWithItsEntry() {
		this.tier.put("key", freshFor(Duration.ofSeconds(5)), ALWAYS);
		this.millis.addAndGet(4_999);
		assertThat(this.tier.get("key")).isNotNull();
		this.millis.addAndGet(1);
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void copyOfAnEntryThatWasWrittenLongAgoLivesForTheRest() {
		long now = this.millis.get();
		this.tier.put("key", Entry.of("value", 1, now - 60_000, now + 1_000, 0), ALWAYS);
		this.millis.addAndGet(1_000);
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void copyExpiresAfterTheLocalTimeToLive() {
		this.tier.put("key", freshFor(Duration.ofHours(1)), ALWAYS);
		this.millis.addAndGet(9_999);
		assertThat(this.tier.get("key")).isNotNull();
		this.millis.addAndGet(1);
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void copyOfAnEntryThatDoesNotExpireExpiresAfterTheLocalTimeToLive() {
		this.tier.put("key", Entry.of("value", 1, this.millis.get(), Entry.NEVER, 0), ALWAYS);
		this.millis.addAndGet(10_000);
		assertThat(this.tier.get("key")).isNull();
	}

	@Test
	void copyIsServableNoLongerThanItIsKept() {
		long now = this.millis.get();
		this.tier.put("long", freshFor(Duration.ofHours(1)), ALWAYS);
		this.tier.put("short", freshFor(Duration.ofSeconds(5)), ALWAYS);
		this.millis.addAndGet(1_000);
		assertThat(this.tier.servableUntil("long")).isEqualTo(now + 10_000);
		assertThat(this.tier.servableUntil("short")).isEqualTo(now + 5_000);
		assertThat(this.tier.servableUntil("none")).isEqualTo(now + 1_000);
	}

	@Test
	void copyWithoutABoundIsServableAsLongAsItIsFresh() {
		NearTier unbounded = tier(Duration.ZERO, null);
		unbounded.put("key", Entry.of("value", 1, this.millis.get(), Entry.NEVER, 0), ALWAYS);
		assertThat(unbounded.servableUntil("key")).isEqualTo(Entry.NEVER);
	}

	@Test
	void zeroLocalTimeToLiveIsNoBound() {
		NearTier unbounded = tier(Duration.ZERO, null);
		unbounded.put("key", Entry.of("value", 1, this.millis.get(), Entry.NEVER, 0), ALWAYS);
		this.millis.addAndGet(Duration.ofDays(10_000).toMillis());
		assertThat(unbounded.get("key")).isNotNull();
	}

	@Test
	void callerGetsACopyIfTheTierMakesSuch() {
		Entry copy = freshFor(Duration.ofHours(1));
		NearTier copying = tier(Duration.ZERO, copier((entry) -> entry, (entry) -> copy));
		copying.put("key", freshFor(Duration.ofHours(1)), ALWAYS);
		assertThat(copying.get("key")).isSameAs(copy);
	}

	@Test
	void entryThatCannotBeCopiedIsMissing() {
		NearTier copying = tier(Duration.ZERO, copier((entry) -> null, (entry) -> entry));
		copying.put("key", freshFor(Duration.ofHours(1)), ALWAYS);
		assertThat(copying.get("key")).isNull();
	}

	@Test
	void entryWhoseCopyCannotBeMadeIsMissing() {
		NearTier copying = tier(Duration.ZERO, copier((entry) -> entry, (entry) -> null));
		copying.put("key", freshFor(Duration.ofHours(1)), ALWAYS);
		assertThat(copying.get("key")).isNull();
	}

	@Test
	void evictionTellsWhetherThereWasACopyToServe() {
		AtomicBoolean valid = new AtomicBoolean(true);
		this.tier.put("served", freshFor(Duration.ofHours(1)), ALWAYS);
		this.tier.put("outdated", freshFor(Duration.ofHours(1)), valid::get);
		valid.set(false);
		assertThat(this.tier.evict("served")).isTrue();
		assertThat(this.tier.evict("served")).isFalse();
		assertThat(this.tier.evict("outdated")).isFalse();
	}

	@Test
	void clearingRemovesAllCopies() {
		this.tier.put("key", freshFor(Duration.ofHours(1)), ALWAYS);
		this.tier.clear();
		assertThat(this.tier.get("key")).isNull();
		assertThat(this.tier.size()).isZero();
	}

	@Test
	void onlyWhatTheTierDroppedIsCountedAsEvicted() {
		this.tier.put("expires", freshFor(Duration.ofSeconds(1)), ALWAYS);
		this.tier.put("evicted", freshFor(Duration.ofSeconds(1)), ALWAYS);
		this.tier.evict("evicted");
		assertThat(this.tier.evictions()).isZero();
		this.millis.addAndGet(2_000);
		this.tier.sweep();
		assertThat(this.tier.evictions()).isEqualTo(1);
	}

	private static EntryCopier copier(Function<Entry, @Nullable Entry> keeping,
			Function<Entry, @Nullable Entry> giving) {
		return new EntryCopier() {

			@Override
			public @Nullable Entry keep(Entry entry) {
				return keeping.apply(entry);
			}

			@Override
			public @Nullable Entry give(Entry kept) {
				return giving.apply(kept);
			}

		};
	}

	private NearTier tier(Duration localTimeToLive, @Nullable EntryCopier copier) {
		return new NearTier(TierBound.ofEntries(100), localTimeToLive, clock(),
				new Lifetimes(clock(), Duration.ofHours(1), Duration.ZERO, 0), copier);
	}

	private Clock clock() {
		InstantSource source = () -> Instant.ofEpochMilli(this.millis.get());
		return source.withZone(ZoneOffset.UTC);
	}

	private Entry freshFor(Duration time) {
		long now = this.millis.get();
		return Entry.of("value", 1, now, now + time.toMillis(), 0);
	}

}
