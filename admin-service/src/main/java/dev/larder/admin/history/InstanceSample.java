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

package dev.larder.admin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.larder.admin.application.CacheReport;
import dev.larder.admin.application.CacheStatistics;
import dev.larder.admin.application.InstanceReport;
import dev.larder.admin.application.NodeReport;
import org.jspecify.annotations.Nullable;

/**
 * What an instance told of its caches.
 *
 * @param takenAt when it answered
 * @param report what it answered
 */
public record InstanceSample(Instant takenAt, InstanceReport report) {

	private static final int MAX_NAME_LENGTH = 300;

	/**
	 * Returns the figures of each cache since an earlier sample. If a counter of one
	 * fell, the instance was started anew, and nothing of its counters can be compared;
	 * nor can those of a cache whose statistics were reset, which need not have fallen.
	 * @param earlier the sample before, or {@code null} if there is none
	 * @param interval how often samples are taken
	 * @return the figures by the cache's name, summed over cache managers
	 */
	Map<String, Point> since(@Nullable InstanceSample earlier, Duration interval) {
		Map<String, Reading> now = readings();
		Map<String, Reading> before = new LinkedHashMap<>((earlier != null) ? earlier.readings() : Map.of());
		if (earlier != null) {
			Map<String, Instant> resets = resets();
			Map<String, Instant> earlierResets = earlier.resets();
			before.keySet().removeIf((id) -> !Objects.equals(resets.get(id), earlierResets.get(id)));
		}
		boolean reset = now.entrySet()
			.stream()
			.anyMatch((entry) -> before.containsKey(entry.getKey())
					&& entry.getValue().hasFallenSince(before.get(entry.getKey())));
		Map<String, List<Point>> points = new LinkedHashMap<>();
		now.forEach((id, reading) -> points.computeIfAbsent(nameOf(id), (name) -> new ArrayList<>())
			.add(reading.since(reset ? null : before.get(id), interval)));
		Map<String, Point> sums = new TreeMap<>();
		points.forEach((name, parts) -> sums.put(name, Points.sum(parts)));
		return sums;
	}

	/**
	 * Returns the figures of all caches together since an earlier sample.
	 * @param caches the figures of each
	 * @param earlier the sample before, or {@code null} if there is none
	 * @param interval how often samples are taken
	 * @return the sums that the instance tells where its caches tell nothing, or else
	 * those over its caches, and how long it takes to learn of changes
	 */
	Point total(Collection<Point> caches, @Nullable InstanceSample earlier, Duration interval) {
		return sums(caches, earlier, interval).plus(coherence());
	}

	private Figures coherence() {
		List<NodeReport> nodes = this.report.nodes();
		return ((nodes != null) ? nodes : List.<NodeReport>of()).stream()
			.map(NodeReport::coherence)
			.filter(Objects::nonNull)
			.map(NodeReport.CoherenceReport::lastLagMs)
			.filter(Objects::nonNull)
			.max(Long::compare)
			.map((lag) -> Figures.of(Map.of(Figure.COHERENCE_LAG, lag.doubleValue())))
			.orElse(Figures.NONE);
	}

	private Point sums(Collection<Point> caches, @Nullable InstanceSample earlier, Duration interval) {
		Reading totals = totals();
		if (totals != null) {
			return totals.since((earlier != null) ? earlier.totals() : null, interval);
		}
		return caches.isEmpty() ? new Point(this.takenAt.minus(interval), this.takenAt, Figures.NONE)
				: Points.sum(caches);
	}

	private @Nullable Reading totals() {
		CacheStatistics totals = this.report.totals();
		return (totals != null) ? reading(totals) : null;
	}

	/**
	 * Returns the reads by which the instance learned of changes since an earlier sample.
	 * @param earlier the sample before, or {@code null} if there is none
	 * @param interval how often samples are taken
	 * @return the figures by the address of the server, without those that are unknown
	 */
	Map<String, Figures> pollsSince(@Nullable InstanceSample earlier, Duration interval) {
		Map<String, Reading> before = (earlier != null) ? earlier.polls() : Map.of();
		Map<String, Figures> polls = new LinkedHashMap<>();
		polls().forEach((server, reading) -> {
			Figures figures = reading.since(before.get(server), interval).figures();
			if (figures.get(Figure.POLLS) != null) {
				polls.put(server, figures);
			}
		});
		return polls;
	}

	private Map<String, Reading> polls() {
		Map<String, Reading> polls = new LinkedHashMap<>();
		List<NodeReport> nodes = this.report.nodes();
		for (NodeReport node : (nodes != null) ? nodes : List.<NodeReport>of()) {
			if (node.name() != null && node.pollReads() != null && node.pollHits() != null) {
				polls.put(node.name(), new Reading(this.takenAt,
						Map.of(Figure.POLLS, node.pollReads(), Figure.POLL_HITS, node.pollHits()), Map.of()));
			}
		}
		return polls;
	}

	private Map<String, Reading> readings() {
		Map<String, Reading> readings = new LinkedHashMap<>();
		List<CacheReport> caches = this.report.caches();
		for (CacheReport cache : (caches != null) ? caches : List.<CacheReport>of()) {
			String name = cache.name();
			CacheStatistics statistics = cache.statistics();
			if (name != null && !name.isEmpty() && name.length() <= MAX_NAME_LENGTH && statistics != null) {
				readings.put(cache.manager() + "\0" + name, reading(statistics));
			}
		}
		return readings;
	}

	private Map<String, Instant> resets() {
		Map<String, Instant> resets = new HashMap<>();
		List<CacheReport> caches = this.report.caches();
		for (CacheReport cache : (caches != null) ? caches : List.<CacheReport>of()) {
			if (cache.statistics() != null && cache.statistics().since() != null) {
				resets.put(cache.manager() + "\0" + cache.name(), cache.statistics().since());
			}
		}
		return resets;
	}

	private static String nameOf(String id) {
		return id.substring(id.indexOf('\0') + 1);
	}

	private Reading reading(CacheStatistics statistics) {
		Map<Figure, Long> counters = new EnumMap<>(Figure.class);
		put(counters, Figure.HITS, statistics.hits());
		put(counters, Figure.LOCAL_HITS, statistics.localHits());
		put(counters, Figure.MISSES, statistics.misses());
		put(counters, Figure.SETS, statistics.puts());
		put(counters, Figure.LOADS, statistics.loads());
		put(counters, Figure.LOAD_TIME, statistics.loadTimeMs());
		put(counters, Figure.EVICTIONS, statistics.evictions());
		put(counters, Figure.ERRORS, statistics.errors());
		Map<Figure, Long> levels = new EnumMap<>(Figure.class);
		put(levels, Figure.ITEMS, statistics.size());
		return new Reading(this.takenAt, counters, levels);
	}

	private static void put(Map<Figure, Long> numbers, Figure figure, @Nullable Long number) {
		if (number != null) {
			numbers.put(figure, number);
		}
	}

}
