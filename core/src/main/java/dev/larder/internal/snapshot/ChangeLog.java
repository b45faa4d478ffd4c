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

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file of the changes since a snapshot was begun. Every change is handed to the
 * operating system at once, so that it outlives a process that is killed, though not a
 * loss of power. Thread-safe.
 */
final class ChangeLog {

	private final long sequence;

	private final Path file;

	private final OutputStream target;

	private long length;

	private volatile boolean broken;

	/**
	 * Creates a log.
	 * @param sequence its number, higher than that of all logs before it
	 * @param file where it lies
	 * @param target writes to the end of the file, without a buffer
	 */
	ChangeLog(long sequence, Path file, OutputStream target) {
		this.sequence = sequence;
		this.file = file;
		this.target = target;
	}

	// Changes come from threads of the application, which may be interrupted. A
	// FileChannel would be closed by that, a FileOutputStream is not.
	static ChangeLog create(Path file, long sequence, long now) throws IOException {
		try (FileChannel channel = OwnerOnlyFiles.create(file)) {
			ByteBuffer header = ByteBuffer.wrap(SnapshotFormat.header(SnapshotFormat.CHANGES_MAGIC, sequence, now));
			while (header.hasRemaining()) {
				channel.write(header);
			}
		}
		return new ChangeLog(sequence, file, new FileOutputStream(file.toFile(), true));
	}

	long sequence() {
		return this.sequence;
	}

	Path file() {
		return this.file;
	}

	/**
	 * Returns whether a change could not be written, so that no snapshot may rely on this
	 * log.
	 */
	boolean isBroken() {
		return this.broken;
	}

	void markBroken() {
		this.broken = true;
	}

	/**
	 * Writes a change, unless the log is broken.
	 * @return the length of the log
	 * @throws IOException if the change may not have been written
	 */
	long append(int type, KeyIdentity identity) throws IOException {
		ByteBuffer change = ByteBuffer.allocate(SnapshotFormat.CHANGE_LENGTH);
		change.put((byte) type);
		identity.write(change);
		change.putInt(SnapshotFormat.checksum(change.array(), 0, change.position()));
		synchronized (this) {
			if (!this.broken) {
				this.target.write(change.array());
				this.length += SnapshotFormat.CHANGE_LENGTH;
			}
			return this.length;
		}
	}

	void close() {
		try {
			this.target.close();
		}
		catch (IOException ex) {
			// There is no buffer that could be lost
		}
	}

}
