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
package dev.larder.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import dev.larder.internal.snapshot.SnapshotStatus;
import org.jspecify.annotations.Nullable;

/**
 * The history of the snapshot of local caches since their manager was created.
 *
 * @param file the file
 * @param restoring whether entries of the former run are yet to be restored
 * @param restored the number of entries that were restored
 * @param writtenAt when the snapshot was last written, or {@code null} if it was not
 * @param entries the number of entries it has since
 * @param leftOut the number of entries that were left out then, as snapshots cannot hold
 * them
 * @param bytes its size
 * @param duration how long writing it took
 * @param lastFailure the last failure, or {@code null} if there was none
 * @param lastFailureAt when that was
 */
public record SnapshotStatistics(Path file, boolean restoring, long restored, @Nullable Instant writtenAt, long entries,
		long leftOut, long bytes, @Nullable Duration duration, @Nullable String lastFailure,
		@Nullable Instant lastFailureAt) {

	static SnapshotStatistics of(SnapshotStatus status) {
		return new SnapshotStatistics(status.file(), status.restoring(), status.restored(), status.writtenAt(),
				status.entries(), status.leftOut(), status.bytes(), status.duration(), status.lastFailure(),
				status.lastFailureAt());
	}

}
