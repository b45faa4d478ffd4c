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

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.larder.internal.entry.Unreadable;
import dev.larder.internal.log.ThrottledLog;
import dev.larder.serializer.SerializationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs the history of the snapshot of an instance, and keeps it to be shown. Failures
 * that repeat are logged every ten minutes, and what snapshots cannot hold once for each
 * type. Thread-safe.
 */
final class SnapshotMonitor {

	private static final Duration INTERVAL = Duration.ofMinutes(10);

	private final Log log = LogFactory.getLog(LocalSnapshots.class);

	private final ThrottledLog leftOut = ThrottledLog.once(this.log);

	private final Clock clock;

	private final Path file;

	private SnapshotStatus status;

	private long failureLoggedAt = Long.MIN_VALUE;

	SnapshotMonitor(Path file, boolean restoring, Clock clock) {
		this.file = file;
		this.status = SnapshotStatus.initial(file, restoring);
		this.clock = clock;
	}

	synchronized SnapshotStatus status() {
		return this.status;
	}

	void restoring(long bytes) {
		this.log.info("Restoring local caches from " + this.file + " (" + bytes + " bytes)");
	}

	void restored(Restorer.Result result, long millis) {
		update((current) -> current.withRestored(result.restored()));
		this.log.info("Restored " + result.restored() + " entries of " + result.caches() + " local caches in " + millis
				+ " ms; " + result.expired() + " had expired, " + result.newer() + " had changed, " + result.leftOut()
				+ " were left out");
	}

	void restoringEnded() {
		update((current) -> current.withRestored(current.restored()));
	}

	void damaged(String reason, @Nullable Path setAside) {
		failed(reason);
		this.log.warn("Local caches start empty, as the snapshot " + this.file + " is unusable: " + reason + ". "
				+ ((setAside != null) ? "It was set aside as " + setAside.getFileName() + "." : ""));
	}

	void written(SnapshotSaver.Result result) {
		update((current) -> current.withWritten(result));
		this.log.debug("Wrote " + result.entries() + " entries of local caches to " + this.file + " in "
				+ result.duration().toMillis() + " ms, " + result.bytes() + " bytes; " + result.leftOut()
				+ " were left out");
	}

	void notWritten(Throwable failure) {
		warn("The snapshot " + this.file + " could not be written", failure);
	}

	void notRestored(Throwable failure) {
		warn("The snapshot " + this.file + " could not be restored wholly", failure);
	}

	void invalidated(Throwable failure) {
		warn("The snapshot " + this.file + " was deleted, as a change of a cache could not be written beside it; the "
				+ "next will replace it", failure);
	}

	void notDeleted(Throwable failure) {
		warn("The snapshot " + this.file + " is out of date and must be deleted, which failed: a restart now could "
				+ "restore what was evicted", failure);
	}

	void givenUp(Duration timeout) {
		failed("The last snapshot took too long");
		this.log.warn("The last snapshot of local caches was given up after " + timeout.toSeconds()
				+ " s; the one before it stays");
	}

	void keyLeftOut(String cache, Object key) {
		String type = key.getClass().getName();
		leftOut(cache, "key " + type, "keys of type " + type + " are left out of snapshots: they do not survive the "
				+ "serializer of the cache, nor the JDK's");
	}

	void valueLeftOut(String cache, @Nullable Object value, String reason) {
		String type = (value != null) ? value.getClass().getName() : "null";
		leftOut(cache, "value " + type, "values of type " + type + " are left out of snapshots: " + reason);
	}

	void keyUnreadable(String cache, SerializationException failure) {
		leftOut(cache, "unreadable key " + failure.getClass().getSimpleName(),
				"entries are not restored: " + failure.getMessage());
	}

	// One type that is not allowed is named in each detail, but other details differ from
	// entry to entry
	void valueUnreadable(String cache, Unreadable unreadable) {
		boolean named = unreadable.reason() == Unreadable.Reason.NOT_ALLOWED;
		leftOut(cache, unreadable.reason() + (named ? " " + unreadable.detail() : ""), "entries are not restored: "
				+ unreadable.reason() + ((unreadable.detail() != null) ? ", " + unreadable.detail() : ""));
	}

	private void leftOut(String cache, String cause, String message) {
		this.leftOut.warn(cache + ":" + cause, () -> "Cache '" + cache + "': " + message);
	}

	private void warn(String message, Throwable failure) {
		boolean due = failed(failure.toString());
		if (due) {
			this.log.warn(message + ": " + failure);
		}
		this.log.debug(message, failure);
	}

	private synchronized boolean failed(String failure) {
		this.status = this.status.withFailure(failure, this.clock.instant());
		long now = this.clock.millis();
		boolean due = now < this.failureLoggedAt || now - INTERVAL.toMillis() >= this.failureLoggedAt;
		this.failureLoggedAt = due ? now : this.failureLoggedAt;
		return due;
	}

	private synchronized void update(UnaryOperator<SnapshotStatus> change) {
		this.status = change.apply(this.status);
	}

}
