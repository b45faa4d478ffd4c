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

package dev.larder.admin.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What was looked up lately, so that what was found can be loaded again, come back to and
 * passed on. Keys may be personal data, and a URL is kept in many places: it has an id
 * that says nothing. Questions are in memory, and forgotten an hour after they were last
 * asked. Thread-safe.
 */
@Component
class RecentQuestions {

	static final int MAX_KEPT = 500;

	static final Duration KEPT_TIME = Duration.ofHours(1);

	private final Map<String, Asked> questions = new LinkedHashMap<>(16, 0.75f, true);

	private final Clock clock;

	RecentQuestions() {
		this(Clock.systemUTC());
	}

	RecentQuestions(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Remembers a question.
	 * @param question the question
	 * @return its id, which nobody can guess
	 */
	synchronized String add(Question question) {
		Instant now = this.clock.instant();
		this.questions.values().removeIf((asked) -> asked.isForgotten(now));
		// The first is the one that was not asked for the longest time
		if (this.questions.size() >= MAX_KEPT) {
			this.questions.remove(this.questions.keySet().iterator().next());
		}
		String id = UUID.randomUUID().toString();
		this.questions.put(id, new Asked(question, now));
		return id;
	}

	/**
	 * Has a question be another one from now on, if it is remembered.
	 * @param id its id
	 * @param question the other one
	 */
	synchronized void change(String id, Question question) {
		this.questions.computeIfPresent(id, (same, asked) -> new Asked(question, asked.at()));
	}

	/**
	 * Returns a question that is asked again.
	 * @param id its id
	 * @return the question, or {@code null} if it is not remembered
	 */
	synchronized @Nullable Question find(String id) {
		Asked asked = this.questions.get(id);
		Instant now = this.clock.instant();
		if (asked == null || asked.isForgotten(now)) {
			return null;
		}
		this.questions.put(id, new Asked(asked.question(), now));
		return asked.question();
	}

	/**
	 * A question, and when it was asked last.
	 */
	private record Asked(Question question, Instant at) {

		private boolean isForgotten(Instant now) {
			return this.at.plus(KEPT_TIME).isBefore(now);
		}

	}

}
