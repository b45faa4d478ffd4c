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

package dev.larder.admin.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.CacheStatistics;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * The caches of an application, by instance: a row for each cache, a column for each
 * instance, and what all have in common.
 *
 * @param instances the answer of each instance, in the order of the columns
 * @param rows the caches by name
 */
record CacheMatrix(List<Answer<InstanceReport>> instances, List<CacheRow> rows) {

	static CacheMatrix of(Answers<InstanceReport> answers) {
		Map<String, Map<String, CacheReport>> byCache = new TreeMap<>();
		for (Answer<InstanceReport> answer : answers.results()) {
			InstanceReport report = answer.data();
			List<CacheReport> caches = (report != null) ? report.caches() : null;
			if (caches != null) {
				caches.stream()
					.filter((cache) -> cache.name() != null)
					.forEach((cache) -> byCache.computeIfAbsent(cache.name(), (name) -> new LinkedHashMap<>())
						.put(answer.target(), cache));
			}
		}
		List<CacheRow> rows = new ArrayList<>();
		byCache.forEach((name, reports) -> rows.add(CacheRow.of(name, reports, answers.results())));
		return new CacheMatrix(answers.results(), rows);
	}

	/**
	 * A cache.
	 *
	 * @param name its name
	 * @param mode where its entries live
	 * @param cells what each instance says of it, {@code null} where it has no such cache
	 * or did not answer
	 * @param leastEntries the size of the smallest local tier
	 * @param meanEntries the mean size
	 * @param mostEntries the size of the largest
	 */
	record CacheRow(String name, @Nullable String mode, List<@Nullable Cell> cells, @Nullable Long leastEntries,
			@Nullable Double meanEntries, @Nullable Long mostEntries) {

		private static CacheRow of(String name, Map<String, CacheReport> reports,
				List<Answer<InstanceReport>> instances) {
			List<@Nullable Cell> cells = new ArrayList<>();
			List<Long> sizes = new ArrayList<>();
			String mode = null;
			for (Answer<InstanceReport> instance : instances) {
				CacheReport report = reports.get(instance.target());
				Cell cell = (report != null) ? Cell.of(report) : null;
				cells.add(cell);
				mode = (report != null) ? report.mode() : mode;
				if (cell != null && cell.entries() != null) {
					sizes.add(cell.entries());
				}
			}
			return new CacheRow(name, mode, cells, sizes.stream().min(Long::compare).orElse(null),
					sizes.isEmpty() ? null
							: Double.valueOf(sizes.stream().mapToLong(Long::longValue).average().orElse(0)),
					sizes.stream().max(Long::compare).orElse(null));
		}

	}

	/**
	 * A cache of an instance, since the instance started.
	 *
	 * @param entries the entries in its memory, or {@code null} if it keeps none there
	 * @param hitRatio the share of reads that found an entry, from 0 to 1
	 * @param localRatio the share of reads that found it in the instance
	 */
	record Cell(@Nullable Long entries, @Nullable Double hitRatio, @Nullable Double localRatio) {

		private static Cell of(CacheReport report) {
			CacheStatistics statistics = report.statistics();
			if (statistics == null) {
				return new Cell(null, null, null);
			}
			Long hits = statistics.hits();
			Long misses = statistics.misses();
			long reads = ((hits != null) ? hits : 0) + ((misses != null) ? misses : 0);
			return new Cell(statistics.size(), ratio(hits, reads), ratio(statistics.localHits(), reads));
		}

		private static @Nullable Double ratio(@Nullable Long part, long whole) {
			return (part != null && whole > 0) ? Double.valueOf((double) part / whole) : null;
		}

	}

}
