package dev.larder.admin.target;

import org.jspecify.annotations.Nullable;

/**
 * What one of several targets answered.
 *
 * @param <T> the type of the data
 * @param target the target's id
 * @param state how it answered
 * @param elapsedMs how long that took, in milliseconds
 * @param data what it answered, or {@code null} if it did not
 * @param problem why it did not, or {@code null} if it did
 */
public record Answer<T>(String target, AnswerState state, long elapsedMs, @Nullable T data,
		@Nullable TargetProblem problem) {

}
