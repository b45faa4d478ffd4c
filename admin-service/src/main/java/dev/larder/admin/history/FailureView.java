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

import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * That a server or instance does not answer.
 *
 * @param subject which
 * @param since since when
 * @param failures how often it was asked in vain
 * @param nextAttemptAt when it is asked again
 * @param lastSampleAt when it answered last, if that is known
 * @param code the kind of error, as in {@link ProblemCode}
 * @param detail what happened last
 */
public record FailureView(SubjectView subject, Instant since, int failures, Instant nextAttemptAt,
		@Nullable Instant lastSampleAt, String code, String detail) {

	/**
	 * Returns a failure as the API shows it.
	 * @param subject what does not answer
	 * @param failure the failure
	 * @return the view
	 */
	public static FailureView of(Subject subject, Failure failure) {
		return new FailureView(SubjectView.of(subject), failure.since(), failure.failures(), failure.nextAttemptAt(),
				failure.lastSampleAt(), failure.code(), failure.detail());
	}

}
