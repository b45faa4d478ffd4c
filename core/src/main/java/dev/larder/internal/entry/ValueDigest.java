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

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.larder.serializer.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells equal values from different ones without showing them, wherever they are kept:
 * the beginning of the SHA-256 of what the serializer wrote, before it was compressed.
 * Two values that are equal may differ in it, where the order of a set does.
 *
 * @param text the first 16 hexadecimal digits
 * @param size the length of what the serializer wrote, in bytes
 */
public record ValueDigest(String text, int size) {

	private static final EncodedKey ANY_KEY = new EncodedKey("digest", null);

	private static final int DIGEST_BYTES = 8;

	/**
	 * Returns the digest of the value in an item.
	 * @param item the item, its data complete
	 * @param header its header
	 * @param maxLength the length above which nothing is inflated, in bytes
	 * @return the digest, or {@code null} if the value cannot be inflated
	 */
	public static @Nullable ValueDigest of(Item item, EntryHeader header, int maxLength) {
		return (Payload.of(item, header, maxLength) instanceof Payload payload) ? of(payload.data(), payload.offset())
				: null;
	}

	/**
	 * Returns the digest of the value of an entry.
	 * @param entry the entry, which may hold the bytes of its value
	 * @param codec writes the value
	 * @return the digest, or {@code null} if the value cannot be written
	 */
	public static @Nullable ValueDigest of(Entry entry, EnvelopeCodec codec) {
		try {
			Item item = (entry.get() instanceof Item kept) ? kept : codec.encode(entry, ANY_KEY);
			return (codec.readHeader(item, null) instanceof EntryHeader header) ? of(item, header, Integer.MAX_VALUE)
					: null;
		}
		catch (SerializationException ex) {
			return null;
		}
	}

	private static ValueDigest of(byte[] data, int offset) {
		try {
			MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
			sha256.update(data, offset, data.length - offset);
			return new ValueDigest(HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES), data.length - offset);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
