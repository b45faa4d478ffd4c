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

import dev.larder.internal.entry.DecodedEntry;
import dev.larder.internal.entry.DecodedHeader;
import dev.larder.internal.entry.EncodedEntry;
import dev.larder.internal.entry.EncodedKey;
import dev.larder.internal.entry.Entry;
import dev.larder.internal.entry.EntryHeader;
import dev.larder.internal.entry.EntryKey;
import dev.larder.internal.entry.Unreadable;
import dev.larder.internal.local.LocalTier;
import dev.larder.internal.snapshot.SnapshotRecord.StoredEntry;
import dev.larder.serializer.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A cache that snapshots are made of, and restored to. Thread-safe.
 */
final class SnapshotCache {

	private static final EncodedKey NO_KEY = new EncodedKey("-", null);

	private final String name;

	private final LocalTier tier;

	private final CacheChanges changes;

	private final KeyIdentities identities;

	private final SnapshotValues values;

	private final SnapshotKeys keys;

	private final LeftOut leftOut;

	private final long firstGeneration;

	SnapshotCache(String name, LocalTier tier, CacheChanges changes, KeyIdentities identities, SnapshotValues values,
			LeftOut leftOut) {
		this.name = name;
		this.tier = tier;
		this.changes = changes;
		this.identities = identities;
		this.values = values;
		this.keys = new SnapshotKeys(identities, values);
		this.leftOut = leftOut;
		this.firstGeneration = tier.generation();
	}

	String name() {
		return this.name;
	}

	KeyIdentity identity() {
		return this.identities.cache();
	}

	CacheChanges changes() {
		return this.changes;
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
			StoredKey storedKey = this.keys.write(key);
			if (storedKey == null) {
				this.leftOut.key(this.name, (key instanceof EntryKey kept) ? kept.original() : key);
				return null;
			}
			// A cache that copies what is read keeps bytes
			EncodedEntry encoded = (value instanceof EncodedEntry bytes) ? bytes
					: this.values.codec().encode(outOfTier(entry, now), NO_KEY);
			StoredEntry stored = new StoredEntry(storedKey, encoded.flags(), encoded.data());
			return (stored.length() <= SnapshotFormat.MAX_BODY) ? stored
					: leaveOut(value, "at least one is larger than " + SnapshotFormat.MAX_BODY + " bytes");
		}
		catch (RuntimeException | StackOverflowError | LinkageError | AssertionError ex) {
			return leaveOut(value, String.valueOf(ex.getMessage()));
		}
	}

	private @Nullable StoredEntry leaveOut(@Nullable Object value, @Nullable String reason) {
		this.leftOut.value(this.name, (value != null) ? value.getClass().getName() : "null", String.valueOf(reason));
		return null;
	}

	/**
	 * Restores an entry, unless there is a newer one, or it was changed or expired.
	 */
	RestoreOutcome restore(StoredEntry stored, long now) {
		DecodedHeader header = this.values.codec().readHeader(stored.flags(), stored.data(), null);
		if (!(header instanceof EntryHeader entryHeader)) {
			return unreadable(header);
		}
		if (!entryHeader.isFresh(now)) {
			return RestoreOutcome.EXPIRED;
		}
		Object key;
		try {
			key = this.keys.read(stored.key());
		}
		catch (SerializationException ex) {
			this.leftOut.unreadableKey(this.name, ex.getClass().getSimpleName(), ex.getMessage());
			return RestoreOutcome.LEFT_OUT;
		}
		if (!this.changes.mayRestore(key)) {
			return RestoreOutcome.NEWER;
		}
		DecodedEntry decoded = this.values.codec().readEntry(entryHeader);
		if (!(decoded instanceof Entry entry)) {
			return unreadable(decoded);
		}
		boolean restored = this.tier.restore(key, intoTier(entry, now), () -> this.changes.mayRestore(key));
		return restored ? RestoreOutcome.RESTORED : RestoreOutcome.NEWER;
	}

	// The clock of the tier may be ahead of the system's. An entry that does not know
	// when
	// it was written was so by now
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

	private RestoreOutcome unreadable(Object found) {
		if (found instanceof Unreadable unreadable) {
			this.leftOut.unreadable(this.name, unreadable);
		}
		return RestoreOutcome.LEFT_OUT;
	}

}
