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

package dev.larder.admin.overview;

import java.time.Instant;
import java.util.List;

import dev.larder.admin.history.FailureView;
import dev.larder.admin.history.HistoryReader;
import dev.larder.admin.history.LatestFigures;
import dev.larder.admin.operation.VisibleOperations;
import org.jspecify.annotations.Nullable;

/**
 * A page's worth of everything.
 *
 * @param polledAt when servers and instances were asked last, if they ever were
 * @param clusters the clusters
 * @param applications the applications
 * @param warnings the warnings, the worst first
 * @param operations the latest operations, newest first
 */
public record Overview(@Nullable Instant polledAt, List<Item> clusters, List<Item> applications,
		List<WarningView> warnings, List<VisibleOperations.OperationSummary> operations) {

	/**
	 * A cluster or an application.
	 *
	 * @param name its name
	 * @param targets how many servers or instances it has
	 * @param failures those of them that do not answer
	 * @param latest its last figures, absent if there are none
	 * @param lastHour some of its figures over the last hour
	 */
	public record Item(String name, int targets, List<FailureView> failures, @Nullable LatestFigures latest,
			HistoryReader.ShortSeries lastHour) {
	}

}
