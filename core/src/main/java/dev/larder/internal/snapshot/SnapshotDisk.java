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

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Decides which snapshot is valid. Thread-safe.
 */
final class SnapshotDisk {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS")
		.withZone(ZoneOffset.UTC);

	private final SnapshotSlot slot;

	private final SnapshotMonitor monitor;

	private final Clock clock;

	private boolean undeleted;

	private boolean closed;

	SnapshotDisk(SnapshotSlot slot, SnapshotMonitor monitor, Clock clock) {
		this.slot = slot;
		this.monitor = monitor;
		this.clock = clock;
	}

	/**
	 * Puts a new snapshot in the place of the former one, atomically.
	 * @param file the new snapshot, wholly on the disk
	 * @param log the change log that was begun before it
	 * @throws IOException if that is not possible, or a change of a key was not written
	 * to the log
	 */
	synchronized void commit(Path file, ChangeLog log) throws IOException {
		if (this.closed) {
			throw new IOException("It was given up");
		}
		if (log.isBroken()) {
			throw new IOException("A change made meanwhile could not be written beside it");
		}
		Files.move(file, this.slot.snapshot(), StandardCopyOption.ATOMIC_MOVE);
		this.undeleted = false;
		OwnerOnlyFiles.force(this.slot.directory());
	}

	/**
	 * Deletes the snapshot, and prevents the one that may just be written, as a change
	 * could not be written to the log.
	 */
	synchronized void invalidate(ChangeLog log, IOException failure) {
		if (log.isBroken()) {
			return;
		}
		log.markBroken();
		this.undeleted = true;
		this.monitor.invalidated(failure);
		deleteIfInvalid();
	}

	/**
	 * Tries again to delete a snapshot that must not be restored.
	 */
	synchronized void deleteIfInvalid() {
		if (!this.undeleted) {
			return;
		}
		try {
			Files.deleteIfExists(this.slot.snapshot());
			this.undeleted = false;
		}
		catch (IOException ex) {
			empty(ex);
		}
	}

	// A file may be writable in a directory that is not
	private void empty(IOException failure) {
		try {
			FileChannel.open(this.slot.snapshot(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
				.close();
			this.undeleted = false;
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
			this.monitor.notDeleted(failure);
		}
	}

	/**
	 * Renames a damaged snapshot, so that it is neither read nor overwritten.
	 */
	synchronized void setAside(String reason) {
		Path snapshot = this.slot.snapshot();
		Path target = snapshot.resolveSibling(snapshot.getFileName() + ".damaged-" + TIME.format(this.clock.instant()));
		try {
			Files.move(snapshot, target, StandardCopyOption.ATOMIC_MOVE);
			this.monitor.damaged(reason, target);
		}
		catch (IOException ex) {
			this.monitor.damaged(reason, null);
		}
	}

	/**
	 * Prevents further snapshots.
	 */
	synchronized void close() {
		this.closed = true;
	}

}
