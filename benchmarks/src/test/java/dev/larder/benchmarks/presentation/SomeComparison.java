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
package dev.larder.benchmarks.presentation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.measure.Scores;

/**
 * Comparisons for tests: in the first setting {@code fast} is twice as fast as
 * {@code slow}, in the second {@code slow} is missing.
 */
final class SomeComparison {

	private SomeComparison() {
	}

	static Comparison against(String reference) {
		return Comparison.with(reference)
			.and("1 thread", scores(Map.of("slow", score(1000, 0), "fast", score(2000, 3))))
			.and("8 threads", scores(Map.of("fast", score(5000, 4))));
	}

	static Comparison complete() {
		return Comparison.with("slow").and("1 thread", scores(Map.of("slow", score(1000, 0), "fast", score(2000, 3))));
	}

	static Score score(double throughput, long failures) {
		return new Score(List.of(throughput, throughput, throughput), failures, 12_340, 567_800);
	}

	static Scores scores(Map<String, Score> scores) {
		return new Scores(new LinkedHashMap<>(scores));
	}

}
