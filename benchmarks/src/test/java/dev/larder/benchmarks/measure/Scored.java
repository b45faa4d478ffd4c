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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Scores to compare.
 */
public final class Scored {

	private Scored() {
	}

	public static Score score(double throughput, long failures) {
		return new Score(List.of(throughput, throughput, throughput), failures, 12_340, 567_800);
	}

	/**
	 * Two contenders, of which the slow one takes part in the first setting alone.
	 */
	static Comparison against(String reference) {
		Map<String, Map<String, Score>> settings = new LinkedHashMap<>();
		settings.put("1 thread", new TreeMap<>(Map.of("slow", score(1000, 0), "fast", score(2000, 3))));
		settings.put("8 threads", Map.of("fast", score(5000, 4)));
		return new Comparison(reference, settings);
	}

}
