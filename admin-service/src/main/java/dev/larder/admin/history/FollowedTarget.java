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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import dev.larder.admin.fanout.Answer;
import dev.larder.admin.fanout.AnswerState;
import dev.larder.admin.fanout.TargetProblem;
import org.jspecify.annotations.Nullable;

/**
 * A server or instance that is asked again and again: its last sample, which stays when
 * it does not answer any more, the one before, and how often it has not answered.
 *
 * @param <S> the type of its samples
 */
final class FollowedTarget<S> {

	private final Subject subject;

	private final String id;

	private final UnaryOperator<@Nullable S> question;

	private final BiFunction<S, S, List<Event>> events;

	private final Deque<Event> recentEvents = new ArrayDeque<>();

	private @Nullable S earlier;

	private @Nullable S sample;

	private @Nullable Instant sampledAt;

	private @Nullable Failure failure;

	private boolean fresh;

	/**
	 * Creates a target.
	 * @param subject the target
	 * @param id what to call it when it is asked
	 * @param question asks it, given the last sample if there is one
	 * @param events tells what has happened between two samples
	 */
	FollowedTarget(Subject subject, String id, UnaryOperator<@Nullable S> question,
			BiFunction<S, S, List<Event>> events) {
		this.subject = subject;
		this.id = id;
		this.question = question;
		this.events = events;
	}

	Subject subject() {
		return this.subject;
	}

	String id() {
		return this.id;
	}

	@Nullable S earlier() {
		return this.earlier;
	}

	@Nullable S sample() {
		return this.sample;
	}

	@Nullable Failure failure() {
		return this.failure;
	}

	List<Event> events() {
		return List.copyOf(this.recentEvents);
	}

	/**
	 * Returns whether it has answered when it was asked last.
	 */
	boolean isFresh() {
		return this.fresh;
	}

	boolean isDue(Instant now) {
		this.fresh = false;
		return this.failure == null || this.failure.isOver(now);
	}

	void restore(@Nullable Failure failure) {
		this.failure = failure;
	}

	Object ask() {
		S last = this.sample;
		return new Taken<>(this.question.apply(last));
	}

	/**
	 * Notes what it has answered.
	 * @param answer the answer, of {@link #ask()}
	 * @param now the time
	 * @param quarantineAfter how many failures lead to quarantine
	 * @param eventsSince when events are forgotten that were before
	 */
	void answered(Answer<Object> answer, Instant now, int quarantineAfter, Instant eventsSince) {
		this.recentEvents.removeIf((event) -> event.at().isBefore(eventsSince));
		if (answer.state() == AnswerState.OK && answer.data() != null) {
			succeeded(answer.data(), now);
		}
		else {
			TargetProblem problem = answer.problem();
			this.failure = Failure.next(this.failure, now, this.sampledAt,
					(problem != null) ? problem : new TargetProblem("internal-error", 500, "Asking failed"),
					quarantineAfter);
		}
	}

	@SuppressWarnings("unchecked")
	private void succeeded(Object data, Instant now) {
		S taken = ((Taken<S>) data).sample();
		S last = this.sample;
		if (last != null) {
			this.recentEvents.addAll(this.events.apply(last, taken));
		}
		this.earlier = last;
		this.sample = taken;
		this.sampledAt = now;
		this.failure = null;
		this.fresh = true;
	}

	private record Taken<S>(S sample) {
	}

}
