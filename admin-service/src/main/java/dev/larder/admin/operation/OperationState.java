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

import dev.larder.admin.fanout.AnswerSummary;

/**
 * How an operation goes, or went.
 */
public enum OperationState {

	/**
	 * Nothing was changed: it was a dry run.
	 */
	PLANNED,

	/**
	 * It waits for a second administrator to approve it.
	 */
	AWAITING_APPROVAL,

	/**
	 * It is being done.
	 */
	RUNNING,

	/**
	 * All targets did it.
	 */
	SUCCEEDED,

	/**
	 * Some targets did it.
	 */
	PARTLY_SUCCEEDED,

	/**
	 * No target is known to have done it, or to be able to in a dry run.
	 */
	FAILED,

	/**
	 * Somebody cancelled it; some targets may have done it.
	 */
	CANCELLED,

	/**
	 * The service ended while it was being done; some targets may have done it.
	 */
	INTERRUPTED;

	/**
	 * Returns whether the operation will not change any more.
	 * @return whether it has ended
	 */
	public boolean isFinal() {
		return this != RUNNING && this != AWAITING_APPROVAL;
	}

	/**
	 * Returns how an operation went whose targets have all answered.
	 * @param summary how they answered
	 * @param dryRun whether it was a dry run
	 * @return the state
	 */
	static OperationState of(AnswerSummary summary, boolean dryRun) {
		if (summary.cancelled() > 0) {
			return CANCELLED;
		}
		if (summary.ok() == summary.targets()) {
			return dryRun ? PLANNED : SUCCEEDED;
		}
		if (summary.ok() > 0) {
			return dryRun ? PLANNED : PARTLY_SUCCEEDED;
		}
		return FAILED;
	}

}
