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

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import dev.larder.internal.snapshot.SnapshotRecord.CacheStart;
import dev.larder.internal.snapshot.SnapshotRecord.StoredEntry;

/**
 * Writes a snapshot, record by record. Not thread-safe.
 */
final class SnapshotWriter implements AutoCloseable {

	private final FileChannel channel;

	private final OutputStream target;

	private long entries;

	private long records;

	private long length;

	private SnapshotWriter(FileChannel channel) {
		this.channel = channel;
		this.target = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
	}

	/**
	 * Begins a snapshot.
	 * @param file where to write it, which does not exist
	 * @param firstLog the sequence of the change log that was begun before any entry is
	 * read
	 * @param now the time, in milliseconds since the epoch
	 */
	static SnapshotWriter create(Path file, long firstLog, long now) throws IOException {
		SnapshotWriter writer = new SnapshotWriter(OwnerOnlyFiles.create(file));
		try {
			writer.write(SnapshotFormat.header(SnapshotFormat.SNAPSHOT_MAGIC, firstLog, now));
			return writer;
		}
		catch (IOException ex) {
			writer.close();
			throw ex;
		}
	}

	void cache(String name) throws IOException {
		write(SnapshotFormat.CACHE, new CacheStart(name).write());
	}

	void entry(StoredEntry entry) throws IOException {
		write(SnapshotFormat.ENTRY, entry.write());
		this.entries++;
	}

	/**
	 * Writes the end marker, and waits until all is on the disk.
	 */
	void end() throws IOException {
		write(SnapshotFormat.END, ByteBuffer.allocate(8).putLong(this.records).array());
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
		byte[] head = ByteBuffer.allocate(SnapshotFormat.RECORD_HEAD).put((byte) type).putInt(body.length).array();
		CRC32C checksum = new CRC32C();
		checksum.update(head);
		checksum.update(body);
		write(head);
		write(body);
		write(ByteBuffer.allocate(SnapshotFormat.CHECKSUM_LENGTH).putInt((int) checksum.getValue()).array());
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
