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

import java.util.function.Function;

import dev.larder.internal.entry.Lifetimes;
import dev.larder.internal.local.LocalTier;
import dev.larder.internal.snapshot.LocalSnapshots;
import dev.larder.internal.snapshot.SnapshotValues;

import org.springframework.util.Assert;

/**
 * The snapshots that local caches of a manager are restored from.
 *
 * @param snapshots writes and restores the entries
 * @param values says how the keys and values of a cache with given settings are written
 * and read
 */
public record SnapshotBackend(LocalSnapshots snapshots, Function<CacheSettings, SnapshotValues> values) {

	public SnapshotBackend {
		Assert.notNull(snapshots, "'snapshots' must not be null");
		Assert.notNull(values, "'values' must not be null");
	}

	LocalTier tier(String cacheName, CacheSettings settings, Lifetimes lifetimes) {
		return this.snapshots.tier(cacheName, settings.maxEntries(), lifetimes, settings.loading().refreshAhead(),
				this.values.apply(settings));
	}

}
