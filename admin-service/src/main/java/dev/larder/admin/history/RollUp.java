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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Averages samples over longer steps, each step once, whoever did the one before. Samples
 * are averaged for every step, not averages again, so that each counts by the time it
 * stands for.
 */
final class RollUp {

	private static final Duration CHUNK = Duration.ofMinutes(10);

	private final HistoryStore store;

	/**
	 * How long after a step has ended its last sample may come.
	 */
	private final Duration grace;

	RollUp(HistoryStore store, Duration interval) {
		this.store = store;
		this.grace = interval.multipliedBy(3);
	}

	/**
	 * Averages what has become complete.
	 * @param now the time
	 */
	void advance(Instant now) {
		advance(HistoryStep.MINUTE, now);
		advance(HistoryStep.TEN_MINUTES, now);
	}

	private void advance(HistoryStep step, Instant now) {
		Instant end = floor(now.minus(this.grace), step.length());
		Instant earliest = floor(now.minus(HistoryStep.SAMPLE.retention()), step.length()).plus(step.length());
		Instant until = this.store.completeUntil(step);
		Instant start = (until == null || until.isBefore(earliest)) ? earliest : until;
		while (start.isBefore(end)) {
			Instant next = start.plus(CHUNK).isBefore(end) ? start.plus(CHUNK) : end;
			this.store.add(step, averages(step, start, next), next);
			start = next;
		}
	}

	private Map<Subject, List<Point>> averages(HistoryStep step, Instant start, Instant end) {
		Map<Subject, TimeAverages> averages = new HashMap<>();
		this.store.forEachSample(start, end, (subject,
				point) -> averages.computeIfAbsent(subject, (key) -> new TimeAverages(step.length())).add(point));
		Map<Subject, List<Point>> points = new HashMap<>();
		averages.forEach((subject, average) -> {
			List<Point> list = new ArrayList<>();
			for (Instant at = start; at.isBefore(end); at = at.plus(step.length())) {
				Figures figures = average.at(at);
				if (figures != null) {
					list.add(new Point(at, at.plus(step.length()), figures));
				}
			}
			points.put(subject, list);
		});
		return points;
	}

	static Instant floor(Instant time, Duration step) {
		long stepMs = step.toMillis();
		return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), stepMs) * stepMs);
	}

}
