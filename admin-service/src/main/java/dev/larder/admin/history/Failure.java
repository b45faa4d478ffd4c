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

import java.time.Duration;
import java.time.Instant;

import dev.larder.admin.fanout.TargetProblem;
import org.jspecify.annotations.Nullable;

/**
 * That a server or instance has not answered, once or several times in a row. From a
 * number of failures on it is in quarantine: asked after 5 seconds, then after twice as
 * long each time, up to 2 minutes.
 *
 * @param failures how often in a row
 * @param since when it did not answer first
 * @param nextAttemptAt when it is asked again, at the earliest
 * @param lastSampleAt when it answered last, or {@code null} if that is not known
 * @param code the kind of error
 * @param detail what happened last
 */
public record Failure(int failures, Instant since, Instant nextAttemptAt, @Nullable Instant lastSampleAt, String code,
		String detail) {

	private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(5);

	private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(2);

	/**
	 * After which the longest back-off is reached.
	 */
	private static final int MAX_DOUBLINGS = 5;

	/**
	 * Returns one failure more.
	 * @param before the failures before, or {@code null} if there are none
	 * @param now the time
	 * @param lastSampleAt when the target answered last
	 * @param problem what happened
	 * @param quarantineAfter how many failures lead to quarantine
	 * @return the failures with this one
	 */
	static Failure next(@Nullable Failure before, Instant now, @Nullable Instant lastSampleAt, TargetProblem problem,
			int quarantineAfter) {
		int failures = (before != null) ? before.failures() + 1 : 1;
		Instant since = (before != null) ? before.since() : now;
		Instant last = (lastSampleAt == null && before != null) ? before.lastSampleAt() : lastSampleAt;
		return new Failure(failures, since, now.plus(backOff(failures - quarantineAfter)), last, problem.code(),
				problem.detail());
	}

	private static Duration backOff(int doublings) {
		if (doublings < 0) {
			return Duration.ZERO;
		}
		Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(doublings, MAX_DOUBLINGS));
		return (backOff.compareTo(LONGEST_BACK_OFF) < 0) ? backOff : LONGEST_BACK_OFF;
	}

	/**
	 * Returns whether it is time to ask again.
	 * @param now the time
	 * @return whether it is
	 */
	boolean isOver(Instant now) {
		return !now.isBefore(this.nextAttemptAt);
	}

}
