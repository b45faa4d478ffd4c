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

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A key of a cache on its way through it: what the application gave, what tells it from
 * other keys, and what memcached is told. Written once, at the latest when memcached is
 * asked. Immutable and thread-safe.
 * <p>
 * A key is told from others by its text, whatever its own {@code equals} says. Where that
 * says the same, the key itself stands in maps for its text, as it costs nothing; else
 * this object does.
 */
public final class EntryKey {

	private final KeyEncoder encoder;

	private final Object original;

	private final boolean plain;

	private final @Nullable ResultTtl ttl;

	private volatile @Nullable EncodedKey encoded;

	/**
	 * Creates a key.
	 * @param encoder writes it
	 * @param original the key as the application gave it
	 * @param plain whether that tells itself from others as its text does
	 * @param encoded the key as memcached sees it, or {@code null} if it can be written
	 * later for sure
	 */
	EntryKey(KeyEncoder encoder, Object original, boolean plain, @Nullable EncodedKey encoded) {
		this(encoder, original, plain, encoded, null);
	}

	private EntryKey(KeyEncoder encoder, Object original, boolean plain, @Nullable EncodedKey encoded,
			@Nullable ResultTtl ttl) {
		this.encoder = encoder;
		this.original = original;
		this.plain = plain;
		this.encoded = encoded;
		this.ttl = ttl;
	}

	/**
	 * Returns the same key on the way of a method that has a time to live of its own.
	 * @param ttl the time to live of what is stored under this key
	 * @return a key that is equal to this one
	 */
	public EntryKey livingFor(ResultTtl ttl) {
		return new EntryKey(this.encoder, this.original, this.plain, this.encoded, ttl);
	}

	/**
	 * Returns the time to live of what is stored under this key.
	 * @return the time to live, or {@code null} if it is that of the cache
	 */
	public @Nullable ResultTtl ttl() {
		return this.ttl;
	}

	/**
	 * Returns the key as the application gave it, for what is the application's: its
	 * functions, and messages. It may have changed since.
	 * @return the key
	 */
	public Object original() {
		return this.original;
	}

	/**
	 * Returns the identity of the key, by which maps tell it from others.
	 * @return the key itself if its {@code equals} does that, else this object
	 */
	public Object identity() {
		return this.plain ? this.original : this;
	}

	/**
	 * Returns the key as memcached sees it.
	 * @return the encoded key
	 */
	public EncodedKey encoded() {
		EncodedKey encoded = this.encoded;
		if (encoded == null) {
			encoded = this.encoder.encode(this.original);
			this.encoded = encoded;
		}
		return encoded;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		if (this == other) {
			return true;
		}
		if (!(other instanceof EntryKey key) || this.plain != key.plain) {
			return false;
		}
		return this.plain ? this.original.equals(key.original) : Objects.equals(this.encoded, key.encoded);
	}

	@Override
	public int hashCode() {
		return this.plain ? this.original.hashCode() : Objects.hashCode(this.encoded);
	}

	@Override
	public String toString() {
		return encoded().toString();
	}

}
