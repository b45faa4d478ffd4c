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
package dev.larder.admin.value;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * Reads the header of an item of Larder's, version 1, as {@code docs/values.md} specifies
 * it. Numbers are big-endian; a varint has seven bits to a byte, the lowest first, and
 * the top bit set in all bytes but the last.
 */
final class LarderEntryFormat {

	static final int VERSION = 1;

	private static final int KIND = 0x03;

	private static final int HAS_KEY = 0x04;

	private static final int ENDLESS = 0x08;

	private static final int CHECKSUM_OFFSET = 1;

	private static final int CHECKSUM_END = 5;

	private LarderEntryFormat() {
	}

	/**
	 * Reads a header.
	 * @param source the item, or its beginning; left at what follows the header
	 * @return the header, or {@code null} if there is none
	 */
	static @Nullable LarderEntry read(ByteBuffer source) {
		try {
			int first = source.get();
			LarderEntry.Kind kind = kind(first & KIND);
			if (kind == null || (first & ~(KIND | HAS_KEY | ENDLESS)) != 0) {
				return null;
			}
			source.position(CHECKSUM_END);
			String generation = String.format("%016x", source.getLong());
			long writtenAt = (Short.toUnsignedLong(source.getShort()) << 32) | Integer.toUnsignedLong(source.getInt());
			Long until = ((first & ENDLESS) != 0) ? null : Long.valueOf(writtenAt + unzigzag(varint(source)));
			long load = varint(source);
			String key = ((first & HAS_KEY) != 0) ? key(source) : null;
			return new LarderEntry(kind, null, generation, Instant.ofEpochMilli(writtenAt),
					(until != null) ? Instant.ofEpochMilli(until) : null, load, key);
		}
		catch (BufferUnderflowException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static LarderEntry.@Nullable Kind kind(int number) {
		return switch (number) {
			case 1 -> LarderEntry.Kind.VALUE;
			case 2 -> LarderEntry.Kind.NULL;
			case 3 -> LarderEntry.Kind.LEASE;
			default -> null;
		};
	}

	private static String key(ByteBuffer source) {
		long length = varint(source);
		if (length < 0 || length > source.remaining()) {
			throw new BufferUnderflowException();
		}
		byte[] key = new byte[(int) length];
		source.get(key);
		return new String(key, StandardCharsets.US_ASCII);
	}

	/**
	 * Reads a number of one to ten bytes.
	 * @throws BufferUnderflowException if the bytes end before the number does
	 */
	static long varint(ByteBuffer source) {
		long value = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			byte next = source.get();
			value |= (next & 0x7FL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new BufferUnderflowException();
	}

	private static long unzigzag(long value) {
		return (value >>> 1) ^ -(value & 1);
	}

	/**
	 * Returns whether the checksum of an item, over its flags and all its bytes but the
	 * checksum, is right.
	 * @param flags the item's flags
	 * @param bytes the whole item
	 * @return whether it is
	 */
	static boolean isIntact(long flags, byte[] bytes) {
		if (bytes.length < CHECKSUM_END) {
			return false;
		}
		CRC32C checksum = new CRC32C();
		checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt((int) flags).flip());
		checksum.update(bytes[0]);
		checksum.update(bytes, CHECKSUM_END, bytes.length - CHECKSUM_END);
		return ByteBuffer.wrap(bytes).getInt(CHECKSUM_OFFSET) == (int) checksum.getValue();
	}

}
