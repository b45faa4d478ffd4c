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
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

import dev.larder.benchmarks.report.Numbers;

import org.springframework.util.Assert;

/**
 * The middle of several figures, and how far they are apart.
 *
 * @param lower a quarter of the figures is below
 * @param median half of the figures are below
 * @param upper three quarters of the figures are below
 */
public record Quartiles(double lower, double median, double upper) {

	public static Quartiles of(List<Double> figures) {
		Assert.notEmpty(figures, "There must be figures");
		List<Double> sorted = figures.stream().sorted().toList();
		return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
	}

	public static Quartiles ofRatios(List<Double> numerators, List<Double> denominators) {
		return of(numerators, denominators, (numerator, denominator) -> numerator / denominator);
	}

	public static Quartiles ofDifferences(List<Double> figures, List<Double> references) {
		return of(figures, references, (figure, reference) -> figure - reference);
	}

	private static Quartiles of(List<Double> figures, List<Double> references, DoubleBinaryOperator operator) {
		Assert.isTrue(figures.size() == references.size(), "there must be as many figures as references");
		return of(IntStream.range(0, figures.size())
			.mapToObj((i) -> operator.applyAsDouble(figures.get(i), references.get(i)))
			.toList());
	}

	private static double quantile(List<Double> sorted, double share) {
		double position = share * (sorted.size() - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.size() - 1);
		return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
	}

	public String asFactor() {
		return factor(this.median) + "x [" + factor(this.lower) + ", " + factor(this.upper) + "]";
	}

	private static String factor(double value) {
		return Numbers.of((Math.abs(value) < 10) ? "%.2f" : (Math.abs(value) < 100) ? "%.1f" : "%.0f", value);
	}

	public String asDifference() {
		return Double.isNaN(this.median) ? Numbers.of("%f", this.median) : Numbers.of("%+.0f", this.median) + " ["
				+ Numbers.whole(this.lower) + ", " + Numbers.whole(this.upper) + "]";
	}

}
