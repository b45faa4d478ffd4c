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
import java.util.Arrays;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;

/**
 * How far a history goes back.
 */
enum HistoryWindow {

	/**
	 * The last hour.
	 */
	HOUR("1h", Duration.ofHours(1), HistoryStep.SAMPLE),

	/**
	 * The last day.
	 */
	DAY("1d", Duration.ofDays(1), HistoryStep.MINUTE),

	/**
	 * The last thirty days.
	 */
	MONTH("30d", Duration.ofDays(30), HistoryStep.TEN_MINUTES);

	private static final Duration SHORTEST_STEP = Duration.ofSeconds(10);

	private final String id;

	private final Duration length;

	private final HistoryStep source;

	HistoryWindow(String id, Duration length, HistoryStep source) {
		this.id = id;
		this.length = length;
		this.source = source;
	}

	static HistoryWindow parse(String text) {
		return Arrays.stream(values())
			.filter((window) -> window.id.equals(text))
			.findFirst()
			.orElseThrow(() -> new ApiException(ProblemCode.BAD_REQUEST,
					"There is no window '" + text + "'; there are: 1h, 1d, 30d"));
	}

	String id() {
		return this.id;
	}

	Duration length() {
		return this.length;
	}

	/**
	 * Returns which step is read.
	 * @return the step
	 */
	HistoryStep source() {
		return this.source;
	}

	/**
	 * Returns how far the points of the answer are apart.
	 * @param interval how often samples are taken
	 * @return the step
	 */
	Duration step(Duration interval) {
		if (this.source != HistoryStep.SAMPLE) {
			return this.source.length();
		}
		return (interval.compareTo(SHORTEST_STEP) > 0) ? interval : SHORTEST_STEP;
	}

}
