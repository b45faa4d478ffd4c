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
package dev.larder.admin.memcached;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import dev.larder.admin.digest.Sha256;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The key of an item, as the server stores it. Its text is never part of
 * {@link #toString()}, which may reach a log.
 */
public final class ItemKey {

	/**
	 * The longest key, in bytes as sent: a limit of the protocol.
	 */
	public static final int MAX_LENGTH = 250;

	private final byte[] bytes;

	private final byte[] token;

	private final boolean binary;

	private ItemKey(byte[] bytes) {
		Assert.isTrue(bytes.length > 0, "The key must not be empty");
		Assert.isTrue(bytes.length <= MAX_LENGTH,
				() -> "The key has " + bytes.length + " bytes; memcached allows " + MAX_LENGTH);
		this.bytes = bytes;
		this.binary = !isPlain(bytes);
		this.token = this.binary ? Base64.getEncoder().encode(bytes) : bytes;
		Assert.isTrue(this.token.length <= MAX_LENGTH,
				() -> "The binary key has " + this.token.length + " bytes in base64; memcached allows " + MAX_LENGTH);
	}

	/**
	 * Returns the key that is sent as text.
	 * @param key the text, sent in UTF-8
	 * @return the key
	 * @throws IllegalArgumentException if it is empty, longer than 250 bytes, or has
	 * blanks or control characters
	 */
	public static ItemKey ofText(String key) {
		byte[] bytes = encode(key);
		Assert.isTrue(isPlain(bytes),
				"The key has blanks or control characters, which no key sent as text may have; give a binary key in base64");
		return new ItemKey(bytes);
	}

	/**
	 * What cannot be encoded must not become a question mark, and with it another key.
	 */
	private static byte[] encode(String key) {
		try {
			ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
			byte[] bytes = new byte[encoded.remaining()];
			encoded.get(bytes);
			return bytes;
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException("The key holds half of a surrogate pair, which no text in UTF-8 has",
					ex);
		}
	}

	/**
	 * Returns a key as {@link #ofText} takes it.
	 * @param key the bytes of the key
	 * @return the text, or {@code null} if there is none, as with blanks in the key
	 */
	public static @Nullable String textOf(byte[] key) {
		if (!isPlain(key)) {
			return null;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/**
	 * Returns the key that consists of the given bytes.
	 * @param key the bytes
	 * @return the key
	 * @throws IllegalArgumentException if there are none, or too many
	 */
	public static ItemKey ofBytes(byte[] key) {
		return new ItemKey(key.clone());
	}

	private static boolean isPlain(byte[] bytes) {
		for (byte value : bytes) {
			int character = value & 0xFF;
			if (character <= ' ' || character == 0x7F) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether the key can be sent only in base64, by meta commands.
	 * @return whether the key has blanks or control characters
	 */
	public boolean isBinary() {
		return this.binary;
	}

	/**
	 * Returns the key as text.
	 * @return the text; bytes that are no UTF-8 are replaced
	 */
	public String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Builds a command line with this key.
	 * @param verb what comes before the key
	 * @param arguments what comes after the key, or an empty text
	 * @return the line without its end
	 */
	byte[] command(String verb, String arguments) {
		byte[] before = (verb + " ").getBytes(StandardCharsets.US_ASCII);
		byte[] after = (arguments.isEmpty() ? "" : " " + arguments).getBytes(StandardCharsets.US_ASCII);
		byte[] line = Arrays.copyOf(before, before.length + this.token.length + after.length);
		System.arraycopy(this.token, 0, line, before.length, this.token.length);
		System.arraycopy(after, 0, line, before.length + this.token.length, after.length);
		return line;
	}

	/**
	 * Returns what may stand for the key where the key itself must not appear.
	 * @return the first 16 hexadecimal digits of the SHA-256 of its bytes
	 */
	public String digest() {
		return Sha256.of(this.bytes).shortHex();
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof ItemKey key && Arrays.equals(this.bytes, key.bytes));
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return "key sha256:" + digest();
	}

}
