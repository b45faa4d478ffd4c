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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An instance without its caches.
 *
 * @param kind whether it has Larder's starter
 * @param application the name it gives itself
 * @param schemaVersion the version of the form it reports in
 * @param cacheCount how many caches it has
 * @param nodes the memcached servers as it sees them
 * @param totals the sums over those caches that have meters, if the instance is without
 * the starter
 */
record InstanceOverview(InstanceKind kind, @Nullable String application, @Nullable Integer schemaVersion,
		@Nullable Integer cacheCount, @Nullable List<NodeReport> nodes, @Nullable CacheStatistics totals) {

	static InstanceOverview of(InstanceReport report) {
		List<CacheReport> caches = report.caches();
		return new InstanceOverview(report.kind(), report.application(), report.schemaVersion(),
				(caches != null) ? Integer.valueOf(caches.size()) : null, report.nodes(), report.totals());
	}

}
