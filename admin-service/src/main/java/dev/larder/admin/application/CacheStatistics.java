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
package dev.larder.admin.application;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a cache in an instance since it started, or since they were reset.
 * What is unknown is {@code null}.
 *
 * @param hits reads that found an entry
 * @param localHits those of them that found a copy in the instance
 * @param misses reads that did not
 * @param puts entries stored
 * @param removals explicit removals of keys
 * @param evictions entries removed to make room
 * @param loads values loaded
 * @param loadFailures loads that failed
 * @param loadTimeMs time spent loading, in milliseconds
 * @param staleServed how often an outdated entry was served
 * @param errors failures of the cache itself
 * @param refusedKeys how often the cache was passed by because of the key
 * @param refusedValues how often a value was not stored because of what it is
 * @param size entries held
 * @param since when the statistics were reset, or {@code null} if they never were
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CacheStatistics(@Nullable Long hits, @Nullable Long localHits, @Nullable Long misses, @Nullable Long puts,
		@Nullable Long removals, @Nullable Long evictions, @Nullable Long loads, @Nullable Long loadFailures,
		@Nullable Long loadTimeMs, @Nullable Long staleServed, @Nullable Long errors, @Nullable Long refusedKeys,
		@Nullable Long refusedValues, @Nullable Long size, @Nullable Instant since) {

}
