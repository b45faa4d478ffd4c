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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The events in a cache since it was created, as one instance saw it. The numbers are
 * read one after the other while the cache is in use, so they need not add up exactly.
 *
 * @param hits reads that found an entry, cached {@code null} included
 * @param misses reads that found none
 * @param puts values that were stored in fact, by the application or after a load
 * @param removals explicit removals of keys, whether or not there was an entry
 * @param loads values loaded through the cache, failed loads included
 * @param loadFailures loads that failed
 * @param loadNanos how long all loads took together, in nanoseconds
 * @param staleServed how often an outdated entry was served, because loading its
 * successor failed or was slow, or another instance was at it
 * @param errors operations of a backend that failed
 * @param errorReasons how often that was for which reason; empty where there is no
 * backend
 * @param refusedKeys how often the cache was passed by because of the key
 * @param refusedValues how often a value was not stored because of what it is
 * @param refusals how often the cache was passed by or a value not stored, by the reason
 * @param localHits those of the hits that found an entry in this process; {@code null}
 * where there is one tier
 * @param evictions entries this process dropped because they expired or there was no
 * room; {@code null} where none are kept in this process
 * @param size entries in this process; {@code null} where none are kept
 * @param weight bytes of the entries in this process; {@code null} unless these are
 * bounded by bytes
 * @param evictedWeight bytes of the entries this process dropped; {@code null} unless
 * they are bounded by bytes
 */
public record CacheStatistics(long hits, long misses, long puts, long removals, long loads, long loadFailures,
		long loadNanos, long staleServed, long errors, Map<String, Long> errorReasons, long refusedKeys,
		long refusedValues, Map<String, Long> refusals, @Nullable Long localHits, @Nullable Long evictions,
		@Nullable Long size, @Nullable Long weight, @Nullable Long evictedWeight) {

}
