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
package dev.larder.internal.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The events in a store since it was created.
 *
 * @param hits reads that found their entry, but for what is read to take a lease
 * @param puts entries that were stored where they live
 * @param errors operations of a backend that failed, by the reason; empty where there is
 * none
 * @param localHits reads that found their entry in this process though it is kept
 * elsewhere; {@code null} where entries have no copies
 * @param evictions entries this process dropped because they expired or there was no
 * room; {@code null} where none are kept in this process
 * @param size entries in this process; {@code null} where none are kept
 * @param weight bytes in this process; {@code null} where entries are counted
 * @param evictedWeight bytes of the entries this process dropped; {@code null} where
 * entries are counted
 */
public record StoreStatistics(long hits, long puts, Map<ErrorReason, Long> errors, @Nullable Long localHits,
		@Nullable Long evictions, @Nullable Long size, @Nullable Long weight, @Nullable Long evictedWeight) {

}
