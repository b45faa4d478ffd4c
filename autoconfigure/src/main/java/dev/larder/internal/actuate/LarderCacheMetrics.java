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
package dev.larder.internal.actuate;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import dev.larder.cache.CacheMode;
import dev.larder.cache.CacheStatistics;
import dev.larder.cache.LarderCache;
import dev.larder.cache.LoadListener;
import dev.larder.internal.entry.Refusals.Reason;
import dev.larder.internal.store.ErrorReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a {@link LarderCache}, under the names Micrometer uses for caches. Those that
 * Micrometer does not know have names that none of its other caches has, as a name may
 * have one kind of meter and one set of tags.
 */
class LarderCacheMetrics extends CacheMeterBinder<LarderCache> {

	LarderCacheMetrics(LarderCache cache, Iterable<Tag> tags) {
		super(cache, cache.getName(), tags);
	}

	@Override
	protected @Nullable Long size() {
		LarderCache cache = getCache();
		return (cache != null) ? cache.getStatistics().size() : null;
	}

	@Override
	protected long hitCount() {
		LarderCache cache = getCache();
		return (cache != null) ? cache.getStatistics().hits() : 0;
	}

	@Override
	protected Long missCount() {
		LarderCache cache = getCache();
		return (cache != null) ? cache.getStatistics().misses() : 0;
	}

	@Override
	protected @Nullable Long evictionCount() {
		LarderCache cache = getCache();
		return (cache != null) ? cache.getStatistics().evictions() : null;
	}

	@Override
	protected long putCount() {
		LarderCache cache = getCache();
		return (cache != null) ? cache.getStatistics().puts() : 0;
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		LarderCache cache = getCache();
		if (cache == null) {
			return;
		}
		count(registry, "cache.removals", CacheStatistics::removals,
				"The number of times a key was removed explicitly, whether or not there was an entry");
		count(registry, "cache.stale.served", CacheStatistics::staleServed,
				"The number of times an outdated entry was served, as its successor could not be loaded in time");
		CacheMode mode = cache.getSettings().mode();
		if (mode.isLocal()) {
			bindTier(registry, "local", (statistics) -> statistics.hits() - elsewhere(statistics),
					(statistics) -> elsewhere(statistics) + statistics.misses());
		}
		if (cache.getStatistics().weight() != null) {
			bindWeight(registry, cache);
		}
		if (mode.isMemcached()) {
			bindTier(registry, "memcached", LarderCacheMetrics::elsewhere, CacheStatistics::misses);
			for (ErrorReason reason : ErrorReason.values()) {
				count(registry, "cache.errors", (statistics) -> statistics.errorReasons().getOrDefault(reason.id(), 0L),
						"The number of operations in memcached that failed, items that could not be read included",
						"reason", reason.id());
			}
		}
		for (Reason reason : Reason.values()) {
			count(registry, "cache.refusals", (statistics) -> statistics.refusals().getOrDefault(reason.id(), 0L),
					"The number of keys and values that were not cached because of what they are", "subject",
					reason.subject().name().toLowerCase(Locale.ROOT), "reason", reason.id());
		}
		cache.addLoadListener(new LoadTimers(registry, mode));
	}

	private void bindWeight(MeterRegistry registry, LarderCache cache) {
		Gauge.builder("cache.weight", cache, (it) -> orZero(it.getStatistics().weight()))
			.tags(getTagsWithCacheName())
			.baseUnit(BaseUnits.BYTES)
			.description("The weight of the entries in this process")
			.register(registry);
		FunctionCounter.builder("cache.eviction.weight", cache, (it) -> orZero(it.getStatistics().evictedWeight()))
			.tags(getTagsWithCacheName())
			.description("The weight of the entries that this process dropped, in bytes")
			.register(registry);
	}

	private static long orZero(@Nullable Long weight) {
		return (weight != null) ? weight : 0;
	}

	private void bindTier(MeterRegistry registry, String tier, ToLongFunction<CacheStatistics> hits,
			ToLongFunction<CacheStatistics> misses) {
		String description = "The number of reads of a tier; what the local one has not is looked for in memcached";
		count(registry, "cache.tier.gets", hits, description, "tier", tier, "result", "hit");
		count(registry, "cache.tier.gets", misses, description, "tier", tier, "result", "miss");
	}

	/**
	 * Returns how many hits were found in memcached.
	 */
	private static long elsewhere(CacheStatistics statistics) {
		Long local = statistics.localHits();
		if (local != null) {
			return Math.max(0, statistics.hits() - local);
		}
		return (statistics.size() != null) ? 0 : statistics.hits();
	}

	private void count(MeterRegistry registry, String name, ToLongFunction<CacheStatistics> count, String description,
			String... tags) {
		FunctionCounter
			.builder(name, Objects.requireNonNull(getCache()), (cache) -> count.applyAsLong(cache.getStatistics()))
			.tags(getTagsWithCacheName())
			.tags(tags)
			.description(description)
			.register(registry);
	}

	/**
	 * Times loads, and waits for those of other instances.
	 */
	private final class LoadTimers implements LoadListener {

		private final Timer successes;

		private final Timer failures;

		private final @Nullable Timer waits;

		private LoadTimers(MeterRegistry registry, CacheMode mode) {
			String description = "The time loads through the cache take";
			this.successes = timer("cache.loads", description).tag("result", "success").register(registry);
			this.failures = timer("cache.loads", description).tag("result", "failure").register(registry);
			this.waits = mode.isMemcached()
					? timer("cache.lease.waits", "The time loads wait for the load of another instance")
						.register(registry)
					: null;
		}

		private Timer.Builder timer(String name, String description) {
			return Timer.builder(name).tags(getTagsWithCacheName()).description(description);
		}

		@Override
		public void loaded(long nanos, boolean failed) {
			(failed ? this.failures : this.successes).record(nanos, TimeUnit.NANOSECONDS);
		}

		@Override
		public void awaited(long nanos) {
			if (this.waits != null) {
				this.waits.record(nanos, TimeUnit.NANOSECONDS);
			}
		}

	}

}
