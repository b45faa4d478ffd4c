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

package dev.larder.benchmarks.report;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.springframework.util.Assert;

/**
 * A part of a suite's section in the report. Results are kept as these parts, so that a
 * report can be written of what was measured long ago.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Block.Heading.class, name = "heading"),
		@JsonSubTypes.Type(value = Block.Text.class, name = "text"),
		@JsonSubTypes.Type(value = Block.Table.class, name = "table"),
		@JsonSubTypes.Type(value = Block.BarChart.class, name = "bars"),
		@JsonSubTypes.Type(value = Block.LineChart.class, name = "lines") })
public sealed interface Block {

	/**
	 * A heading within the section.
	 *
	 * @param text the heading
	 */
	record Heading(String text) implements Block {

	}

	/**
	 * A paragraph.
	 *
	 * @param markdown the text
	 */
	record Text(String markdown) implements Block {

	}

	/**
	 * A table whose first column names what the others have figures of.
	 *
	 * @param header the names of the columns
	 * @param rows the cells of each row
	 */
	record Table(List<String> header, List<List<String>> rows) implements Block {

		public Table {
			header = List.copyOf(header);
			rows = rows.stream().map(List::copyOf).toList();
			int width = header.size();
			Assert.isTrue(rows.stream().allMatch((row) -> row.size() == width), "every row must fit the header");
		}

	}

	/**
	 * Horizontal bars.
	 *
	 * @param file the name of the picture, without a suffix
	 * @param title the title
	 * @param axis what the length of a bar is
	 * @param names what has a bar in each series
	 * @param series the bars
	 */
	record BarChart(String file, String title, String axis, List<String> names, List<Bars> series) implements Block {

		public BarChart {
			names = List.copyOf(names);
			series = List.copyOf(series);
			int count = names.size();
			Assert.isTrue(series.stream().allMatch((each) -> each.values().size() == count),
					"every series must have a value for each name");
		}

		/**
		 * Draws one bar for each of some things.
		 * @param <T> the type of the things
		 * @param file the name of the picture, without a suffix
		 * @param title the title
		 * @param axis what the length of a bar is
		 * @param things what has a bar
		 * @param name what a thing is called
		 * @param figure the length of its bar
		 * @return the chart
		 */
		public static <T> BarChart of(String file, String title, String axis, Collection<T> things,
				Function<T, String> name, ToDoubleFunction<T> figure) {
			return new BarChart(file, title, axis, things.stream().map(name).toList(),
					List.of(Bars.of(axis, things, figure)));
		}

	}

	/**
	 * Lines in a coordinate system.
	 *
	 * @param file the name of the picture, without a suffix
	 * @param title the title
	 * @param horizontal what the horizontal axis is
	 * @param vertical what the vertical axis is
	 * @param horizontalLogarithmic whether the horizontal axis is logarithmic
	 * @param verticalLogarithmic whether the vertical axis is logarithmic
	 * @param series the lines
	 */
	record LineChart(String file, String title, String horizontal, String vertical, boolean horizontalLogarithmic,
			boolean verticalLogarithmic, List<Line> series) implements Block {

		public LineChart {
			series = List.copyOf(series);
		}

	}

	/**
	 * Bars of one colour.
	 *
	 * @param name what they are of
	 * @param values the length of each
	 */
	record Bars(String name, List<Double> values) {

		public Bars {
			values = List.copyOf(values);
		}

		public static <T> Bars of(String name, Collection<T> things, ToDoubleFunction<T> figure) {
			return new Bars(name, things.stream().map(figure::applyAsDouble).toList());
		}

	}

	/**
	 * A line.
	 *
	 * @param name what it is of
	 * @param x the places
	 * @param y the values there
	 */
	record Line(String name, List<Double> x, List<Double> y) {

		public Line {
			x = List.copyOf(x);
			y = List.copyOf(y);
			Assert.isTrue(x.size() == y.size(), "there must be as many values as places");
		}

		public static <T> Line of(String name, List<T> things, ToDoubleFunction<T> x, ToDoubleFunction<T> y) {
			return new Line(name, things.stream().map(x::applyAsDouble).toList(),
					things.stream().map(y::applyAsDouble).toList());
		}

	}

}
