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
package dev.larder.internal.snapshot;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.larder.internal.entry.Decoded;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryHeader;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Item;
import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.entry.Unreadable;
import dev.larder.internal.local.LocalTier;
import dev.larder.internal.local.TierBound;
import dev.larder.internal.local.TierChanges;
import dev.larder.internal.snapshot.SnapshotFormat.StoredEntry;
import dev.larder.serializer.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A cache that snapshots are made of, and restored to. Until the entries of the former
 * run are restored it remembers which keys have changed, so that none is restored over
 * what is newer. Thread-safe.
 */
final class SnapshotCache {

	private static final EncodedKey NO_KEY = new EncodedKey("-", null);

	private static final int MAX_REMEMBERED = 1_000_000;

	private final String name;

	private final SnapshotValues values;

	private final SnapshotKeys keys;

	private final ChangeRecorder recorder;

	private final SnapshotMonitor monitor;

	private final LocalTier tier;

	private final long firstGeneration;

	private volatile @Nullable Set<Object> changedKeys;

	private volatile boolean tooManyChanged;

	/**
	 * Creates a cache with an empty tier.
	 * @param name its name
	 * @param maxEntries how many entries its tier holds
	 * @param lifetimes tells how long entries are kept, and the time
	 * @param refreshesAhead whether entries are refreshed ahead
	 * @param values how its keys and values are written
	 * @param recorder writes the change log
	 * @param monitor told of entries that snapshots cannot hold
	 * @param restoring whether entries may yet be restored
	 */
	SnapshotCache(String name, long maxEntries, Lifetimes lifetimes, boolean refreshesAhead, SnapshotValues values,
			ChangeRecorder recorder, SnapshotMonitor monitor, boolean restoring) {
		this.name = name;
		this.values = values;
		this.keys = new SnapshotKeys(name, values);
		this.recorder = recorder;
		this.monitor = monitor;
		this.changedKeys = restoring ? ConcurrentHashMap.newKeySet() : null;
		this.tier = new LocalTier(TierBound.ofEntries(maxEntries), lifetimes, refreshesAhead, new Changes());
		this.firstGeneration = this.tier.generation();
	}

	String name() {
		return this.name;
	}

	KeyIdentity identity() {
		return this.keys.cache();
	}

	LocalTier tier() {
		return this.tier;
	}

	/**
	 * Returns the entries there are, also while they change.
	 */
	Iterable<Map.Entry<Object, Entry>> entries() {
		return this.tier.nativeCache().asMap().entrySet();
	}

	boolean isCurrent(Entry entry) {
		return entry.generation() == this.tier.generation() && entry.isFresh(this.tier.now());
	}

	/**
	 * Writes an entry.
	 * @return the entry as it is stored, or {@code null} if snapshots cannot hold it
	 */
	@Nullable StoredEntry write(Object key, Entry entry, long now) {
		Object value = entry.get();
		try {
			// A cache that copies what is read keeps bytes
			Item encoded = (value instanceof Item bytes) ? bytes
					: this.values.codec().encode(outOfTier(entry, now), NO_KEY);
			StoredEntry stored = this.keys.write(key, encoded);
			if (stored == null) {
				this.monitor.keyLeftOut(this.name, (key instanceof EntryKey kept) ? kept.original() : key);
				return null;
			}
			return stored.fits() ? stored
					: leaveOut(value, "at least one is larger than " + SnapshotFormat.MAX_BODY + " bytes");
		}
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			return leaveOut(value, String.valueOf(ex.getMessage()));
		}
	}

	private @Nullable StoredEntry leaveOut(@Nullable Object value, String reason) {
		this.monitor.valueLeftOut(this.name, value, reason);
		return null;
	}

	/**
	 * Restores an entry, unless there is a newer one, or it was changed or expired.
	 */
	Restorer.Outcome restore(StoredEntry stored, long now) {
		Decoded header = this.values.codec().readHeader(stored.value(), null);
		if (!(header instanceof EntryHeader entryHeader)) {
			return unreadable(header);
		}
		if (!entryHeader.isFresh(now)) {
			return Restorer.Outcome.EXPIRED;
		}
		Object key;
		try {
			key = this.keys.read(stored);
		}
		catch (SerializationException ex) {
			this.monitor.keyUnreadable(this.name, ex);
			return Restorer.Outcome.LEFT_OUT;
		}
		if (!mayRestore(key)) {
			return Restorer.Outcome.NEWER;
		}
		Decoded decoded = this.values.codec().readEntry(stored.value(), entryHeader);
		if (!(decoded instanceof Entry entry)) {
			return unreadable(decoded);
		}
		boolean restored = this.tier.restore(key, intoTier(entry, now), () -> mayRestore(key));
		return restored ? Restorer.Outcome.RESTORED : Restorer.Outcome.NEWER;
	}

	private Restorer.Outcome unreadable(Object found) {
		if (found instanceof Unreadable unreadable) {
			this.monitor.valueUnreadable(this.name, unreadable);
		}
		return Restorer.Outcome.LEFT_OUT;
	}

	/**
	 * Returns whether the entry a key had in the former run may be restored, as far as
	 * its key tells. Clearing shows in the generation of the tier.
	 */
	private boolean mayRestore(Object key) {
		Set<Object> changed = this.changedKeys;
		return changed != null && !this.tooManyChanged && !changed.contains(key);
	}

	/**
	 * Ends restoring.
	 */
	void restored() {
		this.changedKeys = null;
	}

	// The clock of the tier may be ahead of the system's. An entry that does not know
	// when it was written, was so by now
	private Entry outOfTier(Entry entry, long now) {
		long ahead = this.tier.now() - now;
		long writtenAt = (entry.writtenAt() != 0) ? entry.writtenAt() - ahead : now;
		long freshUntil = (entry.freshUntil() != Entry.NEVER) ? entry.freshUntil() - ahead : Entry.NEVER;
		return Entry.of(entry.get(), entry.generation(), writtenAt, freshUntil, entry.loadMillis());
	}

	// A clock that was set back lets no entry live longer than it would have
	private Entry intoTier(Entry entry, long now) {
		long ahead = this.tier.now() - now;
		long freshUntil = entry.freshUntil();
		if (freshUntil != Entry.NEVER) {
			freshUntil = now + ahead + Math.max(0, freshUntil - Math.max(now, entry.writtenAt()));
		}
		return this.tier.compact(Entry.of(entry.get(), this.firstGeneration, Math.min(entry.writtenAt(), now) + ahead,
				freshUntil, entry.loadMillis()));
	}

	/**
	 * Follows the changes of the tier.
	 */
	private final class Changes implements TierChanges {

		@Override
		public void begin(Object key) {
			filling(key);
			KeyIdentity identity;
			try {
				identity = SnapshotCache.this.keys.identify(key);
			}
			catch (RuntimeException | StackOverflowError | LinkageError ex) {
				// It may be in the snapshot all the same
				beginClear();
				return;
			}
			SnapshotCache.this.recorder.begin(ChangeLog.Kind.KEY_CHANGED, identity);
		}

		@Override
		public void beginClear() {
			SnapshotCache.this.recorder.begin(ChangeLog.Kind.CACHE_CLEARED, identity());
		}

		@Override
		public void end() {
			SnapshotCache.this.recorder.end();
		}

		// Remembered before the change is made: restoring asks while it holds the key in
		// the cache, so that it either sees this, or is itself undone by the change
		@Override
		public void filling(Object key) {
			Set<Object> changed = SnapshotCache.this.changedKeys;
			if (changed != null && !SnapshotCache.this.tooManyChanged) {
				changed.add(key);
				if (changed.size() > MAX_REMEMBERED) {
					SnapshotCache.this.tooManyChanged = true;
				}
			}
		}

	}

}
