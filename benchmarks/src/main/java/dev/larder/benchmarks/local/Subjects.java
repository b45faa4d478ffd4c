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
package dev.larder.benchmarks.local;

import java.util.List;

/**
 * What is measured. Immutable.
 *
 * @param hits whose hits
 * @param misses whose misses
 * @param calls which methods
 */
record Subjects(List<CacheSubject> hits, List<CacheSubject> misses, List<CatalogSubject> calls) {

	static final Subjects ALL = new Subjects(
			List.of(CacheSubject.values()), List.of(CacheSubject.CAFFEINE, CacheSubject.SPRING_CAFFEINE,
					CacheSubject.SPRING_CAFFEINE_STATISTICS, CacheSubject.LARDER_LOCAL),
			List.of(CatalogSubject.values()));

	/**
	 * What no report can do without.
	 */
	static final Subjects ESSENTIAL = new Subjects(
			List.of(CacheSubject.CAFFEINE, CacheSubject.SPRING_CAFFEINE, CacheSubject.LARDER_LOCAL,
					CacheSubject.LARDER_TIERED, CacheSubject.JETCACHE_BOTH),
			List.of(CacheSubject.CAFFEINE, CacheSubject.SPRING_CAFFEINE, CacheSubject.LARDER_LOCAL),
			List.of(CatalogSubject.UNCACHED, CatalogSubject.SPRING, CatalogSubject.LARDER));

	Subjects {
		hits = List.copyOf(hits);
		misses = List.copyOf(misses);
		calls = List.copyOf(calls);
	}

}
