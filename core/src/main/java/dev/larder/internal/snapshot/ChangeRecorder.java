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
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of all caches to the current change log, and changes that log
 * without losing a change. Thread-safe.
 * <p>
 * A snapshot is right together with all that changed after the log it names was begun. No
 * change is lost, for these reasons. A change is written to the log, and made in memory,
 * under the shared lock; the log is replaced under the exclusive one. So each change is
 * either wholly before the replacement, or wholly after it. The entries for the new
 * snapshot are read after the replacement: a change before it was made in memory before
 * the first entry was read, so that the snapshot has it; a change after it is in the new
 * log, whether the snapshot has it or not. Until the new snapshot takes the place of the
 * former one, that one and both logs are there; from then on, the new one and the new
 * log. Which it is, one atomic renaming decides. A key that changed while the snapshot
 * was written is dropped when it is restored even if the snapshot has its new value: that
 * costs a load, and nothing else.
 * <p>
 * A change is written before it is made, so that whatever anyone could have seen is in
 * the log.
 */
final class ChangeRecorder {

	private static final long LARGE = 64L * 1024 * 1024;

	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private final BiConsumer<ChangeLog, IOException> failure;

	private final Runnable large;

	private volatile long reportedLarge;

	private @Nullable ChangeLog log;

	/**
	 * Creates a recorder that has no log yet.
	 * @param failure called when a change cannot be written, before the change is made
	 * @param large called once for each log that should be replaced soon
	 */
	ChangeRecorder(BiConsumer<ChangeLog, IOException> failure, Runnable large) {
		this.failure = failure;
		this.large = large;
	}

	/**
	 * Records a change that is about to be made, and which {@link #end()} ends.
	 * @param kind the kind of change
	 * @param identity the key or the cache, or {@code null} if no snapshot can have it
	 */
	void begin(ChangeLog.Kind kind, @Nullable KeyIdentity identity) {
		this.lock.readLock().lock();
		ChangeLog log = this.log;
		if (log != null && identity != null) {
			append(log, kind, identity);
		}
	}

	void end() {
		this.lock.readLock().unlock();
	}

	private void append(ChangeLog log, ChangeLog.Kind kind, KeyIdentity identity) {
		try {
			if (log.append(kind, identity) > LARGE && this.reportedLarge < log.sequence()) {
				this.reportedLarge = log.sequence();
				this.large.run();
			}
		}
		catch (IOException ex) {
			this.failure.accept(log, ex);
		}
	}

	/**
	 * Replaces the log.
	 * @param next the new log, or {@code null} to record no more
	 * @return the former log, to which nobody writes any more
	 */
	@Nullable ChangeLog rotate(@Nullable ChangeLog next) {
		this.lock.writeLock().lock();
		try {
			ChangeLog former = this.log;
			this.log = next;
			return former;
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

}
