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
package dev.larder.benchmarks.local;

import java.util.List;

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.result.Bar;
import dev.larder.benchmarks.result.SuiteResult;
import org.jspecify.annotations.Nullable;

/**
 * Holds what was found out against what was promised.
 *
 * @param subjects what was measured
 * @param figures what was found out
 */
record LocalBars(Subjects subjects, Figures figures) {

	SuiteResult addTo(SuiteResult result) {
		for (Bar bar : List.of(hit(), tieredHit(), call(), fasterCall())) {
			result = result.with(bar);
		}
		return result;
	}

	private Bar hit() {
		Quartiles speed = this.figures.speed(Measurement.hit(CacheSubject.LARDER_LOCAL),
				Measurement.hit(CacheSubject.SPRING_CAFFEINE));
		return bar("local hit through `Cache.get`", 1.0, "Spring's `CaffeineCache`", speed, withStatistics());
	}

	private @Nullable String withStatistics() {
		if (!this.subjects.hits().contains(CacheSubject.SPRING_CAFFEINE_STATISTICS)) {
			return null;
		}
		return "Larder counts hits, which Spring does with `recordStats` alone: " + this.figures
			.speed(Measurement.hit(CacheSubject.LARDER_LOCAL), Measurement.hit(CacheSubject.SPRING_CAFFEINE_STATISTICS))
			.asFactor() + " beside that";
	}

	private Bar tieredHit() {
		Quartiles speed = this.figures.speed(Measurement.hit(CacheSubject.LARDER_TIERED),
				Measurement.hit(CacheSubject.LARDER_LOCAL));
		return bar("local hit of a tiered cache", 0.9, "the local mode", speed, null);
	}

	private Bar call() {
		return bar("hit of a local cache through `@Cacheable`", 1.0, "Spring's own with Caffeine", callSpeed(), null);
	}

	private Bar fasterCall() {
		return bar("the same, as a goal", 2.0, "Spring's own with Caffeine", callSpeed(), null);
	}

	private Quartiles callSpeed() {
		return this.figures.speed(Measurement.call(CatalogSubject.LARDER), Measurement.call(CatalogSubject.SPRING));
	}

	private static Bar bar(String work, double bound, String reference, Quartiles speed, @Nullable String remark) {
		return new Bar(work, "at least " + bound + "x " + reference, speed.asFactor(), speed.median() >= bound, remark);
	}

}
