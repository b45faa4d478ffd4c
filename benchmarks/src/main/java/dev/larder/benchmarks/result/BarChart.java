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
 * A chart with a group of horizontal bars for each name. Immutable.
 *
 * @param file the name of its file, without the ending
 * @param title what it shows
 * @param axis the quantity, with its unit
 * @param names what is compared
 * @param series the bars, one of each series for every name
 */
public record BarChart(String file, String title, String axis, List<String> names,
		List<Series> series) implements Block {

	public BarChart {
		names = List.copyOf(names);
		series = List.copyOf(series);
		int count = names.size();
		Assert.isTrue(series.stream().allMatch((each) -> each.values().size() == count),
				"every series must have a value for each name");
	}

	/**
	 * Bars of one kind. Immutable.
	 *
	 * @param name what they have in common
	 * @param values a value for each name of the chart
	 */
	public record Series(String name, List<Double> values) {

		public Series {
			values = List.copyOf(values);
		}

	}

}
