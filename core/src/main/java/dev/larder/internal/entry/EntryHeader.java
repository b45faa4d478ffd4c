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

/**
 * What is known of an entry before its value is read, so that a stale entry or one of an
 * old generation costs little. Immutable, as long as nobody changes the item's data.
 */
public final class EntryHeader implements DecodedHeader {

	private final long flags;

	private final boolean holdsNull;

	private final long generation;

	private final long writtenAt;

	private final long freshUntil;

	private final long loadMillis;

	private final @Nullable String key;

	private final byte[] data;

	private final int payload;

	EntryHeader(long flags, boolean holdsNull, long generation, long writtenAt, long freshUntil, long loadMillis,
			@Nullable String key, byte[] data, int payload) {
		this.flags = flags;
		this.holdsNull = holdsNull;
		this.generation = generation;
		this.writtenAt = writtenAt;
		this.freshUntil = freshUntil;
		this.loadMillis = loadMillis;
		this.key = key;
		this.data = data;
		this.payload = payload;
	}

	public long generation() {
		return this.generation;
	}

	/**
	 * Returns when the entry was written.
	 * @return milliseconds since the epoch, 0 if not known
	 */
	public long writtenAt() {
		return this.writtenAt;
	}

	/**
	 * Returns until when the entry may be served.
	 * @return milliseconds since the epoch, or {@link Entry#NEVER}
	 */
	public long freshUntil() {
		return this.freshUntil;
	}

	/**
	 * Returns how long the value took to load.
	 * @return milliseconds, 0 if not known
	 */
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

	/**
	 * Returns the whole key of an entry that is stored under a hashed key.
	 * @return the key, or {@code null} if the key is not hashed
	 */
	public @Nullable String key() {
		return this.key;
	}

	boolean holdsNull() {
		return this.holdsNull;
	}

	long flags() {
		return this.flags;
	}

	byte[] data() {
		return this.data;
	}

	int payload() {
		return this.payload;
	}

	Entry withValue(@Nullable Object value) {
		return Entry.of(value, this.generation, this.writtenAt, this.freshUntil, this.loadMillis);
	}

	@Override
	public String toString() {
		return "EntryHeader[generation=" + Long.toHexString(this.generation) + ", writtenAt=" + this.writtenAt
				+ ", freshUntil=" + this.freshUntil + ", size=" + this.data.length + "]";
	}

}
