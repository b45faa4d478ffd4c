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
import java.util.Map;

import dev.larder.admin.history.Subject;
import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * Something to warn of, as it is now.
 *
 * @param code what kind it is
 * @param severity how bad it is
 * @param subject what it is about
 * @param since since when, or {@code null} if it is not known to be older than now
 * @param why what is so, with its numbers
 * @param advice what to do
 */
record Finding(WarningCode code, Severity severity, Subject subject, @Nullable Instant since, Sentence why,
		Sentence advice) {

	/**
	 * Creates a finding.
	 * @param code what kind it is; the advice is that of this code
	 * @param severity how bad it is
	 * @param subject what it is about
	 * @param why the code of the sentence that says what is so
	 * @param arguments names and values by turns, of the sentence
	 * @return the finding
	 */
	static Finding of(WarningCode code, Severity severity, Subject subject, String why, @Nullable Object... arguments) {
		return new Finding(code, severity, subject, null, Sentence.of(why, Sentence.arguments(arguments)),
				Sentence.of(code.code() + ".next", Map.of()));
	}

	/**
	 * Creates a finding whose sentence has its code.
	 */
	static Finding of(WarningCode code, Severity severity, Subject subject, Map<String, Object> arguments) {
		return new Finding(code, severity, subject, null, Sentence.of(code.code(), arguments),
				Sentence.of(code.code() + ".next", Map.of()));
	}

	Finding since(Instant since) {
		return new Finding(this.code, this.severity, this.subject, since, this.why, this.advice);
	}

	Finding withAdvice(Sentence advice) {
		return new Finding(this.code, this.severity, this.subject, this.since, this.why, advice);
	}

	String reason() {
		return this.why.text();
	}

	String nextStep() {
		return this.advice.text();
	}

}
