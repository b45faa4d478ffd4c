package dev.larder.admin.target;

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
 */
public record AnswerSummary(int targets, int ok, int failed, int timedOut, int unsupported, int unknown) {

	static AnswerSummary of(List<? extends Answer<?>> answers) {
		return new AnswerSummary(answers.size(), count(answers, AnswerState.OK), count(answers, AnswerState.FAILED),
				count(answers, AnswerState.TIMEOUT), count(answers, AnswerState.UNSUPPORTED),
				count(answers, AnswerState.UNKNOWN));
	}

	private static int count(List<? extends Answer<?>> answers, AnswerState state) {
		return (int) answers.stream().filter((answer) -> answer.state() == state).count();
	}

}
