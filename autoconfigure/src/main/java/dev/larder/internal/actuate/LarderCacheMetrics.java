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
import java.util.concurrent.TimeUnit;

import dev.larder.cache.LarderCache;
import dev.larder.internal.entry.Refusals.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a {@link LarderCache}, under the names Micrometer uses for caches.
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
		FunctionCounter
			.builder("cache.loads", cache, (c) -> c.getStatistics().loads() - c.getStatistics().loadFailures())
			.tags(getTagsWithCacheName())
			.tag("result", "success")
			.description("The number of loads through the cache that succeeded")
			.register(registry);
		FunctionCounter.builder("cache.loads", cache, (c) -> c.getStatistics().loadFailures())
			.tags(getTagsWithCacheName())
			.tag("result", "failure")
			.description("The number of loads through the cache that failed")
			.register(registry);
		TimeGauge.builder("cache.load.duration", cache, TimeUnit.NANOSECONDS, (c) -> c.getStatistics().loadNanos())
			.tags(getTagsWithCacheName())
			.description("The time all loads through the cache took together")
			.register(registry);
		FunctionCounter.builder("cache.stale.served", cache, (c) -> c.getStatistics().staleServed())
			.tags(getTagsWithCacheName())
			.description(
					"The number of times an outdated entry was served, as its successor could not be loaded in time")
			.register(registry);
		if (cache.getStatistics().localHits() != null) {
			FunctionCounter.builder("cache.local.hits", cache, LarderCacheMetrics::localHits)
				.tags(getTagsWithCacheName())
				.description("The number of hits that found a copy in this process")
				.register(registry);
		}
		FunctionCounter.builder("cache.errors", cache, (c) -> c.getStatistics().errors())
			.tags(getTagsWithCacheName())
			.description("The number of operations of a backend that failed")
			.register(registry);
		for (Reason reason : Reason.values()) {
			FunctionCounter
				.builder("cache.refusals", cache, (c) -> c.getStatistics().refusals().getOrDefault(reason.id(), 0L))
				.tags(getTagsWithCacheName())
				.tags("subject", reason.subject().name().toLowerCase(Locale.ROOT), "reason", reason.id())
				.description("The number of keys and values that were not cached because of what they are")
				.register(registry);
		}
	}

	private static double localHits(LarderCache cache) {
		Long hits = cache.getStatistics().localHits();
		return (hits != null) ? hits : 0;
	}

}
