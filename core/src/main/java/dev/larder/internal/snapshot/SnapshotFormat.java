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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import dev.larder.internal.entry.Item;
import org.jspecify.annotations.Nullable;

/**
 * The format of a snapshot, which {@code docs/warm-restart.md} specifies, written and
 * read record by record; and the header that it has in common with a {@link ChangeLog}.
 */
final class SnapshotFormat {

	static final int VERSION = 1;

	/**
	 * {@code LarderSn}: a snapshot.
	 */
	private static final long MAGIC = 0x4C6172646572536EL;

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

	private static final int CACHE = 1;

	private static final int ENTRY = 2;

	private static final int END = 3;

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

	private static int checksum(byte[] head, byte[] body) {
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
		 * @param identity what stands for its key in a change log
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

	/**
	 * Writes a snapshot. Not thread-safe.
	 */
	static final class Writer implements AutoCloseable {

		private final FileChannel channel;

		private final OutputStream target;

		private long entries;

		private long records;

		private long length;

		/**
		 * Begins a snapshot.
		 * @param channel where to write it
		 * @param firstLog the sequence of the change log that was begun before any entry
		 * is read
		 * @param now the time, in milliseconds since the epoch
		 */
		Writer(FileChannel channel, long firstLog, long now) throws IOException {
			this.channel = channel;
			this.target = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
			write(header(MAGIC, firstLog, now));
		}

		void cache(String name) throws IOException {
			write(CACHE, name.getBytes(StandardCharsets.UTF_8));
		}

		void entry(StoredEntry entry) throws IOException {
			write(ENTRY, entry.write());
			this.entries++;
		}

		/**
		 * Writes the end marker, and waits until all is on the disk.
		 */
		void end() throws IOException {
			write(END, ByteBuffer.allocate(Long.BYTES).putLong(this.records).array());
			this.target.flush();
			this.channel.force(true);
		}

		long entries() {
			return this.entries;
		}

		long length() {
			return this.length;
		}

		private void write(int type, byte[] body) throws IOException {
			byte[] head = ByteBuffer.allocate(RECORD_HEAD).put((byte) type).putInt(body.length).array();
			write(head);
			write(body);
			write(ByteBuffer.allocate(CHECKSUM_LENGTH).putInt(checksum(head, body)).array());
			this.records++;
		}

		private void write(byte[] data) throws IOException {
			this.target.write(data);
			this.length += data.length;
		}

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

	/**
	 * Reads a snapshot, and checks what it reads. No more memory is taken than the file
	 * has bytes left, nor more than the longest record has. Not thread-safe.
	 */
	static final class Reader implements AutoCloseable {

		private final DataInputStream source;

		private final long firstLog;

		private long remaining;

		private long records;

		private Reader(DataInputStream source, long size) throws IOException {
			this.source = source;
			this.remaining = size;
			this.firstLog = sequence(read((int) Math.min(size, HEADER_LENGTH)), MAGIC);
		}

		/**
		 * Opens a snapshot.
		 * @throws DamagedSnapshotException if it has no header of this version
		 */
		static Reader open(Path file) throws IOException {
			long size = Files.size(file);
			DataInputStream source = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
			try {
				return new Reader(source, size);
			}
			catch (IOException | RuntimeException ex) {
				source.close();
				throw ex;
			}
		}

		/**
		 * Checks a whole snapshot.
		 * @throws DamagedSnapshotException if any of it is not as it was written
		 */
		static void verify(Path file) throws IOException {
			try (Reader reader = open(file)) {
				while (reader.next() != null) {
					// Reading checks
				}
			}
		}

		/**
		 * Returns the sequence of the first change log whose changes the snapshot may
		 * lack.
		 */
		long firstLog() {
			return this.firstLog;
		}

		/**
		 * Reads the next record.
		 * @return the record, or {@code null} at the end
		 * @throws DamagedSnapshotException if it is damaged, or the file ends too early
		 */
		@Nullable SnapshotRecord next() throws IOException {
			byte[] head = read(RECORD_HEAD);
			int length = ByteBuffer.wrap(head).getInt(1);
			if (length < 0 || length > MAX_BODY) {
				throw new DamagedSnapshotException("a record has the length " + length);
			}
			byte[] body = read(length);
			if (ByteBuffer.wrap(read(CHECKSUM_LENGTH)).getInt() != checksum(head, body)) {
				throw new DamagedSnapshotException("a checksum is wrong");
			}
			SnapshotRecord next = switch (head[0]) {
				case CACHE -> new CacheStart(new String(body, StandardCharsets.UTF_8));
				case ENTRY -> StoredEntry.read(ByteBuffer.wrap(body));
				case END -> null;
				default -> throw new DamagedSnapshotException("it has records of type " + head[0]);
			};
			if (next == null) {
				checkEnd(ByteBuffer.wrap(body));
			}
			this.records++;
			return next;
		}

		private void checkEnd(ByteBuffer body) throws DamagedSnapshotException {
			if (body.remaining() != Long.BYTES || body.getLong() != this.records) {
				throw new DamagedSnapshotException("records are missing");
			}
			if (this.remaining > 0) {
				throw new DamagedSnapshotException("there is something behind its end");
			}
		}

		private byte[] read(int length) throws IOException {
			if (length > this.remaining) {
				throw new DamagedSnapshotException("it ends too early");
			}
			byte[] data = new byte[length];
			this.source.readFully(data);
			this.remaining -= length;
			return data;
		}

		@Override
		public void close() throws IOException {
			this.source.close();
		}

	}

}
