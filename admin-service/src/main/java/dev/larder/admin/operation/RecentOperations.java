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

package dev.larder.admin.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The latest operations in short.
 */
@Component
public class RecentOperations {

	private final OperationService service;

	RecentOperations(OperationService service) {
		this.service = service;
	}

	/**
	 * Returns the latest operations on what is in the user's scope.
	 * @param limit how many at most
	 * @return the operations, newest first
	 */
	public List<Summary> newest(int limit) {
		return this.service.newest(null, limit).operations().stream().map(Summary::of).toList();
	}

	/**
	 * An operation without what each target did.
	 *
	 * @param id its id
	 * @param type what was done
	 * @param state how it went
	 * @param dryRun whether it was only planned
	 * @param target to what it was done
	 * @param requestedBy who did it
	 * @param startedAt when it began
	 * @param finishedAt when it ended
	 */
	public record Summary(String id, OperationType type, OperationState state, boolean dryRun,
			Map<String, Object> target, String requestedBy, Instant startedAt, @Nullable Instant finishedAt) {

		private static Summary of(Operation operation) {
			return new Summary(operation.id(), operation.type(), operation.state(), operation.dryRun(),
					operation.target(), operation.requestedBy(), operation.startedAt(), operation.finishedAt());
		}

	}

}
