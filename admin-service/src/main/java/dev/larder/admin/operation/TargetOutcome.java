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
package dev.larder.admin.operation;

import dev.larder.admin.sentence.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What was, or would be, done to a target, so far.
 *
 * @param outcome what was done, or {@code null} before the end; in a dry run what should
 * be known before it is done, if anything
 * @param items how many items or entries are concerned, or {@code null} if that is
 * unknown
 * @param seen how many keys were looked at, where they have to be
 * @param total how many keys there are to look at, about
 */
public record TargetOutcome(@Nullable Sentence outcome, @Nullable Long items, @Nullable Long seen,
		@Nullable Long total) {

	static TargetOutcome planned(@Nullable Long items) {
		return planned(null, items);
	}

	static TargetOutcome planned(@Nullable Sentence known, @Nullable Long items) {
		return new TargetOutcome(known, items, null, null);
	}

	/**
	 * Returns what is known before one of several instances clears what they share.
	 * @param sharers how many have it
	 * @return why there is one target, and no number of entries
	 */
	static TargetOutcome plannedOnce(int sharers) {
		return planned((sharers > 1) ? Sentence.of("counted-once", Sentence.arguments("instances", sharers))
				: Sentence.of("not-counted"), null);
	}

	/**
	 * Returns what was done by one of several instances that share a cache.
	 * @param sharers how many have it
	 * @return the outcome
	 */
	static TargetOutcome cleared(int sharers) {
		return done((sharers > 1) ? Sentence.of("cleared-for-all", Sentence.arguments("instances", sharers))
				: Sentence.of("cleared"));
	}

	static TargetOutcome done(Sentence outcome) {
		return done(outcome, null);
	}

	static TargetOutcome done(Sentence outcome, @Nullable Long items) {
		return new TargetOutcome(outcome, items, null, null);
	}

}
