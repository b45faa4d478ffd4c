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

import java.util.List;
import java.util.Map;

import dev.larder.admin.history.FailureView;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.LatestFigures;
import dev.larder.admin.history.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Something with figures, in a row of a table.
 *
 * @param name its name
 * @param figures its last figures, by name
 * @param lastHour its figures over the last hour
 * @param failure that it does not answer, or {@code null} if it does
 */
record Row(String name, Map<String, Double> figures, Map<String, List<@Nullable Double>> lastHour,
		@Nullable FailureView failure) {

	static Row of(Subject subject, String name, HistoryReader history, List<FailureView> failures) {
		LatestFigures latest = history.latest(subject);
		FailureView failure = failures.stream()
			.filter((candidate) -> name.equals(candidate.subject().server())
					|| name.equals(candidate.subject().instance()))
			.findFirst()
			.orElse(null);
		return new Row(name, (latest != null) ? latest.figures() : Map.of(), history.lastHour(subject).figures(),
				failure);
	}

}
