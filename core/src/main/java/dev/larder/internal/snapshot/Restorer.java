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

import dev.larder.internal.snapshot.SnapshotFormat.CacheStart;
import dev.larder.internal.snapshot.SnapshotFormat.SnapshotRecord;
import dev.larder.internal.snapshot.SnapshotFormat.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a snapshot back into their caches. Not thread-safe.
 */
final class Restorer {

	private final Path snapshot;

	private final SortedMap<Long, Path> changeLogs;

	private final Clock clock;

	private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

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
	 * @return the result, or {@code null} if restoring was stopped
	 * @throws DamagedSnapshotException if the snapshot or its change logs are damaged
	 */
	@Nullable Result restore(Function<String, @Nullable SnapshotCache> caches, BooleanSupplier stopped) throws IOException {
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

	private Outcome restore(@Nullable SnapshotCache cache, StoredEntry entry, ChangedKeys changed) {
		if (cache == null) {
			return Outcome.LEFT_OUT;
		}
		if (changed.containsCache(cache.identity()) || changed.contains(entry.identity())) {
			return Outcome.NEWER;
		}
		return cache.restore(entry, this.clock.millis());
	}

	private Result result() {
		return new Result(this.caches, count(Outcome.RESTORED), count(Outcome.EXPIRED), count(Outcome.NEWER),
				count(Outcome.LEFT_OUT));
	}

	private long count(Outcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0L);
	}

	/**
	 * The outcomes of restoring an entry.
	 */
	enum Outcome {

		/**
		 * It is back.
		 */
		RESTORED,

		/**
		 * Its time to live is over.
		 */
		EXPIRED,

		/**
		 * It was changed, evicted or cleared since.
		 */
		NEWER,

		/**
		 * It cannot be read, or its cache is no local one.
		 */
		LEFT_OUT

	}

	/**
	 * The numbers of restored and other entries of a snapshot.
	 *
	 * @param caches the number of caches that entries were restored to
	 * @param restored the number of entries that are back
	 * @param expired the number of those whose time to live is over
	 * @param newer the number of those that were changed, evicted or cleared since
	 * @param leftOut the number of those that cannot be read, or whose cache is no local
	 * one
	 */
	record Result(long caches, long restored, long expired, long newer, long leftOut) {

	}

}
