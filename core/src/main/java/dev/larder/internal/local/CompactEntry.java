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

import dev.larder.internal.entry.Entry;
import org.jspecify.annotations.Nullable;

/**
 * An entry that knows no more of itself than what decides whether it may be served: half
 * the size of one that knows when it was written and how long it took to load. Its time
 * and its generation share 64 bits.
 */
final class CompactEntry extends Entry {

	/**
	 * Enough for no entry to outlive so many clearings of its cache, each of which
	 * removes what the one before it missed.
	 */
	private static final int GENERATION_BITS = 20;

	/**
	 * The last generation that such an entry can have.
	 */
	static final long MAX_GENERATION = (1L << GENERATION_BITS) - 1;

	/**
	 * Stands for never, in the year 2527.
	 */
	private static final long NEVER_FRESH = (1L << (Long.SIZE - GENERATION_BITS)) - 1;

	private final long freshUntilAndGeneration;

	/**
	 * Creates an entry.
	 * @param value the value
	 * @param generation its generation, up to {@link #MAX_GENERATION}
	 * @param freshUntil until when it may be served, in milliseconds since the epoch, or
	 * {@link #NEVER}
	 */
	CompactEntry(@Nullable Object value, long generation, long freshUntil) {
		super(value);
		this.freshUntilAndGeneration = (Math.max(0, Math.min(freshUntil, NEVER_FRESH)) << GENERATION_BITS) | generation;
	}

	@Override
	public long generation() {
		return this.freshUntilAndGeneration & MAX_GENERATION;
	}

	@Override
	public long writtenAt() {
		return 0;
	}

	@Override
	public long freshUntil() {
		long freshUntil = this.freshUntilAndGeneration >>> GENERATION_BITS;
		return (freshUntil < NEVER_FRESH) ? freshUntil : NEVER;
	}

	@Override
	public long loadMillis() {
		return 0;
	}

}
