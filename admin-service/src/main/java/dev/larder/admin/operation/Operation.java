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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerSummary;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, is being done, or was planned.
 *
 * @param id its id
 * @param type what was done
 * @param state how it went
 * @param dryRun whether it was only planned
 * @param target to what it was done; a key appears as the beginning of its SHA-256, and
 * as text as long as it is remembered, to those who may look keys up
 * @param planId what is to be given as {@code planId} to do it to these targets only
 * @param confirmation what must be given as {@code confirm} to do it, if anything
 * @param requestedBy who did it
 * @param reason why
 * @param retryOf the operation whose failed targets it was done to
 * @param cancelledBy who cancelled it
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param summary how many targets did it
 * @param results what each target did
 */
public record Operation(String id, OperationType type, OperationState state, boolean dryRun, Map<String, Object> target,
		String planId, @Nullable String confirmation, String requestedBy, @Nullable String reason,
		@Nullable String retryOf, @Nullable String cancelledBy, Instant startedAt, @Nullable Instant finishedAt,
		AnswerSummary summary, List<Answer<TargetOutcome>> results) {

	/**
	 * Returns the same operation with more names of its target.
	 * @param names the names by kind
	 * @return the operation
	 */
	Operation named(Map<String, Object> names) {
		if (names.isEmpty()) {
			return this;
		}
		Map<String, Object> all = new LinkedHashMap<>(this.target);
		all.putAll(names);
		return new Operation(this.id, this.type, this.state, this.dryRun, all, this.planId, this.confirmation,
				this.requestedBy, this.reason, this.retryOf, this.cancelledBy, this.startedAt, this.finishedAt,
				this.summary, this.results);
	}

	/**
	 * Returns the same operation with what its targets did.
	 * @param results what each target did
	 * @return the operation
	 */
	Operation withResults(List<Answer<TargetOutcome>> results) {
		return new Operation(this.id, this.type, this.state, this.dryRun, this.target, this.planId, this.confirmation,
				this.requestedBy, this.reason, this.retryOf, this.cancelledBy, this.startedAt, this.finishedAt,
				AnswerSummary.of(results), results);
	}

}
