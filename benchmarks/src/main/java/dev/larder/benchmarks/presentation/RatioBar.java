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

import dev.larder.benchmarks.measure.Quartiles;
import dev.larder.benchmarks.measure.Score;
import dev.larder.benchmarks.result.Bar;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A bar for a contender's throughput as a multiple of another's, which is met if the
 * median of the rounds meets it.
 *
 * @param comparison the contests
 * @param contender whose throughput it is
 * @param reference with whom it is compared
 * @param least how many times the other's throughput it is to be
 */
public record RatioBar(Comparison comparison, String contender, String reference, double least) {

	/**
	 * Returns the bar.
	 * @param work what was measured
	 * @param setting the setting it was measured in, which both took part in
	 * @return the bar
	 */
	public Bar bar(String work, String setting) {
		Quartiles ratio = this.comparison.against(this.reference).ratio(this.contender, setting);
		Score own = this.comparison.score(this.contender, setting);
		Score other = this.comparison.score(this.reference, setting);
		Assert.state(ratio != null && own != null && other != null, "Both must have taken part");
		boolean holds = ratio.median() >= this.least;
		return new Bar(work, "at least " + Figures.of(this.least) + "x " + this.reference, ratio.asFactor(), holds,
				remark(ratio, holds, own, other));
	}

	private @Nullable String remark(Quartiles ratio, boolean holds, Score own, Score other) {
		if (holds) {
			return (ratio.lower() < this.least) ? "More than a quarter of the rounds were below it." : null;
		}
		String spread = (ratio.upper() >= this.least)
				? "More than a quarter of the rounds met it: the rounds differ by more than what is missing."
				: "Fewer than a quarter of the rounds met it.";
		return spread + " An operation took " + times(own) + " µs (p50 / p99), with " + this.reference + " "
				+ times(other) + " µs" + failures(own) + ".";
	}

	private static String times(Score score) {
		return Figures.micros(score.medianNanos()) + " / " + Figures.micros(score.p99Nanos());
	}

	private static String failures(Score score) {
		return (score.failures() > 0) ? "; " + score.failures() + " operations failed" : "";
	}

}
