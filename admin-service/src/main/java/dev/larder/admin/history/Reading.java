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
import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of something as they were read: counters, and what there is now.
 * <p>
 * A rate is the growth of a counter between two readings, divided by the time between
 * them. It is unknown if a counter fell, as it does when a server or instance is started
 * anew, and if the readings are so far apart that something in between has failed.
 *
 * @param takenAt when they were read
 * @param counters what only grows
 * @param levels what goes up and down
 */
record Reading(Instant takenAt, Map<Figure, Long> counters, Map<Figure, Long> levels) {

	/**
	 * Returns the figures since an earlier reading.
	 * @param earlier the reading before, or {@code null} if there is none that tells
	 * anything
	 * @param interval how often readings are taken
	 * @return the figures, with unknown rates where they cannot be told
	 */
	Point since(@Nullable Reading earlier, Duration interval) {
		boolean comparable = earlier != null && !hasFallenSince(earlier)
				&& isWithin(Duration.between(earlier.takenAt(), this.takenAt), interval);
		Map<Figure, Double> figures = new EnumMap<>(Figure.class);
		this.levels.forEach((figure, level) -> figures.put(figure, level.doubleValue()));
		if (earlier == null || !comparable) {
			this.counters.keySet().forEach((figure) -> figures.put(figure, Double.NaN));
			return new Point(this.takenAt.minus(interval), this.takenAt, Figures.of(figures));
		}
		double seconds = Duration.between(earlier.takenAt(), this.takenAt).toMillis() / 1000.0;
		this.counters.forEach((figure, counter) -> {
			Long before = earlier.counters().get(figure);
			figures.put(figure, (before != null) ? (counter - before) / seconds : Double.NaN);
		});
		return new Point(earlier.takenAt(), this.takenAt, Figures.of(figures));
	}

	private static boolean isWithin(Duration elapsed, Duration interval) {
		return elapsed.toMillis() > 0 && elapsed.compareTo(interval.multipliedBy(3)) <= 0;
	}

	/**
	 * Returns whether a counter is less than before.
	 * @param earlier the reading before
	 * @return whether one is
	 */
	boolean hasFallenSince(Reading earlier) {
		return earlier.counters()
			.entrySet()
			.stream()
			.anyMatch((entry) -> this.counters.getOrDefault(entry.getKey(), Long.MAX_VALUE) < entry.getValue());
	}

}
