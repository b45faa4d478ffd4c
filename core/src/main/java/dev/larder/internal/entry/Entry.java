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
package dev.larder.internal.entry;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * What a cache keeps for a key: a value, which may be {@code null}, and when and how it
 * came to be. An entry is Spring's {@link Cache.ValueWrapper} itself, so that a hit
 * allocates nothing. Immutable, as far as its value is.
 */
public final class Entry implements Cache.ValueWrapper, DecodedEntry {

	/**
	 * The {@link #freshUntil()} of an entry that does not expire.
	 */
	public static final long NEVER = Long.MAX_VALUE;

	private final @Nullable Object value;

	private final long generation;

	private final long writtenAt;

	private final long freshUntil;

	private final long loadMillis;

	/**
	 * Creates an entry.
	 * @param value the value, or {@code null} for a cached {@code null}
	 * @param generation the generation of its cache it was loaded under, 0 where there
	 * are none
	 * @param writtenAt when it was written, in milliseconds since the epoch
	 * @param freshUntil until when it may be served, in milliseconds since the epoch, or
	 * {@link #NEVER}
	 * @param loadMillis how long the value took to load, in milliseconds, 0 if unknown
	 */
	public Entry(@Nullable Object value, long generation, long writtenAt, long freshUntil, long loadMillis) {
		this.value = value;
		this.generation = generation;
		this.writtenAt = writtenAt;
		this.freshUntil = freshUntil;
		this.loadMillis = loadMillis;
	}

	@Override
	public @Nullable Object get() {
		return this.value;
	}

	public long generation() {
		return this.generation;
	}

	public long writtenAt() {
		return this.writtenAt;
	}

	public long freshUntil() {
		return this.freshUntil;
	}

	public long loadMillis() {
		return this.loadMillis;
	}

	/**
	 * Returns whether the entry may be served at a time.
	 * @param now the time, in milliseconds since the epoch
	 * @return whether it is still fresh
	 */
	public boolean isFresh(long now) {
		return now < this.freshUntil;
	}

	@Override
	public String toString() {
		return "Entry[type=" + ((this.value != null) ? this.value.getClass().getName() : null) + ", generation="
				+ Long.toHexString(this.generation) + ", writtenAt=" + this.writtenAt + ", freshUntil="
				+ this.freshUntil + "]";
	}

}
