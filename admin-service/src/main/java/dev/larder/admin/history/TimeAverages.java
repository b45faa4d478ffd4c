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
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Averages of figures over steps of equal length. A point counts in every step it
 * overlaps, by the time it overlaps it. A step of which nothing is known has no average.
 */
final class TimeAverages {

	private final long stepMs;

	private final TreeMap<Long, Map<Figure, Sum>> steps = new TreeMap<>();

	TimeAverages(Duration step) {
		this.stepMs = step.toMillis();
	}

	void add(Point point) {
		long from = point.from().toEpochMilli();
		long to = point.to().toEpochMilli();
		for (long start = Math.floorDiv(from, this.stepMs) * this.stepMs; start < to; start += this.stepMs) {
			long overlap = Math.min(to, start + this.stepMs) - Math.max(from, start);
			Map<Figure, Sum> sums = this.steps.computeIfAbsent(start, (key) -> new EnumMap<>(Figure.class));
			for (Map.Entry<Figure, Double> entry : point.figures().entries()) {
				if (!entry.getValue().isNaN()) {
					sums.computeIfAbsent(entry.getKey(), (figure) -> new Sum()).add(entry.getValue(), overlap);
				}
			}
		}
	}

	/**
	 * Forgets what was before a time.
	 */
	void forgetBefore(Instant time) {
		this.steps.headMap(time.toEpochMilli() - this.stepMs, true).clear();
	}

	boolean isEmpty() {
		return this.steps.isEmpty();
	}

	/**
	 * Returns the average of a step.
	 * @param start when it begins
	 * @return its figures, or {@code null} if nothing is known of it
	 */
	@Nullable Figures at(Instant start) {
		Map<Figure, Sum> sums = this.steps.get(start.toEpochMilli());
		return (sums != null && !sums.isEmpty()) ? average(sums) : null;
	}

	/**
	 * Returns the average of all steps.
	 * @return the figures
	 */
	Figures overall() {
		Map<Figure, Sum> all = new EnumMap<>(Figure.class);
		for (Map<Figure, Sum> sums : this.steps.values()) {
			sums.forEach((figure, sum) -> all.computeIfAbsent(figure, (key) -> new Sum()).add(sum));
		}
		return average(all);
	}

	private static Figures average(Map<Figure, Sum> sums) {
		Map<Figure, Double> averages = new EnumMap<>(Figure.class);
		sums.forEach((figure, sum) -> averages.put(figure, sum.average()));
		return Figures.of(averages);
	}

	private static final class Sum {

		private double weighted;

		private long weight;

		void add(double value, long weight) {
			this.weighted += value * weight;
			this.weight += weight;
		}

		void add(Sum other) {
			this.weighted += other.weighted;
			this.weight += other.weight;
		}

		double average() {
			return this.weighted / this.weight;
		}

	}

}
