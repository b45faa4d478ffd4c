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

package dev.larder.internal.memcached;

import java.util.concurrent.CompletableFuture;

/**
 * The generation of a cache at a {@linkplain Place place}: another one where either that
 * of the cache on the node or the number of the place is. Thread-safe.
 */
final class PlacedGeneration implements Generation {

	private final StoredGeneration stored;

	private final Place place;

	/**
	 * Creates a generation.
	 * @param stored the generation of the cache on the node
	 * @param place the place
	 */
	PlacedGeneration(StoredGeneration stored, Place place) {
		this.stored = stored;
		this.place = place;
	}

	@Override
	public StoredGeneration stored() {
		return this.stored;
	}

	@Override
	public CompletableFuture<Long> current() {
		return this.stored.current().thenCombine(this.place.number(), PlacedGeneration::mixed);
	}

	/**
	 * Returns a number that stands for two, as a hash of 64 bits does: the last steps of
	 * SplitMix64 (Steele, Lea and Flood, 2014), which map each number to another.
	 * @param generation the number of the generation
	 * @param place the number of the place
	 * @return the number, never 0
	 */
	static long mixed(long generation, long place) {
		long mixed = finished(finished(generation) + place);
		return (mixed != 0) ? mixed : 1;
	}

	private static long finished(long number) {
		long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
		mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
		return mixed ^ (mixed >>> 31);
	}

	@Override
	public long changes() {
		return this.stored.changes() + this.place.changes();
	}

	@Override
	public CompletableFuture<Void> renew() {
		return this.stored.renew();
	}

	@Override
	public boolean isSeenByOthers() {
		return true;
	}

}
