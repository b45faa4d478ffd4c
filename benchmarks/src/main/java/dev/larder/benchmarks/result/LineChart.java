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
package dev.larder.benchmarks.result;

import java.util.List;

import org.springframework.util.Assert;

/**
 * A chart of how figures depend on another. Immutable.
 *
 * @param file the name of its file, without the ending
 * @param title what it shows
 * @param horizontal the quantity that was varied
 * @param vertical the quantity that was measured, with its unit
 * @param horizontalLogarithmic whether the horizontal axis is logarithmic
 * @param verticalLogarithmic whether the vertical axis is logarithmic
 * @param series the lines
 */
public record LineChart(String file, String title, String horizontal, String vertical, boolean horizontalLogarithmic,
		boolean verticalLogarithmic, List<Series> series) implements Block {

	public LineChart {
		series = List.copyOf(series);
	}

	/**
	 * A line. Immutable.
	 *
	 * @param name what it is about
	 * @param x where it was measured
	 * @param y what was measured there
	 */
	public record Series(String name, List<Double> x, List<Double> y) {

		public Series {
			x = List.copyOf(x);
			y = List.copyOf(y);
			Assert.isTrue(x.size() == y.size(), "there must be as many values as places");
		}

	}

}
