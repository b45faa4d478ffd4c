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

package dev.larder.internal.memcached.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What a server tells of an item when it lists its keys. Immutable. Its key is never part
 * of {@link #toString()}, which may reach a log.
 */
public final class DumpedItem {

	private final byte[] key;

	private final long expiresAt;

	private final long lastAccess;

	private final boolean fetched;

	private final long size;

	private final long cas;

	/**
	 * Creates an item.
	 * @param key the key, not copied
	 * @param expiresAt when it expires, in seconds since the epoch, or -1 if never
	 * @param lastAccess when it was last used, in seconds since the epoch
	 * @param fetched whether it was read since it was stored
	 * @param size the memory it takes, in bytes
	 * @param cas the number that its last change got, or 0 if unknown
	 */
	public DumpedItem(byte[] key, long expiresAt, long lastAccess, boolean fetched, long size, long cas) {
		this.key = key;
		this.expiresAt = expiresAt;
		this.lastAccess = lastAccess;
		this.fetched = fetched;
		this.size = size;
		this.cas = cas;
	}

	/**
	 * Reads a line of {@code lru_crawler metadump}.
	 * @param line the line
	 * @return the item, or {@code null} if the line is none of an item
	 * @see <a href=
	 * "https://github.com/memcached/memcached/blob/master/doc/protocol.txt">the
	 * protocol</a>
	 */
	static @Nullable DumpedItem parse(String line) {
		byte[] key = null;
		long expiresAt = -1;
		long lastAccess = 0;
		long size = -1;
		long cas = 0;
		boolean fetched = false;
		int start = 0;
		while (start < line.length()) {
			int end = line.indexOf(' ', start);
			end = (end < 0) ? line.length() : end;
			int equals = line.indexOf('=', start);
			if (equals > start && equals < end) {
				String value = line.substring(equals + 1, end);
				switch (line.substring(start, equals)) {
					case "key" -> key = decode(value);
					case "exp" -> expiresAt = number(value);
					case "la" -> lastAccess = number(value);
					case "cas" -> cas = Math.max(0, number(value));
					case "size" -> size = number(value);
					case "fetch" -> fetched = value.equals("yes");
					default -> {
						// Of no interest, or of a newer server
					}
				}
			}
			start = end + 1;
		}
		return (key != null && size >= 0) ? new DumpedItem(key, expiresAt, lastAccess, fetched, size, cas) : null;
	}

	/**
	 * Reads a key as servers list it, with escapes as in a URI.
	 * @param text the key, escaped
	 * @return the bytes of the key, or {@code null} if an escape is none
	 */
	public static byte @Nullable [] decode(String text) {
		byte[] bytes = new byte[text.length()];
		int length = 0;
		for (int i = 0; i < text.length(); i++) {
			int value = text.charAt(i);
			if (value == '%') {
				value = hex(text, i + 1);
				i += 2;
			}
			if (value < 0) {
				return null;
			}
			bytes[length++] = (byte) value;
		}
		return Arrays.copyOf(bytes, length);
	}

	private static int hex(String text, int index) {
		if (index + 1 >= text.length()) {
			return -1;
		}
		int high = Character.digit(text.charAt(index), 16);
		int low = Character.digit(text.charAt(index + 1), 16);
		return (high >= 0 && low >= 0) ? high << 4 | low : -1;
	}

	private static long number(String text) {
		try {
			return Long.parseLong(text);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	/**
	 * Returns the key as it is stored.
	 * @return the bytes, not to be changed
	 */
	public byte[] key() {
		return this.key;
	}

	/**
	 * Returns the key as text, for those who compare it.
	 * @return the key, each byte that is no character of UTF-8 replaced
	 */
	public String text() {
		return new String(this.key, StandardCharsets.UTF_8);
	}

	/**
	 * Returns when the item expires.
	 * @return seconds since the epoch, or -1 if never
	 */
	public long expiresAt() {
		return this.expiresAt;
	}

	/**
	 * Returns when the item was last used.
	 * @return seconds since the epoch
	 */
	public long lastAccess() {
		return this.lastAccess;
	}

	/**
	 * Returns whether the item was read since it was stored.
	 * @return whether it was
	 */
	public boolean fetched() {
		return this.fetched;
	}

	/**
	 * Returns the memory the item takes.
	 * @return its size with key and header, in bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * Returns the number that the last change of the item got. The numbers of a server
	 * grow with each change of any item.
	 * @return the number, or 0 if it is unknown, or the server gives none
	 */
	public long cas() {
		return this.cas;
	}

	@Override
	public String toString() {
		return "DumpedItem[size=" + this.size + "]";
	}

}
