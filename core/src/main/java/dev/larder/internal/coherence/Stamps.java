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

import java.util.concurrent.atomic.AtomicIntegerArray;

import dev.larder.coherence.Invalidation;

/**
 * A version number for the keys of one node, so many keys to a number that the table
 * never grows. Whoever reads a key takes its stamp before, and the copy is valid while
 * the stamp is the same. That keys share a number costs no more than needless reading.
 * Thread-safe.
 */
final class Stamps {

	private static final int SIZE = 1 << 16;

	private final AtomicIntegerArray stamps = new AtomicIntegerArray(SIZE);

	/**
	 * Returns the hash by which instances tell each other of a key.
	 * {@link String#hashCode()} is the same in all JVMs, by its specification.
	 */
	static int hash(String key) {
		return key.hashCode();
	}

	/**
	 * Returns where the number of a key is.
	 */
	static int slot(int hash) {
		return (hash ^ (hash >>> 16)) & (SIZE - 1);
	}

	int stamp(int slot) {
		return this.stamps.get(slot);
	}

	/**
	 * Invalidates the keys that another instance changed.
	 */
	void apply(Invalidation invalidation) {
		if (invalidation.isEverything()) {
			invalidateAll();
			return;
		}
		for (int keyHash : invalidation.keyHashes()) {
			invalidate(keyHash);
		}
	}

	/**
	 * Invalidates a key.
	 */
	void invalidate(int hash) {
		this.stamps.incrementAndGet(slot(hash));
	}

	/**
	 * Invalidates all keys.
	 */
	void invalidateAll() {
		for (int slot = 0; slot < SIZE; slot++) {
			this.stamps.incrementAndGet(slot);
		}
	}

}
