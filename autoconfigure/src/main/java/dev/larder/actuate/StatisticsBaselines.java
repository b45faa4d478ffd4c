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

package dev.larder.actuate;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

import dev.larder.actuate.LarderEndpoint.StatisticsDescriptor;
import dev.larder.cache.CacheStatistics;
import dev.larder.cache.LarderCache;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of caches as they were when somebody reset them, from which the endpoint
 * counts anew. The caches themselves go on counting, as meters must never fall.
 * Thread-safe.
 */
final class StatisticsBaselines {

	private final Map<LarderCache, Baseline> baselines = Collections.synchronizedMap(new WeakHashMap<>());

	void reset(LarderCache cache) {
		this.baselines.put(cache, new Baseline(cache.getStatistics(), Instant.now()));
	}

	StatisticsDescriptor statistics(LarderCache cache) {
		Baseline baseline = this.baselines.get(cache);
		CacheStatistics now = cache.getStatistics();
		return (baseline != null) ? baseline.statistics(now) : StatisticsDescriptor.of(now, null);
	}

	/**
	 * The statistics of a cache when they were reset.
	 *
	 * @param then the statistics
	 * @param since when that was
	 */
	private record Baseline(CacheStatistics then, Instant since) {

		StatisticsDescriptor statistics(CacheStatistics now) {
			CacheStatistics grown = new CacheStatistics(now.hits() - this.then.hits(),
					now.misses() - this.then.misses(), now.puts() - this.then.puts(),
					now.removals() - this.then.removals(), now.loads() - this.then.loads(),
					now.loadFailures() - this.then.loadFailures(), now.loadNanos() - this.then.loadNanos(),
					now.staleServed() - this.then.staleServed(), now.errors() - this.then.errors(), Map.of(),
					now.refusedKeys() - this.then.refusedKeys(), now.refusedValues() - this.then.refusedValues(),
					Map.of(), growth(now.localHits(), this.then.localHits()),
					growth(now.evictions(), this.then.evictions()), now.size(), now.weight(),
					growth(now.evictedWeight(), this.then.evictedWeight()));
			return StatisticsDescriptor.of(grown, this.since);
		}

		private static @Nullable Long growth(@Nullable Long now, @Nullable Long then) {
			return (now != null && then != null) ? Long.valueOf(now - then) : now;
		}

	}

}
