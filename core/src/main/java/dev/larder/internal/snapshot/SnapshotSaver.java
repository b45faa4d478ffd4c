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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.larder.internal.entry.Entry;

/**
 * Writes snapshots, and decides which is valid: the last one that was wholly written,
 * unless a change could not be written to the log beside it. Entries are written one by
 * one while the caches are used, by one thread at a time; all else is thread-safe.
 */
final class SnapshotSaver {

	private final SnapshotFiles files;

	private final SnapshotMonitor monitor;

	private final Clock clock;

	private final ChangeRecorder recorder;

	private long sequence;

	private boolean undeleted;

	private boolean closed;

	/**
	 * Creates a saver.
	 * @param files where snapshots are written
	 * @param monitor told of failures
	 * @param clock tells the time
	 * @param lastSequence the highest number of a change log there is
	 * @param due called when a snapshot should be written before its time
	 */
	SnapshotSaver(SnapshotFiles files, SnapshotMonitor monitor, Clock clock, long lastSequence, Runnable due) {
		this.files = files;
		this.monitor = monitor;
		this.clock = clock;
		this.sequence = lastSequence;
		this.recorder = new ChangeRecorder(this::invalidate, due);
	}

	/**
	 * Returns the recorder of changes since the last snapshot.
	 */
	ChangeRecorder recorder() {
		return this.recorder;
	}

	/**
	 * Begins a new change log.
	 * @return the log, which is recorded to
	 */
	ChangeLog beginLog() throws IOException {
		long next = this.sequence + 1;
		ChangeLog log = createLog(next);
		this.sequence = next;
		ChangeLog former = this.recorder.rotate(log);
		if (former != null) {
			former.close();
		}
		return log;
	}

	// A log that could not be begun for want of space may be there without its header. It
	// has no changes, and keeps the sequence free of gaps.
	private ChangeLog createLog(long sequence) throws IOException {
		try {
			return ChangeLog.create(this.files.changes(sequence), sequence, this.clock.millis());
		}
		catch (FileAlreadyExistsException ex) {
			this.sequence = sequence;
			throw ex;
		}
	}

	/**
	 * Writes a snapshot of the entries that may be served.
	 * @param caches the caches
	 * @param stopped asked whether to give up
	 * @return the result
	 * @throws IOException if it could not be written or was given up, in which case the
	 * former one is still there, unless that had become invalid
	 */
	Result save(Collection<SnapshotCache> caches, BooleanSupplier stopped) throws IOException {
		long start = System.nanoTime();
		Instant now = this.clock.instant();
		deleteIfInvalid();
		ChangeLog log = beginLog();
		Path file = this.files.temporary();
		try (SnapshotWriter writer = new SnapshotWriter(SnapshotFiles.create(file), log.sequence(),
				now.toEpochMilli())) {
			for (SnapshotCache cache : caches) {
				write(cache, writer, stopped);
			}
			writer.end();
			commit(file, log);
			this.files.deleteLogsBefore(log.sequence());
			return new Result(now, writer.entries(), writer.leftOut(), writer.length(),
					Duration.ofNanos(System.nanoTime() - start));
		}
		finally {
			SnapshotFiles.deleteQuietly(file);
		}
	}

	private void write(SnapshotCache cache, SnapshotWriter writer, BooleanSupplier stopped) throws IOException {
		writer.cache(cache.name());
		for (Map.Entry<Object, Entry> entry : cache.entries()) {
			if (stopped.getAsBoolean()) {
				throw new IOException("It was given up");
			}
			if (cache.isCurrent(entry.getValue())) {
				writer.entry(cache.write(entry.getKey(), entry.getValue(), this.clock.millis()));
			}
		}
	}

	/**
	 * Puts a new snapshot in the place of the former one.
	 * @param file the new snapshot, wholly on the disk
	 * @param log the change log that was begun before it
	 * @throws IOException if that is not possible, or a change of a key was not written
	 * to the log
	 */
	private synchronized void commit(Path file, ChangeLog log) throws IOException {
		if (this.closed) {
			throw new IOException("It was given up");
		}
		if (log.isBroken()) {
			throw new IOException("A change made meanwhile could not be written beside it");
		}
		this.files.replaceSnapshot(file);
		this.undeleted = false;
	}

	/**
	 * Deletes the snapshot, and prevents the one that may just be written, as a change
	 * could not be written to the log.
	 */
	private synchronized void invalidate(ChangeLog log, IOException failure) {
		if (log.isBroken()) {
			return;
		}
		log.markBroken();
		this.undeleted = true;
		this.monitor.invalidated(failure);
		deleteIfInvalid();
	}

	/**
	 * Tries, again, to delete a snapshot that must not be restored.
	 */
	private synchronized void deleteIfInvalid() {
		if (!this.undeleted) {
			return;
		}
		try {
			this.files.deleteSnapshot();
			this.undeleted = false;
		}
		catch (IOException ex) {
			this.monitor.notDeleted(ex);
		}
	}

	/**
	 * Prevents further snapshots, and ends the change log.
	 */
	void close() {
		synchronized (this) {
			this.closed = true;
		}
		ChangeLog last = this.recorder.rotate(null);
		if (last != null) {
			last.close();
		}
	}

	/**
	 * A snapshot that was written.
	 *
	 * @param writtenAt when it was begun
	 * @param entries how many entries it has
	 * @param leftOut how many entries it could not hold
	 * @param bytes its size
	 * @param duration how long writing took
	 */
	record Result(Instant writtenAt, long entries, long leftOut, long bytes, Duration duration) {

	}

}
