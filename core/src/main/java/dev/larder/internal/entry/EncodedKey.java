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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.jspecify.annotations.Nullable;

/**
 * A cache key as memcached sees it. One that memcached would not take is shortened to its
 * readable start and a hash of all of it: the first 160 bits of SHA-256, in Base 32.
 * Before the hash stands {@code ~~}, which no other key contains.
 *
 * @param text the key on the wire: printable ASCII without blanks, at most 250 bytes
 * @param original the whole key, when {@code text} holds only its hash; an entry under a
 * hashed key carries it and is checked against it on reading
 */
public record EncodedKey(String text, @Nullable String original) {

	/**
	 * The longest key memcached takes, in bytes.
	 */
	static final int MAX_LENGTH = 250;

	private static final String MARK = "~~";

	private static final int HASH_BYTES = 20;

	private static final int HASH_LENGTH = HASH_BYTES * 8 / 5;

	/**
	 * How much of a key is left where the rest is hashed.
	 */
	static final int KEPT_LENGTH = MAX_LENGTH - MARK.length() - HASH_LENGTH;

	private static final char[] BASE_32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

	/**
	 * Returns a key that fits.
	 * @param key the whole key, in ASCII
	 * @return the key as it is, if it is short enough, or shortened and with its original
	 */
	static EncodedKey of(String key) {
		return (key.length() <= MAX_LENGTH) ? new EncodedKey(key, null) : new EncodedKey(shorten(key), key);
	}

	/**
	 * Returns the key before it was shortened, if it was.
	 * @return the whole key
	 */
	public String whole() {
		return (this.original != null) ? this.original : this.text;
	}

	private static String shorten(String key) {
		StringBuilder result = new StringBuilder(MAX_LENGTH);
		result.append(key, 0, KEPT_LENGTH).append(MARK);
		byte[] hash = sha256(key);
		long bits = 0;
		int count = 0;
		for (int i = 0; i < HASH_BYTES; i++) {
			bits = bits << 8 | (hash[i] & 0xFF);
			for (count += 8; count >= 5; count -= 5) {
				result.append(BASE_32[(int) (bits >> (count - 5)) & 0x1F]);
			}
		}
		return result.toString();
	}

	private static byte[] sha256(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Returns whether the key was too long for memcached and is represented by its hash.
	 * @return whether the key is hashed
	 */
	public boolean isHashed() {
		return this.original != null;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
