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
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of the snapshot of an instance.
 *
 * @param file the snapshot
 * @param restoring whether entries of the former run are yet to be restored
 * @param restored the number of entries that were restored
 * @param writtenAt when this instance last wrote the snapshot, if it did
 * @param entries the number of entries it wrote then
 * @param leftOut the number of entries it left out then, as snapshots cannot hold them
 * @param bytes the size of the snapshot it wrote, in bytes
 * @param duration how long writing took
 * @param lastFailure the last failure, if there was one
 * @param lastFailureAt when that was
 */
public record SnapshotStatus(Path file, boolean restoring, long restored, @Nullable Instant writtenAt, long entries,
		long leftOut, long bytes, @Nullable Duration duration, @Nullable String lastFailure,
		@Nullable Instant lastFailureAt) {

	static SnapshotStatus initial(Path file, boolean restoring) {
		return new SnapshotStatus(file, restoring, 0, null, 0, 0, 0, null, null, null);
	}

	SnapshotStatus withRestored(long restored) {
		return new SnapshotStatus(this.file, false, restored, this.writtenAt, this.entries, this.leftOut, this.bytes,
				this.duration, this.lastFailure, this.lastFailureAt);
	}

	SnapshotStatus withWritten(SnapshotSaver.Result result) {
		return new SnapshotStatus(this.file, this.restoring, this.restored, result.writtenAt(), result.entries(),
				result.leftOut(), result.bytes(), result.duration(), this.lastFailure, this.lastFailureAt);
	}

	SnapshotStatus withFailure(String failure, Instant at) {
		return new SnapshotStatus(this.file, this.restoring, this.restored, this.writtenAt, this.entries, this.leftOut,
				this.bytes, this.duration, failure, at);
	}

}
