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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.larder.internal.local.TierChanges;
import org.jspecify.annotations.Nullable;

/**
 * Follows the changes of one cache: for the change log, and, until the entries of the
 * former run are restored, so that none is restored over what is newer. Thread-safe.
 */
final class CacheChanges implements TierChanges {

	private static final int MAX_REMEMBERED = 1_000_000;

	private final KeyIdentities identities;

	private final ChangeRecorder recorder;

	private volatile @Nullable Set<Object> changedKeys;

	private volatile boolean tooMany;

	/**
	 * Creates the changes of a cache.
	 * @param identities tells what stands for its keys
	 * @param recorder writes the change log
	 * @param restoring whether entries may yet be restored
	 */
	CacheChanges(KeyIdentities identities, ChangeRecorder recorder, boolean restoring) {
		this.identities = identities;
		this.recorder = recorder;
		this.changedKeys = restoring ? ConcurrentHashMap.newKeySet() : null;
	}

	@Override
	public void begin(Object key) {
		filling(key);
		KeyIdentity identity;
		try {
			identity = this.identities.of(key);
		}
		catch (RuntimeException | StackOverflowError | LinkageError ex) {
			// It may be in the snapshot all the same
			this.recorder.begin(SnapshotFormat.CACHE_CLEARED, this.identities.cache());
			return;
		}
		this.recorder.begin(SnapshotFormat.KEY_CHANGED, identity);
	}

	@Override
	public void beginClear() {
		this.recorder.begin(SnapshotFormat.CACHE_CLEARED, this.identities.cache());
	}

	@Override
	public void end() {
		this.recorder.end();
	}

	// Remembered before the change is made: restoring asks while it holds the key in the
	// cache, so that it either sees this, or is itself undone by the change
	@Override
	public void filling(Object key) {
		Set<Object> keys = this.changedKeys;
		if (keys != null && !this.tooMany) {
			keys.add(key);
			if (keys.size() > MAX_REMEMBERED) {
				this.tooMany = true;
			}
		}
	}

	/**
	 * Returns whether the entry a key had in the former run may be restored, as far as
	 * its key tells. Clearing shows in the generation of the tier.
	 */
	boolean mayRestore(Object key) {
		Set<Object> keys = this.changedKeys;
		return keys != null && !this.tooMany && !keys.contains(key);
	}

	/**
	 * Ends restoring.
	 */
	void restored() {
		this.changedKeys = null;
	}

}
