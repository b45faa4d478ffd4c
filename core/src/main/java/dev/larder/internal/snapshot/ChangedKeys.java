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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The keys and caches that were changed after a snapshot was begun, so that its entries
 * of them must not be restored.
 */
final class ChangedKeys {

	/**
	 * 50 million changes, 400 MB of memory while restoring.
	 */
	private static final long MAX_CHANGES = 50_000_000;

	private long[] keys = new long[64];

	private int count;

	private final Set<KeyIdentity> clearedCaches = new HashSet<>();

	private ChangedKeys() {
	}

	/**
	 * Reads change logs.
	 * @param logs the logs there are, by their sequence, without the one being written
	 * @param first the sequence of the first that matters
	 * @return the changes
	 * @throws DamagedSnapshotException if a log is missing or damaged, beyond a last
	 * change that was not written to its end
	 */
	static ChangedKeys read(SortedMap<Long, Path> logs, long first) throws IOException {
		ChangedKeys changes = new ChangedKeys();
		long expected = first;
		for (Map.Entry<Long, Path> log : logs.tailMap(first).entrySet()) {
			if (log.getKey() != expected) {
				break;
			}
			if (changes.count + Files.size(log.getValue()) / ChangeLog.CHANGE_LENGTH > MAX_CHANGES) {
				throw new DamagedSnapshotException("its change logs are too long");
			}
			ChangeLog.read(log.getValue(), expected, changes::add);
			expected++;
		}
		if (expected == first || expected <= logs.lastKey()) {
			throw new DamagedSnapshotException("change log " + expected + " is missing");
		}
		Arrays.sort(changes.keys, 0, changes.count);
		return changes;
	}

	private void add(ChangeLog.Kind kind, KeyIdentity identity) {
		switch (kind) {
			case KEY_CHANGED -> add(identity.high());
			case CACHE_CLEARED -> this.clearedCaches.add(identity);
		}
	}

	private void add(long key) {
		if (this.count == this.keys.length) {
			this.keys = Arrays.copyOf(this.keys, this.count * 2);
		}
		this.keys[this.count++] = key;
	}

	/**
	 * Returns whether a cache was cleared.
	 */
	boolean containsCache(KeyIdentity cache) {
		return this.clearedCaches.contains(cache);
	}

	/**
	 * Returns whether a key was changed; seldom also for one that was not, as half of
	 * each identity is kept.
	 */
	boolean contains(KeyIdentity key) {
		return Arrays.binarySearch(this.keys, 0, this.count, key.high()) >= 0;
	}

}
