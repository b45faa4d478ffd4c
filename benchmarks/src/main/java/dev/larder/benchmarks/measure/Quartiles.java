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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.util.Assert;

/**
 * The quartiles of some figures, between neighbours by linear interpolation (type 7 of
 * Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996). Immutable.
 *
 * @param lower the first quartile
 * @param median the second
 * @param upper the third
 */
public record Quartiles(double lower, double median, double upper) {

	/**
	 * Returns the quartiles of figures.
	 * @param figures the figures, at least one
	 * @return their quartiles
	 */
	public static Quartiles of(List<Double> figures) {
		Assert.notEmpty(figures, "There must be figures");
		List<Double> sorted = figures.stream().sorted().toList();
		return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
	}

	/**
	 * Returns the quartiles of the ratios of figures that belong together.
	 * @param numerators the figures
	 * @param denominators what each is divided by
	 * @return the quartiles of the ratios
	 */
	public static Quartiles ofRatios(List<Double> numerators, List<Double> denominators) {
		Assert.isTrue(numerators.size() == denominators.size(), "there must be as many figures as references");
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < numerators.size(); i++) {
			ratios.add(numerators.get(i) / denominators.get(i));
		}
		return of(ratios);
	}

	private static double quantile(List<Double> sorted, double share) {
		double position = share * (sorted.size() - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.size() - 1);
		return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
	}

	/**
	 * Returns the quartiles as a factor, such as {@code 1.07x [0.98, 1.21]}.
	 * @return the text, with two places after the decimal point, or three digits if it is
	 * larger
	 */
	public String asFactor() {
		return factor(this.median) + "x [" + factor(this.lower) + ", " + factor(this.upper) + "]";
	}

	private static String factor(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) < 10) ? "%.2f" : (Math.abs(value) < 100) ? "%.1f" : "%.0f",
				value);
	}

}
