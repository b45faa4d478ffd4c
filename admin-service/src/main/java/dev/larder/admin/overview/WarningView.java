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

import dev.larder.admin.history.SubjectView;
import dev.larder.admin.sentence.Sentence;

/**
 * A warning.
 *
 * @param code what kind it is
 * @param severity how bad it is
 * @param subject what it is about
 * @param since since when
 * @param reason what is so, with its numbers, in full sentences
 * @param nextStep what to do, in full sentences
 * @param why the reason as a code with arguments, for other languages
 * @param advice the next step as a code with arguments
 */
public record WarningView(WarningCode code, Severity severity, SubjectView subject, Instant since, String reason,
		String nextStep, SentenceView why, SentenceView advice) {

	static WarningView of(WarningCode code, Severity severity, SubjectView subject, Instant since, Sentence why,
			Sentence advice) {
		return new WarningView(code, severity, subject, since, why.text(), advice.text(), SentenceView.of(why),
				SentenceView.of(advice));
	}

	/**
	 * A sentence without its text.
	 *
	 * @param code what it says
	 * @param arguments what it is about
	 */
	public record SentenceView(String code, Map<String, Object> arguments) {

		private static SentenceView of(Sentence sentence) {
			return new SentenceView(sentence.code(), sentence.arguments());
		}

	}

}
