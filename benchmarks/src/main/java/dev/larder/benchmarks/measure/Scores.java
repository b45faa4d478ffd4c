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
package dev.larder.benchmarks.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * How the contenders of a contest did, by name and in their order. Immutable.
 *
 * @param byName the scores
 */
public record Scores(Map<String, Score> byName) {

	public Scores {
		byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
	}

	/**
	 * Returns the score of a contender.
	 * @param name its name
	 * @return the score
	 */
	public Score of(String name) {
		Score score = this.byName.get(name);
		Assert.notNull(score, () -> "'" + name + "' did not take part");
		return score;
	}

	/**
	 * Compares the throughputs of two contenders round by round.
	 * @param name who is compared
	 * @param reference with whom
	 * @return the throughput of the first as a multiple of the second's
	 */
	public Quartiles ratio(String name, String reference) {
		return of(name).relativeTo(of(reference));
	}

}
