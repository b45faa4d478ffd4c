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

import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.report.Numbers;

import org.springframework.util.Assert;

/**
 * How well a contender did.
 *
 * @param throughputs successful operations a second, in each round
 * @param failures how many operations failed
 * @param medianNanos half of the operations took less
 * @param p99Nanos all but one of a hundred operations took less
 */
public record Score(List<Double> throughputs, long failures, long medianNanos, long p99Nanos) {

	public Score {
		throughputs = List.copyOf(throughputs);
	}

	/**
	 * Returns a score of a contest.
	 * @param scores the scores by contender
	 * @param contender whose score
	 * @return the score
	 */
	public static Score of(Map<String, Score> scores, String contender) {
		Score score = scores.get(contender);
		Assert.notNull(score, () -> "'" + contender + "' did not take part");
		return score;
	}

	public Quartiles relativeTo(Score reference) {
		return Quartiles.ofRatios(this.throughputs, reference.throughputs);
	}

	public Quartiles throughput() {
		return Quartiles.of(this.throughputs);
	}

	String latencies() {
		return Numbers.micros(this.medianNanos) + " / " + Numbers.micros(this.p99Nanos);
	}

}
