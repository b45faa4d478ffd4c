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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something over time.
 *
 * @param subject what
 * @param window how far this goes back
 * @param stepMs how long a step is, in milliseconds
 * @param polledAt when servers and instances were asked last, if they ever were
 * @param latest the last figures, which stay when there are no new ones
 * @param failures its servers or instances that do not answer
 * @param times when each step begins
 * @param figures an array of averages for each figure, as long as that of the times, with
 * {@code null} for what is unknown
 */
record HistoryView(SubjectView subject, String window, long stepMs, @Nullable Instant polledAt,
		@Nullable LatestFigures latest, List<FailureView> failures, List<Instant> times,
		Map<String, List<@Nullable Double>> figures) {
}
