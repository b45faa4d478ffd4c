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

/**
 * How finely the history is kept, and for how long.
 */
enum HistoryStep {

	/**
	 * Samples as they were taken. A quarter of an hour longer than they are shown, so
	 * that whoever goes on after an interruption can average them.
	 */
	SAMPLE(Duration.ZERO, Duration.ofMinutes(75)),

	/**
	 * Averages of a minute.
	 */
	MINUTE(Duration.ofMinutes(1), Duration.ofHours(25)),

	/**
	 * Averages of ten minutes.
	 */
	TEN_MINUTES(Duration.ofMinutes(10), Duration.ofDays(30).plusHours(1));

	private final Duration length;

	private final Duration retention;

	HistoryStep(Duration length, Duration retention) {
		this.length = length;
		this.retention = retention;
	}

	Duration length() {
		return this.length;
	}

	Duration retention() {
		return this.retention;
	}

}
