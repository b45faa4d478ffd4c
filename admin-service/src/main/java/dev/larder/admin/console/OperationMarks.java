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

import java.time.Instant;
import java.util.stream.Collectors;

import dev.larder.admin.operation.VisibleOperations;

import org.springframework.stereotype.Component;

/**
 * When something was done, for charts to show beside what came of it. Safe for use by
 * several threads.
 */
@Component
class OperationMarks {

	private static final int LIMIT = 100;

	private final VisibleOperations operations;

	OperationMarks(VisibleOperations operations) {
		this.operations = operations;
	}

	/**
	 * Returns when something was done to a cluster or an application.
	 * @param kind {@code cluster} or {@code application}
	 * @param name its name
	 * @return the times, with commas between them
	 */
	String of(String kind, String name) {
		return this.operations.latest(LIMIT)
			.stream()
			.filter((operation) -> name.equals(operation.target().get(kind)))
			.map((operation) -> operation.startedAt())
			.map(Instant::toString)
			.collect(Collectors.joining(","));
	}

}
