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
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Averages at equal steps.
 *
 * @param stepMs how long a step is, in milliseconds
 * @param times when each step begins
 * @param figures the figures of each, {@code null} where nothing is known
 */
record Series(long stepMs, List<Instant> times, List<@Nullable Figures> figures) {

	/**
	 * Averages points.
	 * @param points the points
	 * @param start when the first step begins, a multiple of the step
	 * @param end when the last step ends, a multiple of the step
	 * @param step how long a step is
	 * @return the averages
	 */
	static Series of(List<Point> points, Instant start, Instant end, Duration step) {
		TimeAverages averages = new TimeAverages(step);
		points.forEach(averages::add);
		List<Instant> times = new ArrayList<>();
		List<@Nullable Figures> figures = new ArrayList<>();
		for (Instant time = start; time.isBefore(end); time = time.plus(step)) {
			times.add(time);
			figures.add(averages.at(time));
		}
		return new Series(step.toMillis(), times, Collections.unmodifiableList(figures));
	}

}
