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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks several targets at the same time and answers with what has arrived at the
 * deadline. No question waits behind another target's: each has a thread of its own, and
 * a target that leaves many questions unanswered is asked no more until it answers some.
 * Safe for use by several threads.
 */
public final class FanOut implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(FanOut.class);

	private final ExecutorService executor;

	private final Duration deadline;

	private final int questionsPerTarget;

	private final Map<String, Integer> openQuestions = new ConcurrentHashMap<>();

	/**
	 * Creates a fan-out.
	 * @param executor runs each question at once; ended with this object
	 * @param deadline the longest time after which a question is answered
	 * @param questionsPerTarget how many questions to a target may be open
	 */
	public FanOut(ExecutorService executor, Duration deadline, int questionsPerTarget) {
		this.executor = executor;
		this.deadline = deadline;
		this.questionsPerTarget = questionsPerTarget;
	}

	/**
	 * Asks something that changes nothing.
	 * @param <T> the type of the targets
	 * @param <R> the type of the data
	 * @param targets whom to ask
	 * @param id what to call each target
	 * @param question what to ask; throws an {@link ApiException} on failure
	 * @return every target's answer
	 */
	public <T, R> Answers<R> ask(Collection<T> targets, Function<T, String> id, Function<T, R> question) {
		return collect(targets, id, question, this.deadline, ProblemCode.TARGET_TIMEOUT, (index, answer) -> {
		});
	}

	/**
	 * Tells targets to change something. What has not answered at the deadline is
	 * {@linkplain AnswerState#UNKNOWN unknown}.
	 * @param <T> the type of the targets
	 * @param <R> the type of the data
	 * @param targets whom to tell
	 * @param id what to call each target
	 * @param order what to tell; throws an {@link ApiException} on failure
	 * @param listener is told each answer as soon as it is there, on the thread that got
	 * it, also after the deadline
	 * @return every target's answer
	 */
	public <T, R> Answers<R> tell(List<T> targets, Function<T, String> id, Function<T, R> order,
			AnswerListener<R> listener) {
		return tell(targets, id, order, this.deadline, listener);
	}

	/**
	 * Tells targets to change something that takes its time, like
	 * {@link #tell(List, Function, Function, AnswerListener)}.
	 * @param <T> the type of the targets
	 * @param <R> the type of the data
	 * @param targets whom to tell
	 * @param id what to call each target
	 * @param order what to tell; throws an {@link ApiException} on failure
	 * @param deadline the longest time to wait for the answers
	 * @param listener is told each answer
	 * @return every target's answer
	 */
	public <T, R> Answers<R> tell(List<T> targets, Function<T, String> id, Function<T, R> order, Duration deadline,
			AnswerListener<R> listener) {
		return collect(targets, id, order, deadline, ProblemCode.OUTCOME_UNKNOWN, listener);
	}

	/**
	 * Ends the threads, whatever they are waiting for.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	private <T, R> Answers<R> collect(Collection<T> targets, Function<T, String> id, Function<T, R> function,
			Duration deadline, ProblemCode late, AnswerListener<R> listener) {
		long start = System.nanoTime();
		List<Future<Answer<R>>> futures = new ArrayList<>();
		List<String> ids = new ArrayList<>();
		for (T target : targets) {
			String name = id.apply(target);
			int index = ids.size();
			ids.add(name);
			futures.add(this.executor.submit(() -> {
				Answer<R> answer = attempt(name, target, function);
				listener.answered(index, answer);
				return answer;
			}));
		}
		List<Answer<R>> answers = new ArrayList<>();
		for (int i = 0; i < futures.size(); i++) {
			answers.add(await(futures.get(i), ids.get(i), start, deadline, late));
		}
		return Answers.of(answers);
	}

	private <R> Answer<R> await(Future<Answer<R>> future, String id, long start, Duration deadline, ProblemCode late) {
		try {
			long remaining = Math.max(0, deadline.toNanos() - (System.nanoTime() - start));
			return future.get(remaining, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | CancellationException ex) {
			future.cancel(true);
			return failed(id, start, new ApiException(late, id + " did not answer within the deadline of "
					+ deadline.toMillis() + " ms for all targets together"));
		}
		catch (ExecutionException ex) {
			OutOfMemoryExit.check(ex);
			return unexpected(id, start, ex.getCause());
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			Thread.currentThread().interrupt();
			return failed(id, start, new ApiException(late, "The service is ending"));
		}
	}

	private <T, R> Answer<R> attempt(String id, T target, Function<T, R> function) {
		long start = System.nanoTime();
		try {
			open(id);
			try {
				R data = function.apply(target);
				return new Answer<>(id, AnswerState.OK, elapsedMs(start), data, null);
			}
			finally {
				this.openQuestions.computeIfPresent(id, (name, open) -> (open > 1) ? Integer.valueOf(open - 1) : null);
			}
		}
		catch (ApiException ex) {
			return FanOut.<R>failed(id, start, ex);
		}
		// An answer as any other, so that whoever listens is told that it has ended
		catch (RuntimeException ex) {
			return FanOut.<R>unexpected(id, start, ex);
		}
	}

	private static <R> Answer<R> unexpected(String id, long start, @Nullable Throwable failure) {
		logger.error("Asking {} failed", id, failure);
		return failed(id, start, new ApiException(ProblemCode.INTERNAL_ERROR, "Asking " + id + " failed; see the log"));
	}

	private void open(String id) {
		this.openQuestions.compute(id, (name, open) -> {
			if (open != null && open >= this.questionsPerTarget) {
				throw new ApiException(ProblemCode.TARGET_BUSY, id + " has left " + open
						+ " questions unanswered; it is asked again as soon as it answers, or their time is over");
			}
			return (open != null) ? Integer.valueOf(open + 1) : Integer.valueOf(1);
		});
	}

	private static <R> Answer<R> failed(String id, long start, ApiException ex) {
		return new Answer<>(id, AnswerState.of(ex.code()), elapsedMs(start), null, TargetProblem.of(ex));
	}

	private static long elapsedMs(long start) {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	/**
	 * Is told what targets answer.
	 *
	 * @param <R> the type of the data
	 */
	@FunctionalInterface
	public interface AnswerListener<R> {

		/**
		 * A target has answered.
		 * @param index its place among the targets
		 * @param answer what it answered
		 */
		void answered(int index, Answer<R> answer);

	}

}
