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

import dev.larder.internal.local.Validity;
import dev.larder.internal.memcached.Generation;

/**
 * How long the copy of an item is valid: until this instance hears of a change of its
 * key, or that its cache was cleared. Immutable and thread-safe.
 */
public final class CopyValidity implements Validity {

	private final NodeCoherence node;

	private final int slot;

	private final int stamp;

	private final Generation generation;

	private final long generationChanges;

	/**
	 * Takes the validity of a key that is going to be read.
	 * @param node what hears of changes of the key
	 * @param key the key as memcached sees it
	 * @param generation tells when the cache is cleared
	 */
	CopyValidity(NodeCoherence node, String key, Generation generation) {
		this.node = node;
		this.slot = Stamps.slot(Stamps.hash(key));
		this.stamp = node.stamps().stamp(this.slot);
		this.generation = generation;
		this.generationChanges = generation.changes();
	}

	@Override
	public boolean holds() {
		return this.node.stamps().stamp(this.slot) == this.stamp && this.generation.changes() == this.generationChanges
				&& this.node.mayBeServed();
	}

}
