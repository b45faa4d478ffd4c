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
 * What an instance tells of itself.
 *
 * @param kind whether it has the starter, without which it tells little
 * @param schemaVersion the version of the form the starter reports in
 * @param application the name the instance gives itself
 * @param instanceId tells the process from others, whatever they are called, if the
 * starter tells
 * @param caches its caches
 * @param leftOut the names of caches that are left out, as they or the names of their
 * managers hold the character NUL, which not every database can keep; escaped
 * @param totals the sums over those caches that have meters, or {@code null} if that is
 * not known; only where the caches do not tell themselves
 * @param nodes the memcached servers as the instance sees them
 */
public record InstanceReport(InstanceKind kind, @Nullable Integer schemaVersion, @Nullable String application,
		@Nullable String instanceId, @Nullable List<CacheReport> caches, @Nullable List<String> leftOut,
		@Nullable CacheStatistics totals, @Nullable List<NodeReport> nodes) {

	/**
	 * Returns the report of an instance with the starter.
	 * @param report what the starter's endpoint tells
	 * @return the report
	 */
	public static InstanceReport of(LarderReport report) {
		return new InstanceReport(InstanceKind.LARDER, report.schemaVersion(), report.application(),
				report.instanceId(), usable(report.caches()), unusable(report.caches()), null, report.nodes());
	}

	/**
	 * Returns the report of an instance without the starter.
	 * @param caches its caches
	 * @param totals the sums over those caches that have meters
	 * @return the report
	 */
	static InstanceReport basic(List<CacheReport> caches, @Nullable CacheStatistics totals) {
		return new InstanceReport(InstanceKind.BASIC, null, null, null, usable(caches), unusable(caches), totals, null);
	}

	private static @Nullable List<CacheReport> usable(@Nullable List<CacheReport> caches) {
		return (caches != null) ? caches.stream().filter(CacheReport::hasUsableName).toList() : null;
	}

	private static @Nullable List<String> unusable(@Nullable List<CacheReport> caches) {
		List<String> names = (caches != null) ? caches.stream()
			.filter((cache) -> !cache.hasUsableName())
			.map((cache) -> String.valueOf(cache.name()).replace("\0", "\\u0000"))
			.toList() : List.of();
		return names.isEmpty() ? null : names;
	}

	/**
	 * Returns the caches of a name.
	 * @param name the name
	 * @param manager the name of their cache manager, or {@code null} for any
	 * @return the caches, one per cache manager
	 */
	public List<CacheReport> caches(String name, @Nullable String manager) {
		List<CacheReport> all = (this.caches != null) ? this.caches : List.of();
		return all.stream()
			.filter((cache) -> name.equals(cache.name()))
			.filter((cache) -> manager == null || manager.equals(cache.manager()))
			.toList();
	}

}
