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

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Lifetimes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the entries of one cache in this process. Thread-safe.
 * <p>
 * Every entry belongs to the generation it was made under, and is served only while that
 * is the current one. So {@link #clear()} takes effect at once for everything, whatever
 * is being stored meanwhile.
 */
public final class LocalTier {

	private final ExpiringEntries<Entry> entries;

	private final AtomicLong generation = new AtomicLong(1);

	private final Lifetimes lifetimes;

	private final boolean refreshesAhead;

	private final @Nullable TierChanges changes;

	/**
	 * Creates an empty tier.
	 * @param bound how much it holds before it evicts what is used least
	 * @param lifetimes tells how long entries are kept, and the time
	 * @param refreshesAhead whether entries are refreshed ahead, which depends on how
	 * they came to be
	 * @param changes told of every change, or {@code null} if nobody needs to know
	 */
	public LocalTier(TierBound bound, Lifetimes lifetimes, boolean refreshesAhead, @Nullable TierChanges changes) {
		this.lifetimes = lifetimes;
		this.refreshesAhead = refreshesAhead;
		this.changes = changes;
		this.entries = new ExpiringEntries<>(bound, TierBound::weight,
				(entry) -> lifetimes.keptUntil(entry.freshUntil()), lifetimes::now);
	}

	/**
	 * Returns an entry in the form that takes the least memory here.
	 * @param entry an entry of a generation of this tier
	 * @return an entry that serves as well in this tier
	 */
	public Entry compact(Entry entry) {
		return (this.refreshesAhead || entry instanceof CompactEntry) ? entry
				: new CompactEntry(entry.get(), entry.generation(), entry.freshUntil());
	}

	/**
	 * Makes the entry of a value, in the form that takes the least memory here.
	 * @param key the key
	 * @param value the value
	 * @param generation the generation of this tier it was loaded under
	 * @param loadMillis how long it took to load, in milliseconds, 0 if unknown
	 * @return the entry, or {@code null} if such a value is not kept
	 */
	public @Nullable Entry entry(EntryKey key, @Nullable Object value, long generation, long loadMillis) {
		long now = this.lifetimes.now();
		long freshUntil = this.lifetimes.freshUntil(key, value, now);
		if (freshUntil <= now) {
			return null;
		}
		return this.refreshesAhead ? Entry.of(value, generation, now, freshUntil, loadMillis)
				: new CompactEntry(value, generation, freshUntil);
	}

	/**
	 * Returns the time by which entries expire.
	 * @return milliseconds since the epoch
	 */
	public long now() {
		return this.lifetimes.now();
	}

	/**
	 * Returns the generation that entries made now belong to.
	 * @return the generation, never 0
	 */
	public long generation() {
		return this.generation.get();
	}

	/**
	 * Returns the entry of a key.
	 * @param key the key
	 * @return the entry, or {@code null} if there is none that may be served
	 */
	public @Nullable Entry get(Object key) {
		Entry entry = this.entries.get(key);
		return (entry != null && isCurrent(entry)) ? entry : null;
	}

	/**
	 * Returns the entry of a key, which does not count as a use of it.
	 * @param key the key
	 * @return the entry, or {@code null} if there is none that may be served
	 */
	public @Nullable Entry peek(Object key) {
		Entry entry = this.entries.peek(key);
		return (entry != null && isCurrent(entry)) ? entry : null;
	}

	/**
	 * Returns the keys of all entries, and of some that may not be served any more.
	 * @return a view, which changes with the entries
	 */
	public Set<Object> keys() {
		return this.entries.keys();
	}

	/**
	 * Stores an entry, replacing any other.
	 * @param key the key
	 * @param entry the entry
	 */
	public void put(Object key, Entry entry) {
		begin(key);
		try {
			this.entries.put(key, entry);
		}
		finally {
			end();
		}
	}

	/**
	 * Stores an entry unless it became out of date before it could be stored, or another
	 * came meanwhile.
	 * @param key the key
	 * @param entry the entry
	 * @param known the entry that was there when the new one was begun, or {@code null}
	 * if there was none
	 * @param valid asked when nothing can come between the answer and the storing of this
	 * key
	 * @return whether the entry was stored
	 */
	public boolean putIf(Object key, Entry entry, @Nullable Entry known, BooleanSupplier valid) {
		if (this.changes != null) {
			this.changes.filling(key);
		}
		Entry stored = this.entries.compute(key,
				(present) -> (replaces(present, known) && valid.getAsBoolean() && isCurrent(entry)) ? entry : present);
		return stored == entry;
	}

	private boolean replaces(@Nullable Entry present, @Nullable Entry known) {
		return present == null || present == known || !isCurrent(present);
	}

	/**
	 * Stores an entry unless there is one, atomically.
	 * @param key the key
	 * @param entry the entry
	 * @param counts says whether an entry that is there counts
	 * @return the entry that was there, or {@code null} if the new one was stored
	 */
	public @Nullable Entry putIfAbsent(Object key, Entry entry, Predicate<Entry> counts) {
		Entry found = get(key);
		if (found != null && counts.test(found)) {
			return found;
		}
		begin(key);
		try {
			Entry stored = this.entries.compute(key,
					(present) -> (present != null && isCurrent(present) && counts.test(present)) ? present : entry);
			return (stored != entry) ? stored : null;
		}
		finally {
			end();
		}
	}

	/**
	 * Stores an entry of an earlier run, unless there is one that must be newer.
	 * @param key the key
	 * @param entry the entry, of a generation the tier had before it was used
	 * @param valid asked when nothing can come between the answer and the storing of this
	 * key
	 * @return whether the entry was stored
	 */
	public boolean restore(Object key, Entry entry, BooleanSupplier valid) {
		Entry stored = this.entries.compute(key,
				(present) -> (present == null && valid.getAsBoolean() && isCurrent(entry)) ? entry : present);
		return stored == entry;
	}

	/**
	 * Removes the entry of a key.
	 * @param key the key
	 * @return whether there was one that could have been served
	 */
	public boolean evict(Object key) {
		begin(key);
		try {
			Entry removed = this.entries.remove(key);
			return removed != null && isCurrent(removed);
		}
		finally {
			end();
		}
	}

	/**
	 * Removes all entries.
	 * @return whether there were any
	 */
	public boolean clear() {
		boolean notEmpty = this.entries.size() > 0;
		if (this.changes != null) {
			this.changes.beginClear();
		}
		try {
			this.generation.updateAndGet((current) -> current % CompactEntry.MAX_GENERATION + 1);
		}
		finally {
			end();
		}
		this.entries.clear();
		return notEmpty;
	}

	/**
	 * Returns about how many entries there are; entries that expired but were not removed
	 * yet may be counted.
	 * @return the number of entries
	 */
	public long size() {
		return this.entries.size();
	}

	/**
	 * Returns how many entries were removed because they expired or there was no room.
	 * @return the number of evictions since the tier was created
	 */
	public long evictions() {
		return this.entries.evictions();
	}

	/**
	 * Returns the weight of all entries.
	 * @return the weight in bytes, or {@code null} where entries are counted
	 */
	public @Nullable Long weight() {
		return this.entries.weight();
	}

	/**
	 * Returns the weight of what was removed because it expired or there was no room.
	 * @return the weight in bytes since the tier was created, or {@code null} where
	 * entries are counted
	 */
	public @Nullable Long evictedWeight() {
		return this.entries.evictedWeight();
	}

	/**
	 * Removes the entries that have expired, which else happens within a minute.
	 */
	void sweep() {
		this.entries.sweep();
	}

	/**
	 * Returns the cache of Caffeine that holds the entries.
	 * @return the native cache
	 */
	public Cache<Object, Entry> nativeCache() {
		return this.entries.nativeCache();
	}

	private void begin(Object key) {
		if (this.changes != null) {
			this.changes.begin(key);
		}
	}

	private void end() {
		if (this.changes != null) {
			this.changes.end();
		}
	}

	private boolean isCurrent(Entry entry) {
		return entry.generation() == this.generation.get();
	}

}
