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
package dev.larder.admin.fanout;

import dev.larder.admin.problem.ProblemCode;

/**
 * How one of several targets answered.
 */
public enum AnswerState {

	/**
	 * It did what it was asked.
	 */
	OK,

	/**
	 * It did not.
	 */
	FAILED,

	/**
	 * It did not answer in time.
	 */
	TIMEOUT,

	/**
	 * It cannot do what it was asked.
	 */
	UNSUPPORTED,

	/**
	 * It was told to change something and did not answer, so that it may have done it or
	 * may still do it.
	 */
	UNKNOWN,

	/**
	 * It is being asked.
	 */
	RUNNING,

	/**
	 * It has not been asked yet.
	 */
	PENDING,

	/**
	 * It was not asked: the operation was cancelled, or ended with the service, before.
	 */
	CANCELLED;

	/**
	 * Returns how a target answered that answered with a problem.
	 * @param code the problem
	 * @return the state
	 */
	public static AnswerState of(ProblemCode code) {
		return switch (code) {
			case TARGET_TIMEOUT -> TIMEOUT;
			case CAPABILITY_MISSING, STARTER_MISSING -> UNSUPPORTED;
			case OUTCOME_UNKNOWN -> UNKNOWN;
			case OPERATION_CANCELLED -> CANCELLED;
			default -> FAILED;
		};
	}

}
