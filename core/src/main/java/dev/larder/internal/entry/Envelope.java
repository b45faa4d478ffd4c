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

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * The header in front of every item of Larder's, byte by byte. All numbers are
 * big-endian; a varint has seven bits to a byte, the lowest first, and the top bit set in
 * all bytes but the last. The format is specified in {@code docs/values.md}.
 *
 * @param kind what the item is
 * @param generation the generation of its cache
 * @param writtenAt when it was written, in milliseconds since the epoch
 * @param until when it ends, in milliseconds since the epoch, or {@link Entry#NEVER}
 * @param loadMillis how long the value took to load, in milliseconds
 * @param key the whole key, if the item lies under its hash
 */
record Envelope(int kind, long generation, long writtenAt, long until, long loadMillis, @Nullable String key) {

	static final int VALUE = 1;

	static final int NULL = 2;

	static final int LEASE = 3;

	/**
	 * No header is shorter.
	 */
	static final int MIN_LENGTH = 20;

	private static final int KIND = 0x03;

	private static final int HAS_KEY = 0x04;

	private static final int ENDLESS = 0x08;

	private static final int CHECKSUM_OFFSET = 1;

	private static final int CHECKSUM_END = 5;

	/**
	 * Times fit in 48 bits until the year 10889.
	 */
	private static final long MAX_TIME = (1L << 48) - 1;

	private static final long MAX_LOAD = (1L << 35) - 1;

	/**
	 * Writes the header, and makes room for a payload.
	 * @param payloadLength the length of the payload
	 * @return a buffer whose array is as long as the item, positioned at the payload
	 */
	ByteBuffer write(int payloadLength) {
		byte[] key = (this.key != null) ? this.key.getBytes(StandardCharsets.US_ASCII) : null;
		long writtenAt = Math.min(Math.max(this.writtenAt, 0), MAX_TIME);
		boolean endless = this.until > MAX_TIME;
		long life = zigzag(Math.max(this.until, 0) - writtenAt);
		long load = Math.min(Math.max(this.loadMillis, 0), MAX_LOAD);
		int length = 19 + (endless ? 0 : Varint.length(life)) + Varint.length(load)
				+ ((key != null) ? Varint.length(key.length) + key.length : 0);
		ByteBuffer target = ByteBuffer.allocate(length + payloadLength);
		target.put((byte) (this.kind | ((key != null) ? HAS_KEY : 0) | (endless ? ENDLESS : 0)));
		target.putInt(0);
		target.putLong(this.generation);
		target.putShort((short) (writtenAt >> 32)).putInt((int) writtenAt);
		if (!endless) {
			Varint.write(target, life);
		}
		Varint.write(target, load);
		if (key != null) {
			Varint.write(target, key.length);
			target.put(key);
		}
		return target;
	}

	/**
	 * Reads a header.
	 * @param source a buffer at its start, which is left at the payload
	 * @return the header, or {@code null} if there is none
	 */
	static @Nullable Envelope read(ByteBuffer source) {
		try {
			int first = source.get();
			if ((first & KIND) == 0 || (first & ~(KIND | HAS_KEY | ENDLESS)) != 0) {
				return null;
			}
			source.getInt();
			long generation = source.getLong();
			long writtenAt = ((source.getShort() & 0xFFFFL) << 32) | (source.getInt() & 0xFFFFFFFFL);
			long until = ((first & ENDLESS) != 0) ? Entry.NEVER : writtenAt + unzigzag(Varint.read(source));
			long load = Varint.read(source);
			String key = ((first & HAS_KEY) != 0) ? readKey(source) : null;
			return new Envelope(first & KIND, generation, writtenAt, until, load, key);
		}
		catch (BufferUnderflowException ex) {
			return null;
		}
	}

	private static String readKey(ByteBuffer source) {
		long length = Varint.read(source);
		if (length < 0 || length > source.remaining()) {
			throw new BufferUnderflowException();
		}
		byte[] key = new byte[(int) length];
		source.get(key);
		return new String(key, StandardCharsets.US_ASCII);
	}

	/**
	 * Writes the checksum into an item that is otherwise complete.
	 * @param flags the item's flags, which the checksum covers too
	 * @param data the item
	 */
	static void seal(long flags, byte[] data) {
		ByteBuffer.wrap(data).putInt(CHECKSUM_OFFSET, checksum(flags, data));
	}

	/**
	 * Returns whether an item is long enough for a header, and unchanged since it was
	 * sealed.
	 */
	static boolean isIntact(long flags, byte[] data) {
		return data.length >= MIN_LENGTH && ByteBuffer.wrap(data).getInt(CHECKSUM_OFFSET) == checksum(flags, data);
	}

	private static int checksum(long flags, byte[] data) {
		CRC32C checksum = new CRC32C();
		checksum.update((int) (flags >>> 24));
		checksum.update((int) (flags >>> 16));
		checksum.update((int) (flags >>> 8));
		checksum.update((int) flags);
		checksum.update(data[0]);
		checksum.update(data, CHECKSUM_END, data.length - CHECKSUM_END);
		return (int) checksum.getValue();
	}

	private static long zigzag(long value) {
		return (value << 1) ^ (value >> 63);
	}

	private static long unzigzag(long value) {
		return (value >>> 1) ^ -(value & 1);
	}

}
