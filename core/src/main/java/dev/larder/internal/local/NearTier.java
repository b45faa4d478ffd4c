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
import java.time.InstantSource;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.Lifetimes;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keeps copies, in this process, of the entries of one cache whose truth is elsewhere.
 * Thread-safe.
 * <p>
 * A copy is served only while its {@link Validity} holds. One whose validity has ended
 * stays until it is replaced, expires or makes room, but is never served, unless the
 * validity holds again.
 */
public final class NearTier {

	private final ExpiringEntries<EntryReplica> copies;

	private final long localMillis;

	private final InstantSource clock;

	private final Lifetimes lifetimes;

	private final boolean servesStale;

	private final @Nullable EntryCopier copier;

	/**
	 * Creates an empty tier.
	 * @param bound how much it holds before it evicts what is used least
	 * @param localTimeToLive the longest time to keep a copy, zero if it is kept as long
	 * as its entry is fresh
	 * @param clock tells the time by which copies expire
	 * @param lifetimes tells how long entries are kept
	 * @param copier makes the copies of callers, or {@code null} if they get the entry
	 * itself
	 */
	public NearTier(TierBound bound, Duration localTimeToLive, InstantSource clock, Lifetimes lifetimes,
			@Nullable EntryCopier copier) {
		Assert.notNull(localTimeToLive, "'localTimeToLive' must not be null");
		Assert.isTrue(!localTimeToLive.isNegative(), "'localTimeToLive' must not be negative");
		this.localMillis = isBounded(localTimeToLive) ? localTimeToLive.toMillis() : Long.MAX_VALUE;
		this.clock = clock;
		this.lifetimes = lifetimes;
		this.servesStale = lifetimes.servesStale();
		this.copier = copier;
		this.copies = new ExpiringEntries<>(bound, (copy) -> TierBound.weight(copy.entry()), EntryReplica::keptUntil,
				clock::millis);
	}

	private static boolean isBounded(Duration localTimeToLive) {
		return !localTimeToLive.isZero() && localTimeToLive.compareTo(Duration.ofMillis(Long.MAX_VALUE)) < 0;
	}

	/**
	 * Returns the entry of a key.
	 * @param key the key
	 * @return the entry, or a copy of it if the tier makes such, or {@code null} if there
	 * is none that may be served
	 */
	public @Nullable Entry get(Object key) {
		Entry entry = valid(key);
		// What is only kept until it is outdated has not to be asked for the time
		return (entry != null && (!this.servesStale || entry.isFresh(this.lifetimes.now()))) ? copy(entry) : null;
	}

	/**
	 * Returns the entry of a key that may be served in need, though it may be outdated.
	 * @param key the key
	 * @return the entry, or a copy of it if the tier makes such, or {@code null} if there
	 * is none
	 */
	public @Nullable Entry getKept(Object key) {
		Entry entry = valid(key);
		return (entry != null) ? copy(entry) : null;
	}

	/**
	 * Returns the entry of a key as it is kept, which does not count as a use of it.
	 * @param key the key
	 * @return the entry, or {@code null} if there is none
	 */
	public @Nullable Entry peek(Object key) {
		EntryReplica copy = this.copies.peek(key);
		return (copy != null) ? copy.entry() : null;
	}

	/**
	 * Returns whether an entry that is kept would be given to a caller.
	 * @param key the key
	 * @return whether there is one, and it is neither outdated nor in doubt
	 */
	public boolean isServable(Object key) {
		EntryReplica copy = this.copies.peek(key);
		return copy != null && copy.validity().holds() && copy.entry().isFresh(this.lifetimes.now());
	}

	/**
	 * Returns until when an entry that is kept may be given to callers, unless something
	 * happens to it before: no longer than it is fresh, nor than it is kept here.
	 * @param key the key
	 * @return the time, in milliseconds since the epoch, or {@link Entry#NEVER}
	 */
	public long servableUntil(Object key) {
		EntryReplica copy = this.copies.peek(key);
		long now = this.lifetimes.now();
		if (copy == null) {
			return now;
		}
		// By the clock of entries, as their times are
		return (copy.keptUntil() != Entry.NEVER)
				? Math.min(copy.entry().freshUntil(), now + (copy.keptUntil() - this.clock.millis()))
				: copy.entry().freshUntil();
	}

	/**
	 * Returns the keys of all copies, and of some that may not be served any more.
	 * @return a view, which changes with the copies
	 */
	public Set<Object> keys() {
		return this.copies.keys();
	}

	private @Nullable Entry valid(Object key) {
		EntryReplica copy = this.copies.get(key);
		return (copy != null && copy.validity().holds()) ? copy.entry() : null;
	}

	private @Nullable Entry copy(Entry kept) {
		return (this.copier != null) ? this.copier.give(kept) : kept;
	}

	/**
	 * Keeps a copy, replacing any other, unless its validity has ended.
	 * @param key the key
	 * @param entry the entry
	 * @param validity says whether the copy may be served; taken before the entry was
	 * read
	 */
	public void put(Object key, Entry entry, Validity validity) {
		// The caller has the entry too, and may change it
		if (validity.holds()) {
			Entry kept = (this.copier != null) ? this.copier.keep(entry) : entry;
			if (kept != null) {
				this.copies.put(key, new EntryReplica(kept, validity, keptUntil(kept)));
			}
		}
	}

	// By the clock of this tier: that of its entries may be set meanwhile
	private long keptUntil(Entry entry) {
		long until = this.lifetimes.keptUntil(entry.freshUntil());
		long millis = (until != Entry.NEVER) ? Math.min(until - this.lifetimes.now(), this.localMillis)
				: this.localMillis;
		long now = this.clock.millis();
		return (millis < Entry.NEVER - now) ? now + millis : Entry.NEVER;
	}

	/**
	 * Removes the copy of a key.
	 * @param key the key
	 * @return whether there was one that could have been served
	 */
	public boolean evict(Object key) {
		EntryReplica removed = this.copies.remove(key);
		return removed != null && removed.validity().holds();
	}

	/**
	 * Removes all copies.
	 */
	public void clear() {
		this.copies.clear();
	}

	/**
	 * Returns about how many copies there are; some that are not served any more may be
	 * counted.
	 * @return the number of copies
	 */
	public long size() {
		return this.copies.size();
	}

	/**
	 * Returns how many copies were removed because they expired or there was no room.
	 * @return the number of evictions since the tier was created
	 */
	public long evictions() {
		return this.copies.evictions();
	}

	/**
	 * Returns the weight of all entries.
	 * @return the weight in bytes, or {@code null} where entries are counted
	 */
	public @Nullable Long weight() {
		return this.copies.weight();
	}

	/**
	 * Returns the weight of what was removed because it expired or there was no room.
	 * @return the weight in bytes since the tier was created, or {@code null} where
	 * entries are counted
	 */
	public @Nullable Long evictedWeight() {
		return this.copies.evictedWeight();
	}

	/**
	 * Removes the copies that have expired, which else happens within a minute.
	 */
	void sweep() {
		this.copies.sweep();
	}

	/**
	 * Returns the cache of Caffeine that holds the copies.
	 * @return the native cache
	 */
	public Cache<Object, ?> nativeCache() {
		return this.copies.nativeCache();
	}

}
