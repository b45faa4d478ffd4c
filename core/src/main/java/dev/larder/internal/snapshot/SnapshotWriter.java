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
import java.nio.charset.StandardCharsets;

import dev.larder.internal.snapshot.SnapshotFormat.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snapshot. Not thread-safe.
 */
final class SnapshotWriter implements AutoCloseable {

	private final FileChannel channel;

	private final OutputStream target;

	private long entries;

	private long leftOut;

	private long records;

	private long length;

	/**
	 * Begins a snapshot.
	 * @param channel where to write it
	 * @param firstLog the sequence of the change log that was begun before any entry is
	 * read
	 * @param now the time, in milliseconds since the epoch
	 */
	SnapshotWriter(FileChannel channel, long firstLog, long now) throws IOException {
		this.channel = channel;
		this.target = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
		write(SnapshotFormat.header(SnapshotFormat.MAGIC, firstLog, now));
	}

	void cache(String name) throws IOException {
		write(SnapshotFormat.CACHE, name.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Writes an entry.
	 * @param entry the entry, or {@code null} for one that is left out, which is counted
	 */
	void entry(@Nullable StoredEntry entry) throws IOException {
		if (entry == null) {
			this.leftOut++;
			return;
		}
		write(SnapshotFormat.ENTRY, entry.write());
		this.entries++;
	}

	/**
	 * Writes the end marker, and waits until all is on the disk.
	 */
	void end() throws IOException {
		write(SnapshotFormat.END, ByteBuffer.allocate(Long.BYTES).putLong(this.records).array());
		this.target.flush();
		this.channel.force(true);
	}

	long entries() {
		return this.entries;
	}

	long leftOut() {
		return this.leftOut;
	}

	long length() {
		return this.length;
	}

	private void write(int type, byte[] body) throws IOException {
		byte[] head = ByteBuffer.allocate(SnapshotFormat.RECORD_HEAD).put((byte) type).putInt(body.length).array();
		write(head);
		write(body);
		write(ByteBuffer.allocate(SnapshotFormat.CHECKSUM_LENGTH).putInt(SnapshotFormat.checksum(head, body)).array());
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
