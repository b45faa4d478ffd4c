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
 * The value that a cache keeps for a key, which may be {@code null}, with the times and
 * the generation of its origin. An entry is Spring's {@link Cache.ValueWrapper} itself,
 * so that a hit allocates nothing. Immutable, as far as its value is.
 * <p>
 * There is one object of this kind for each entry in local memory. So a tier that needs
 * less than all of this has a smaller class of its own.
 */
public abstract non-sealed class Entry implements Cache.ValueWrapper, Decoded {

	/**
	 * The {@link #freshUntil()} of an entry that does not expire.
	 */
	public static final long NEVER = Long.MAX_VALUE;

	private final @Nullable Object value;

	/**
	 * Creates an entry.
	 * @param value the value, or {@code null} for a cached {@code null}
	 */
	protected Entry(@Nullable Object value) {
		this.value = value;
	}

	/**
	 * Returns an entry that knows all there is to know of it.
	 * @param value the value, or {@code null} for a cached {@code null}
	 * @param generation the generation of its cache it was loaded under, 0 where there
	 * are none
	 * @param writtenAt the time it was written, in milliseconds since the epoch
	 * @param freshUntil the time until which it may be served, in milliseconds since the
	 * epoch, or {@link #NEVER}
	 * @param loadMillis the time the value took to load, in milliseconds, 0 if unknown
	 * @return a new entry
	 */
	public static Entry of(@Nullable Object value, long generation, long writtenAt, long freshUntil, long loadMillis) {
		return new CompleteEntry(value, generation, writtenAt, freshUntil, loadMillis);
	}

	@Override
	public final @Nullable Object get() {
		return this.value;
	}

	/**
	 * Returns the generation of its cache the entry was loaded under.
	 * @return the generation, 0 where there are none
	 */
	public abstract long generation();

	/**
	 * Returns when the entry was written.
	 * @return milliseconds since the epoch, 0 if unknown
	 */
	public abstract long writtenAt();

	/**
	 * Returns until when the entry may be served.
	 * @return milliseconds since the epoch, or {@link #NEVER}
	 */
	public abstract long freshUntil();

	/**
	 * Returns how long the value took to load.
	 * @return milliseconds, 0 if unknown
	 */
	public abstract long loadMillis();

	/**
	 * Returns whether the entry may be served at a time.
	 * @param now the time, in milliseconds since the epoch
	 * @return whether it is still fresh
	 */
	public final boolean isFresh(long now) {
		return now < freshUntil();
	}

	@Override
	public final String toString() {
		return "Entry[type=" + ((this.value != null) ? this.value.getClass().getName() : null) + ", generation="
				+ Long.toHexString(generation()) + ", writtenAt=" + writtenAt() + ", freshUntil=" + freshUntil() + "]";
	}

	/**
	 * An entry that knows all there is to know of it.
	 */
	private static final class CompleteEntry extends Entry {

		private final long generation;

		private final long writtenAt;

		private final long freshUntil;

		private final long loadMillis;

		private CompleteEntry(@Nullable Object value, long generation, long writtenAt, long freshUntil,
				long loadMillis) {
			super(value);
			this.generation = generation;
			this.writtenAt = writtenAt;
			this.freshUntil = freshUntil;
			this.loadMillis = loadMillis;
		}

		@Override
		public long generation() {
			return this.generation;
		}

		@Override
		public long writtenAt() {
			return this.writtenAt;
		}

		@Override
		public long freshUntil() {
			return this.freshUntil;
		}

		@Override
		public long loadMillis() {
			return this.loadMillis;
		}

	}

}
