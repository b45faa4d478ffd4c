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
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.larder.internal.snapshot.SnapshotFormat.CacheStart;
import dev.larder.internal.snapshot.SnapshotFormat.SnapshotRecord;
import dev.larder.internal.snapshot.SnapshotFormat.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads a snapshot, and checks what it reads. No more memory is taken than the file has
 * bytes left, nor more than the longest record has. Not thread-safe.
 */
final class SnapshotReader implements AutoCloseable {

	private final DataInputStream source;

	private final long firstLog;

	private long remaining;

	private long records;

	private SnapshotReader(DataInputStream source, long size) throws IOException {
		this.source = source;
		this.remaining = size;
		this.firstLog = SnapshotFormat.sequence(read((int) Math.min(size, SnapshotFormat.HEADER_LENGTH)),
				SnapshotFormat.MAGIC);
	}

	/**
	 * Opens a snapshot.
	 * @throws DamagedSnapshotException if it has no header of this version
	 */
	static SnapshotReader open(Path file) throws IOException {
		long size = Files.size(file);
		DataInputStream source = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
		try {
			return new SnapshotReader(source, size);
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
		try (SnapshotReader reader = open(file)) {
			while (reader.next() != null) {
				// Reading checks
			}
		}
	}

	/**
	 * Returns the sequence of the first change log whose changes the snapshot may lack.
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
		byte[] head = read(SnapshotFormat.RECORD_HEAD);
		int length = ByteBuffer.wrap(head).getInt(1);
		if (length < 0 || length > SnapshotFormat.MAX_BODY) {
			throw new DamagedSnapshotException("a record has the length " + length);
		}
		byte[] body = read(length);
		if (ByteBuffer.wrap(read(SnapshotFormat.CHECKSUM_LENGTH)).getInt() != SnapshotFormat.checksum(head, body)) {
			throw new DamagedSnapshotException("a checksum is wrong");
		}
		SnapshotRecord next = switch (head[0]) {
			case SnapshotFormat.CACHE -> new CacheStart(new String(body, StandardCharsets.UTF_8));
			case SnapshotFormat.ENTRY -> StoredEntry.read(ByteBuffer.wrap(body));
			case SnapshotFormat.END -> null;
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
