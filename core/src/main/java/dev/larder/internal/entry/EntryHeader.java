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
 * The header in front of every item of Larder's, byte by byte. It is read before the
 * value, so that a stale entry or one of an old generation costs little. All numbers are
 * big-endian, but for those of {@link Varint}. The format is specified in
 * {@code docs/values.md}.
 *
 * @param kind the kind of the item
 * @param generation the generation of its cache
 * @param writtenAt the time it was written, in milliseconds since the epoch, 0 if unknown
 * @param freshUntil the time until which it may be served, in milliseconds since the
 * epoch, or {@link Entry#NEVER}
 * @param loadMillis the time the value took to load, in milliseconds, 0 if unknown
 * @param key the whole key, if the item lies under its hash
 * @param length the number of bytes of the header, behind which the payload starts
 */
public record EntryHeader(Kind kind, long generation, long writtenAt, long freshUntil, long loadMillis,
		@Nullable String key, int length) implements Decoded {

	/**
	 * The bytes of a header without those of variable length. No header is this short.
	 */
	private static final int FIXED_LENGTH = 19;

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

	static EntryHeader of(Entry entry, EncodedKey key) {
		return of((entry.get() != null) ? Kind.VALUE : Kind.NULL, entry.generation(), entry.writtenAt(),
				entry.freshUntil(), entry.loadMillis(), key.original());
	}

	static EntryHeader of(Lease lease, EncodedKey key) {
		return of(Kind.LEASE, lease.generation(), lease.writtenAt(), lease.until(), 0, key.original());
	}

	private static EntryHeader of(Kind kind, long generation, long writtenAt, long until, long loadMillis,
			@Nullable String key) {
		long written = Math.min(Math.max(writtenAt, 0), MAX_TIME);
		long freshUntil = (until > MAX_TIME) ? Entry.NEVER : Math.max(until, 0);
		long load = Math.min(Math.max(loadMillis, 0), MAX_LOAD);
		int length = FIXED_LENGTH + ((freshUntil != Entry.NEVER) ? Varint.length(zigzag(freshUntil - written)) : 0)
				+ Varint.length(load) + ((key != null) ? Varint.length(key.length()) + key.length() : 0);
		return new EntryHeader(kind, generation, written, freshUntil, load, key, length);
	}

	/**
	 * Writes the header, and makes room for a payload.
	 * @param payloadLength the length of the payload
	 * @return a buffer whose array is as long as the item, positioned at the payload
	 */
	ByteBuffer write(int payloadLength) {
		boolean endless = this.freshUntil == Entry.NEVER;
		ByteBuffer target = ByteBuffer.allocate(this.length + payloadLength);
		target.put((byte) (this.kind.code | ((this.key != null) ? HAS_KEY : 0) | (endless ? ENDLESS : 0)));
		target.putInt(0);
		target.putLong(this.generation);
		target.putShort((short) (this.writtenAt >> 32)).putInt((int) this.writtenAt);
		if (!endless) {
			Varint.write(target, zigzag(this.freshUntil - this.writtenAt));
		}
		Varint.write(target, this.loadMillis);
		if (this.key != null) {
			Varint.write(target, this.key.length());
			target.put(this.key.getBytes(StandardCharsets.US_ASCII));
		}
		return target;
	}

	/**
	 * Reads the header of an item, whether or not the item is intact.
	 * @param data the item, or as much of it as there is
	 * @return the header, or {@code null} if there is none
	 */
	public static @Nullable EntryHeader read(byte[] data) {
		ByteBuffer source = ByteBuffer.wrap(data);
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
			return new EntryHeader(Kind.of(first & KIND), generation, writtenAt, until, load, key, source.position());
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
	 * written.
	 * @param item the whole item
	 * @return whether its checksum is right
	 */
	public static boolean isIntact(Item item) {
		byte[] data = item.data();
		return data.length > FIXED_LENGTH
				&& ByteBuffer.wrap(data).getInt(CHECKSUM_OFFSET) == checksum(item.flags(), data);
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

	/**
	 * Returns whether the entry may be served at a time.
	 * @param now the time, in milliseconds since the epoch
	 * @return whether it is still fresh
	 */
	public boolean isFresh(long now) {
		return now < this.freshUntil;
	}

	Entry withValue(@Nullable Object value) {
		return Entry.of(value, this.generation, this.writtenAt, this.freshUntil, this.loadMillis);
	}

	/**
	 * The kinds of items.
	 */
	public enum Kind {

		/**
		 * A cached value.
		 */
		VALUE(1),

		/**
		 * A cached {@code null}.
		 */
		NULL(2),

		/**
		 * The lease of an instance that loads the value.
		 */
		LEASE(3);

		private final int code;

		Kind(int code) {
			this.code = code;
		}

		private static Kind of(int code) {
			return switch (code) {
				case 1 -> VALUE;
				case 2 -> NULL;
				default -> LEASE;
			};
		}

	}

}
