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

import dev.larder.admin.history.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Something to warn of, as it is now.
 *
 * @param code what kind it is
 * @param severity how bad it is
 * @param subject what it is about
 * @param since since when, or {@code null} if it is not known to be older than now
 * @param reason what is so, with its numbers, in full sentences
 * @param nextStep what to do, in full sentences
 */
record Finding(WarningCode code, Severity severity, Subject subject, @Nullable Instant since, String reason,
		String nextStep) {

	static Finding of(WarningCode code, Severity severity, Subject subject, String reason, String nextStep) {
		return new Finding(code, severity, subject, null, reason, nextStep);
	}

}
