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
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/**
 * A file of the changes since a snapshot was begun. Every change is handed to the
 * operating system at once, so that it outlives a process that is killed, though not a
 * loss of power. Thread-safe.
 */
final class ChangeLog {

	/**
	 * Type, identity and checksum of a change.
	 */
	static final int CHANGE_LENGTH = 1 + KeyIdentity.LENGTH + SnapshotFormat.CHECKSUM_LENGTH;

	/**
	 * {@code LarderCh}: a change log.
	 */
	private static final long MAGIC = 0x4C61726465724368L;

	private final long sequence;

	private final OutputStream target;

	private long length;

	private volatile boolean broken;

	private ChangeLog(long sequence, OutputStream target) {
		this.sequence = sequence;
		this.target = target;
	}

	/**
	 * Begins a log.
	 * @param file where it lies, which does not exist
	 * @param sequence its number, higher than that of all logs before it
	 * @param now the time, in milliseconds since the epoch
	 */
	// Changes come from threads of the application, which may be interrupted. A
	// FileChannel would be closed by that, a FileOutputStream is not.
	static ChangeLog create(Path file, long sequence, long now) throws IOException {
		try (FileChannel channel = SnapshotFiles.create(file)) {
			ByteBuffer header = ByteBuffer.wrap(SnapshotFormat.header(MAGIC, sequence, now));
			while (header.hasRemaining()) {
				channel.write(header);
			}
		}
		return new ChangeLog(sequence, new FileOutputStream(file.toFile(), true));
	}

	/**
	 * Reads a log. A last change that was not written to its end is left out.
	 * @param file where it lies
	 * @param sequence its number
	 * @param changes told of each change
	 * @throws DamagedSnapshotException if it is damaged otherwise
	 */
	static void read(Path file, long sequence, BiConsumer<Kind, KeyIdentity> changes) throws IOException {
		long size = Files.size(file);
		if (size < SnapshotFormat.HEADER_LENGTH) {
			// The process ended when the log had just been created
			return;
		}
		try (DataInputStream source = new DataInputStream(
				new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
			byte[] header = new byte[SnapshotFormat.HEADER_LENGTH];
			source.readFully(header);
			if (SnapshotFormat.sequence(header, MAGIC) != sequence) {
				throw new DamagedSnapshotException("change log " + sequence + " is another one");
			}
			byte[] change = new byte[CHANGE_LENGTH];
			for (long i = 0; i < (size - SnapshotFormat.HEADER_LENGTH) / CHANGE_LENGTH; i++) {
				source.readFully(change);
				read(change, sequence, changes);
			}
		}
	}

	private static void read(byte[] data, long sequence, BiConsumer<Kind, KeyIdentity> changes)
			throws DamagedSnapshotException {
		ByteBuffer change = ByteBuffer.wrap(data);
		int kind = change.get();
		KeyIdentity identity = KeyIdentity.read(change);
		if (change.getInt() != SnapshotFormat.checksum(data, CHANGE_LENGTH - SnapshotFormat.CHECKSUM_LENGTH)) {
			throw new DamagedSnapshotException("change log " + sequence + " is damaged");
		}
		changes.accept(Kind.of(kind, sequence), identity);
	}

	long sequence() {
		return this.sequence;
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
	 * @return the length of all changes
	 * @throws IOException if the change may not have been written
	 */
	long append(Kind kind, KeyIdentity identity) throws IOException {
		ByteBuffer change = ByteBuffer.allocate(CHANGE_LENGTH);
		change.put((byte) kind.number);
		identity.write(change);
		change.putInt(SnapshotFormat.checksum(change.array(), change.position()));
		synchronized (this) {
			if (!this.broken) {
				this.target.write(change.array());
				this.length += CHANGE_LENGTH;
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

	/**
	 * The kinds of change.
	 */
	enum Kind {

		KEY_CHANGED(1), CACHE_CLEARED(2);

		private final int number;

		Kind(int number) {
			this.number = number;
		}

		private static Kind of(int number, long sequence) throws DamagedSnapshotException {
			for (Kind kind : values()) {
				if (kind.number == number) {
					return kind;
				}
			}
			throw new DamagedSnapshotException("change log " + sequence + " has unknown changes");
		}

	}

}
