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

import java.util.List;

/**
 * How many targets answered how.
 *
 * @param targets how many were asked
 * @param ok how many answered
 * @param failed how many failed
 * @param timedOut how many did not answer in time
 * @param unsupported how many cannot do it
 * @param unknown how many may or may not have done it
 * @param pending how many have still to be asked, or are being asked
 * @param cancelled how many were not asked
 */
public record AnswerSummary(int targets, int ok, int failed, int timedOut, int unsupported, int unknown, int pending,
		int cancelled) {

	/**
	 * Counts answers.
	 * @param answers the answers
	 * @return how many there are of each kind
	 */
	public static AnswerSummary of(List<? extends Answer<?>> answers) {
		return new AnswerSummary(answers.size(), count(answers, AnswerState.OK), count(answers, AnswerState.FAILED),
				count(answers, AnswerState.TIMEOUT), count(answers, AnswerState.UNSUPPORTED),
				count(answers, AnswerState.UNKNOWN),
				count(answers, AnswerState.PENDING) + count(answers, AnswerState.RUNNING),
				count(answers, AnswerState.CANCELLED));
	}

	private static int count(List<? extends Answer<?>> answers, AnswerState state) {
		return (int) answers.stream().filter((answer) -> answer.state() == state).count();
	}

}
