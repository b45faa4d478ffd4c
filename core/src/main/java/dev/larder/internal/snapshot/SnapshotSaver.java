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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.larder.internal.entry.Entry;
import dev.larder.internal.snapshot.SnapshotRecord.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * Writes snapshots. Entries are written one by one while the caches are used. To be
 * called by one thread at a time.
 */
final class SnapshotSaver {

	private final SnapshotSlot slot;

	private final SnapshotDisk disk;

	private final ChangeRecorder recorder;

	private final Clock clock;

	private long sequence;

	/**
	 * Creates a saver.
	 * @param slot where the files are
	 * @param disk decides which snapshot is valid
	 * @param recorder writes the change log
	 * @param clock tells the time
	 * @param lastSequence the highest number of a change log there is
	 */
	SnapshotSaver(SnapshotSlot slot, SnapshotDisk disk, ChangeRecorder recorder, Clock clock, long lastSequence) {
		this.slot = slot;
		this.disk = disk;
		this.recorder = recorder;
		this.clock = clock;
		this.sequence = lastSequence;
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
			return ChangeLog.create(this.slot.changes(sequence), sequence, this.clock.millis());
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
	 * @return what was written
	 * @throws IOException if it could not be written or was given up, in which case the
	 * former one is still there, unless that had become invalid
	 */
	SaveResult save(Collection<SnapshotCache> caches, BooleanSupplier stopped) throws IOException {
		long start = System.nanoTime();
		Instant now = this.clock.instant();
		this.disk.deleteIfInvalid();
		ChangeLog log = beginLog();
		Path file = this.slot.temporary();
		try (SnapshotWriter writer = SnapshotWriter.create(file, log.sequence(), now.toEpochMilli())) {
			long leftOut = 0;
			for (SnapshotCache cache : caches) {
				leftOut += write(cache, writer, stopped);
			}
			writer.end();
			this.disk.commit(file, log);
			deleteLogsBefore(log.sequence());
			return new SaveResult(now, writer.entries(), leftOut, writer.length(),
					Duration.ofNanos(System.nanoTime() - start));
		}
		finally {
			deleteQuietly(file);
		}
	}

	private long write(SnapshotCache cache, SnapshotWriter writer, BooleanSupplier stopped) throws IOException {
		writer.cache(cache.name());
		long leftOut = 0;
		for (Map.Entry<Object, Entry> entry : cache.entries()) {
			if (stopped.getAsBoolean()) {
				throw new IOException("It was given up");
			}
			if (cache.isCurrent(entry.getValue())) {
				StoredEntry stored = cache.write(entry.getKey(), entry.getValue(), this.clock.millis());
				leftOut += write(stored, writer);
			}
		}
		return leftOut;
	}

	private static int write(@Nullable StoredEntry stored, SnapshotWriter writer) throws IOException {
		if (stored == null) {
			return 1;
		}
		writer.entry(stored);
		return 0;
	}

	/**
	 * Deletes the change logs that no snapshot needs.
	 * @param sequence the first that may be needed
	 */
	void deleteLogsBefore(long sequence) {
		try {
			this.slot.changeLogs().headMap(sequence).values().forEach(SnapshotSaver::deleteQuietly);
		}
		catch (IOException ex) {
			// They are ignored, and deleted the next time
		}
	}

	private static void deleteQuietly(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// It is ignored, and deleted the next time
		}
	}

}
