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
package dev.larder.internal.snapshot;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

import dev.larder.internal.entry.Item;

/**
 * The format of a snapshot, which {@code docs/warm-restart.md} specifies: its records,
 * and the header and the checksums that it has in common with a {@link ChangeLog}.
 */
final class SnapshotFormat {

	static final int VERSION = 1;

	/**
	 * {@code LarderSn}: a snapshot.
	 */
	static final long MAGIC = 0x4C6172646572536EL;

	/**
	 * Magic, version, the sequence of a change log, and when the file was begun in
	 * milliseconds since the epoch; then the checksum.
	 */
	static final int HEADER_LENGTH = 28 + 4;

	/**
	 * A record's type and the length of its body, before the body.
	 */
	static final int RECORD_HEAD = 5;

	static final int CHECKSUM_LENGTH = 4;

	/**
	 * The longest body of a record: 18 MiB, for a value of 16 MiB and its key.
	 */
	static final int MAX_BODY = 18 * 1024 * 1024;

	/**
	 * The type of a record that begins a cache: its name.
	 */
	static final int CACHE = 1;

	/**
	 * The type of an entry of the cache begun last.
	 */
	static final int ENTRY = 2;

	/**
	 * The type of the last record: the number of those before it.
	 */
	static final int END = 3;

	private SnapshotFormat() {
	}

	static byte[] header(long magic, long sequence, long now) {
		ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
		header.putLong(magic).putInt(VERSION).putLong(sequence).putLong(now);
		header.putInt(checksum(header.array(), header.position()));
		return header.array();
	}

	/**
	 * Reads a header.
	 * @return the sequence it names
	 * @throws DamagedSnapshotException if it is none, or one of another version
	 */
	static long sequence(byte[] data, long magic) throws DamagedSnapshotException {
		ByteBuffer header = ByteBuffer.wrap(data);
		if (data.length < HEADER_LENGTH || header.getLong(0) != magic) {
			throw new DamagedSnapshotException("it was not written by Larder");
		}
		int version = header.getInt(8);
		if (version > VERSION) {
			throw new DamagedSnapshotException("it was written by a newer version of Larder, in format " + version);
		}
		if (version != VERSION || header.getInt(HEADER_LENGTH - 4) != checksum(data, HEADER_LENGTH - 4)) {
			throw new DamagedSnapshotException("its header is damaged");
		}
		return header.getLong(12);
	}

	/**
	 * Returns the checksum of the first bytes of some data.
	 */
	static int checksum(byte[] data, int length) {
		CRC32C checksum = new CRC32C();
		checksum.update(data, 0, length);
		return (int) checksum.getValue();
	}

	static int checksum(byte[] head, byte[] body) {
		CRC32C checksum = new CRC32C();
		checksum.update(head);
		checksum.update(body);
		return (int) checksum.getValue();
	}

	/**
	 * One record of a snapshot.
	 */
	sealed interface SnapshotRecord {

	}

	/**
	 * The entries that follow are of this cache.
	 *
	 * @param name the name of the cache
	 */
	record CacheStart(String name) implements SnapshotRecord {

	}

	/**
	 * An entry. The data is not copied.
	 */
	static final class StoredEntry implements SnapshotRecord {

		private static final int FIXED_LENGTH = KeyIdentity.LENGTH + 1 + 4 + 4;

		private final KeyIdentity identity;

		private final int keyFormat;

		private final byte[] key;

		private final Item value;

		/**
		 * Creates a stored entry.
		 * @param identity the identity of its key in a change log
		 * @param keyFormat the number of the serializer that wrote the key
		 * @param key the key, as that serializer wrote it
		 * @param value the value with its times, as the codec wrote it
		 */
		StoredEntry(KeyIdentity identity, int keyFormat, byte[] key, Item value) {
			this.identity = identity;
			this.keyFormat = keyFormat;
			this.key = key;
			this.value = value;
		}

		KeyIdentity identity() {
			return this.identity;
		}

		int keyFormat() {
			return this.keyFormat;
		}

		byte[] key() {
			return this.key;
		}

		Item value() {
			return this.value;
		}

		boolean fits() {
			return (long) FIXED_LENGTH + this.key.length + this.value.data().length <= MAX_BODY;
		}

		static StoredEntry read(ByteBuffer body) throws DamagedSnapshotException {
			if (body.remaining() < FIXED_LENGTH) {
				throw new DamagedSnapshotException("an entry is too short");
			}
			KeyIdentity identity = KeyIdentity.read(body);
			int keyFormat = body.get() & 0xFF;
			long flags = body.getInt() & 0xFFFFFFFFL;
			int keyLength = body.getInt();
			if (keyLength < 0 || keyLength > body.remaining()) {
				throw new DamagedSnapshotException("a key has the length " + keyLength);
			}
			byte[] key = new byte[keyLength];
			body.get(key);
			byte[] data = new byte[body.remaining()];
			body.get(data);
			return new StoredEntry(identity, keyFormat, key, new Item(flags, data));
		}

		byte[] write() {
			ByteBuffer body = ByteBuffer.allocate(FIXED_LENGTH + this.key.length + this.value.data().length);
			this.identity.write(body);
			body.put((byte) this.keyFormat).putInt((int) this.value.flags()).putInt(this.key.length);
			body.put(this.key).put(this.value.data());
			return body.array();
		}

	}

}
