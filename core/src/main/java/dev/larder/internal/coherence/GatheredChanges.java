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
package dev.larder.internal.coherence;

import dev.larder.coherence.Invalidation;

import java.util.HashSet;
import java.util.Set;

/**
 * Changes of one node's items that have yet to be announced. Bounded: too many keys
 * become everything. Not thread-safe.
 */
final class GatheredChanges {

	static final int MAX_KEYS = 4096;

	private final Set<Integer> keyHashes = new HashSet<>();

	private boolean everything;

	boolean isEmpty() {
		return !this.everything && this.keyHashes.isEmpty();
	}

	void add(int keyHash) {
		if (this.everything) {
			return;
		}
		this.keyHashes.add(keyHash);
		if (this.keyHashes.size() > MAX_KEYS) {
			addEverything();
		}
	}

	void addEverything() {
		this.everything = true;
		this.keyHashes.clear();
	}

	void addAll(GatheredChanges others) {
		if (others.everything) {
			addEverything();
		}
		else {
			others.keyHashes.forEach(this::add);
		}
	}

	Invalidation toInvalidation(String node, long origin, long writtenAt) {
		return this.everything ? Invalidation.ofEverything(node, origin, writtenAt) : Invalidation.ofKeys(node, origin,
				writtenAt, this.keyHashes.stream().mapToInt(Integer::intValue).toArray());
	}

}
