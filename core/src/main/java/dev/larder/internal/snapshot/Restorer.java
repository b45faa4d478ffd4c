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
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import dev.larder.internal.snapshot.SnapshotRecord.CacheStart;
import dev.larder.internal.snapshot.SnapshotRecord.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a snapshot back into their caches. Not thread-safe.
 */
final class Restorer {

	private final Path snapshot;

	private final SortedMap<Long, Path> changeLogs;

	private final Clock clock;

	private final Map<RestoreOutcome, Long> outcomes = new EnumMap<>(RestoreOutcome.class);

	private long caches;

	/**
	 * Creates a restorer.
	 * @param snapshot the snapshot
	 * @param changeLogs the change logs beside it, without the one being written
	 * @param clock tells the time
	 */
	Restorer(Path snapshot, SortedMap<Long, Path> changeLogs, Clock clock) {
		this.snapshot = snapshot;
		this.changeLogs = changeLogs;
		this.clock = clock;
	}

	/**
	 * Restores what can be. The whole file is checked before the first entry is restored.
	 * @param caches returns the cache of a name, or {@code null} if there is none, or it
	 * is not a local one
	 * @param stopped asked whether to go on
	 * @return what became of the entries, or {@code null} if restoring was stopped
	 * @throws DamagedSnapshotException if the snapshot or its change logs are damaged
	 */
	@Nullable RestoreResult restore(Function<String, @Nullable SnapshotCache> caches, BooleanSupplier stopped)
			throws IOException {
		SnapshotReader.verify(this.snapshot);
		try (SnapshotReader reader = SnapshotReader.open(this.snapshot)) {
			ChangedKeys changed = ChangedKeys.read(this.changeLogs, reader.firstLog());
			SnapshotCache cache = null;
			SnapshotRecord next = reader.next();
			while (next != null && !stopped.getAsBoolean()) {
				if (next instanceof CacheStart start) {
					cache = caches.apply(start.name());
					this.caches += (cache != null) ? 1 : 0;
				}
				else if (next instanceof StoredEntry entry) {
					this.outcomes.merge(restore(cache, entry, changed), 1L, Long::sum);
				}
				next = reader.next();
			}
			return (next == null) ? result() : null;
		}
	}

	private RestoreOutcome restore(@Nullable SnapshotCache cache, StoredEntry entry, ChangedKeys changed) {
		if (cache == null) {
			return RestoreOutcome.LEFT_OUT;
		}
		if (changed.containsCache(cache.identity()) || changed.contains(entry.key().identity())) {
			return RestoreOutcome.NEWER;
		}
		return cache.restore(entry, this.clock.millis());
	}

	private RestoreResult result() {
		return new RestoreResult(this.caches, count(RestoreOutcome.RESTORED), count(RestoreOutcome.EXPIRED),
				count(RestoreOutcome.NEWER), count(RestoreOutcome.LEFT_OUT));
	}

	private long count(RestoreOutcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0L);
	}

}
