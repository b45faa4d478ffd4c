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
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.CacheStatistics;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.Answers;
import org.jspecify.annotations.Nullable;

/**
 * The caches of an application, by instance: a row for each cache, a column for each of
 * some instances, and what all instances have in common.
 *
 * @param instances the answer of each instance that has a column, in their order
 * @param rows the caches by name
 * @param page which of the instances have columns, from 1
 * @param pages how many such pages there are
 */
record CacheMatrix(List<Answer<InstanceReport>> instances, List<CacheRow> rows, int page, int pages) {

	static CacheMatrix of(Answers<InstanceReport> answers, int page) {
		ListPage<Answer<InstanceReport>> columns = ListPage.of(answers.results(), page);
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
		byCache.forEach((name, reports) -> rows.add(CacheRow.of(name, reports, columns.items())));
		return new CacheMatrix(columns.items(), rows, columns.page(), columns.pages());
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
				List<Answer<InstanceReport>> columns) {
			LongSummaryStatistics sizes = new LongSummaryStatistics();
			String mode = null;
			for (CacheReport report : reports.values()) {
				mode = (report.mode() != null) ? report.mode() : mode;
				Long size = (report.statistics() != null) ? report.statistics().size() : null;
				if (size != null) {
					sizes.accept(size);
				}
			}
			List<@Nullable Cell> cells = new ArrayList<>();
			for (Answer<InstanceReport> column : columns) {
				CacheReport report = reports.get(column.target());
				cells.add((report != null) ? Cell.of(report) : null);
			}
			boolean known = sizes.getCount() > 0;
			return new CacheRow(name, mode, cells, known ? Long.valueOf(sizes.getMin()) : null,
					known ? Double.valueOf(sizes.getAverage()) : null, known ? Long.valueOf(sizes.getMax()) : null);
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
