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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * Records every second what a task has done so far, and then asks whether it is still
 * wanted. Not safe for use by several threads.
 */
final class RecordedProgress implements TaskProgress {

	private static final Logger logger = LoggerFactory.getLogger(RecordedProgress.class);

	private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

	private final OperationStore store;

	private final OperationTargetStore targets;

	private final String operation;

	private final int ordinal;

	private final Duration maxDuration;

	private final long start = System.nanoTime();

	private long recordedAt = this.start;

	private @Nullable TargetOutcome last;

	/**
	 * Creates the progress of a task that begins now.
	 * @param store tells whether the operation is still wanted
	 * @param targets keeps it
	 * @param operation the id of the operation
	 * @param ordinal the number of the task in the operation
	 * @param maxDuration how long the task may take
	 */
	RecordedProgress(OperationStore store, OperationTargetStore targets, String operation, int ordinal,
			Duration maxDuration) {
		this.store = store;
		this.targets = targets;
		this.operation = operation;
		this.ordinal = ordinal;
		this.maxDuration = maxDuration;
	}

	@Override
	public void report(TargetOutcome soFar) {
		this.last = soFar;
		long now = System.nanoTime();
		if (Thread.currentThread().isInterrupted()) {
			throw new ApiException(ProblemCode.OPERATION_CANCELLED, "The service is ending");
		}
		if (now - this.start > this.maxDuration.toNanos()) {
			throw new ApiException(ProblemCode.TARGET_TIMEOUT, "Ended after " + this.maxDuration.toSeconds()
					+ " s, see 'larder.admin.operations.max-duration'; do it again to go on");
		}
		if (now - this.recordedAt >= INTERVAL) {
			this.recordedAt = now;
			record(soFar);
		}
	}

	// The operation itself has been recorded, so that it may go on without the database
	private void record(TargetOutcome soFar) {
		try {
			this.targets.progress(this.operation, this.ordinal, soFar);
			if (!this.store.isWanted(this.operation)) {
				throw new ApiException(ProblemCode.OPERATION_CANCELLED, "The operation was cancelled");
			}
		}
		catch (DataAccessException ex) {
			logger.debug("The database does not answer", ex);
		}
	}

	/**
	 * Records what was done last, where the task has no other end.
	 */
	void recordLast() {
		try {
			if (this.last != null) {
				this.targets.progress(this.operation, this.ordinal, this.last);
			}
		}
		catch (DataAccessException ex) {
			logger.debug("The database does not answer", ex);
		}
	}

}
