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
package dev.larder.sample.source;

import dev.larder.cache.CacheStatistics;
import dev.larder.cache.LarderCacheManager;

/**
 * What has been read from all caches of this process until a moment.
 *
 * @param hits how many reads found a value
 * @param localHits how many of them found it in this process
 * @param misses how many reads found none
 */
record CacheReads(long hits, long localHits, long misses) {

	static CacheReads of(LarderCacheManager cacheManager) {
		long hits = 0;
		long localHits = 0;
		long misses = 0;
		for (var cache : cacheManager.getLarderCaches()) {
			CacheStatistics statistics = cache.getStatistics();
			boolean local = !cache.getSettings().mode().isMemcached();
			hits += statistics.hits();
			misses += statistics.misses();
			localHits += local ? statistics.hits() : (statistics.localHits() != null) ? statistics.localHits() : 0;
		}
		return new CacheReads(hits, localHits, misses);
	}

	CacheReads since(CacheReads earlier) {
		return new CacheReads(this.hits - earlier.hits, this.localHits - earlier.localHits,
				this.misses - earlier.misses);
	}

}
