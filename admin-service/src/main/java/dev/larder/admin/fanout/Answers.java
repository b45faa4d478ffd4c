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
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.larder.admin.problem.ApiException;
import dev.larder.admin.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * What several targets answered, complete or not.
 *
 * @param <T> the type of each target's data
 * @param summary how many answered how
 * @param results every target's answer, in the order they were asked
 */
public record Answers<T>(AnswerSummary summary, List<Answer<T>> results) {

	public Answers {
		results = List.copyOf(results);
	}

	/**
	 * Returns answers with their summary.
	 * @param <T> the type of each target's data
	 * @param results every target's answer
	 * @return the answers
	 */
	public static <T> Answers<T> of(List<Answer<T>> results) {
		return new Answers<>(AnswerSummary.of(results), results);
	}

	/**
	 * Requires that at least one target answered, if any was asked.
	 * @return these answers
	 * @throws ApiException if none did; its problem details hold the results
	 */
	public Answers<T> requireAny() {
		if (this.summary.ok() > 0 || this.results.isEmpty()) {
			return this;
		}
		ProblemCode code = code();
		boolean only = this.summary.targets() == 1;
		String detail = only ? "The only target did not answer"
				: "None of the " + this.summary.targets() + " targets answered";
		if (code.code().equals(commonCode())) {
			String first = Objects.requireNonNull(this.results.get(0).problem()).detail();
			detail = only ? first : "None of the " + this.summary.targets() + " targets did this: " + first;
		}
		throw new ApiException(code, detail, Map.of("summary", this.summary, "results", this.results), null);
	}

	/**
	 * Returns what can be said instead of what was answered.
	 * @param <R> the type of each target's new data
	 * @param mapping makes the new data
	 * @return the same answers with other data
	 */
	public <R> Answers<R> map(Function<? super T, ? extends R> mapping) {
		return new Answers<>(this.summary, this.results.stream().map((answer) -> answer.<R>map(mapping)).toList());
	}

	/**
	 * Returns what went wrong everywhere, if that is one thing.
	 */
	private ProblemCode code() {
		String common = commonCode();
		for (ProblemCode code : ProblemCode.values()) {
			if (code.code().equals(common)) {
				return code;
			}
		}
		return (this.summary.unsupported() == this.summary.targets()) ? ProblemCode.CAPABILITY_MISSING
				: ProblemCode.TARGET_FAILED;
	}

	private @Nullable String commonCode() {
		List<@Nullable String> codes = this.results.stream()
			.map(Answer::problem)
			.map((problem) -> (problem != null) ? problem.code() : null)
			.distinct()
			.toList();
		return (codes.size() == 1) ? codes.get(0) : null;
	}

}
