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

package dev.larder.admin.console;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A line of numbers over time, small enough to stand in a row of a table. What is unknown
 * is a gap.
 *
 * @param lines the points of each unbroken part, as SVG has them
 * @param areas the same, closed at the bottom
 * @param last the point of the last number, or {@code null} if that is unknown
 */
record Sparkline(List<String> lines, List<String> areas, @Nullable Dot last) {

	static final int WIDTH = 120;

	static final int HEIGHT = 28;

	private static final int MARGIN = 2;

	/**
	 * Draws numbers.
	 * @param values the numbers, {@code null} where nothing is known
	 * @param ceiling what the top stands for at least
	 * @return the line
	 */
	static Sparkline of(@Nullable List<@Nullable Double> values, double ceiling) {
		List<@Nullable Double> known = (values != null) ? values : List.of();
		double max = ceiling;
		for (Double value : known) {
			max = (value != null) ? Math.max(max, value) : max;
		}
		List<List<Dot>> parts = parts(known, max);
		List<String> lines = parts.stream().map(Sparkline::line).toList();
		List<String> areas = parts.stream().map(Sparkline::area).toList();
		boolean current = !known.isEmpty() && known.get(known.size() - 1) != null;
		List<Dot> end = parts.isEmpty() ? List.of() : parts.get(parts.size() - 1);
		return new Sparkline(lines, areas, current ? end.get(end.size() - 1) : null);
	}

	private static List<List<Dot>> parts(List<@Nullable Double> values, double max) {
		List<List<Dot>> parts = new ArrayList<>();
		boolean broken = true;
		for (int i = 0; i < values.size(); i++) {
			Double value = values.get(i);
			if (value != null) {
				if (broken) {
					parts.add(new ArrayList<>());
				}
				parts.get(parts.size() - 1).add(dot(i, value, values.size(), max));
			}
			broken = value == null;
		}
		return parts;
	}

	private static Dot dot(int index, double value, int count, double max) {
		double x = MARGIN + (WIDTH - 2.0 * MARGIN) * index / Math.max(1, count - 1);
		double y = HEIGHT - MARGIN - (HEIGHT - 2.0 * MARGIN) * ((max > 0) ? Math.max(0, value) / max : 0);
		return new Dot(number(x), number(y));
	}

	private static String line(List<Dot> dots) {
		StringBuilder line = new StringBuilder();
		dots.forEach((dot) -> line.append(line.isEmpty() ? "" : " ").append(dot.x()).append(',').append(dot.y()));
		return line.toString();
	}

	private static String area(List<Dot> dots) {
		return dots.get(0).x() + "," + HEIGHT + " " + line(dots) + " " + dots.get(dots.size() - 1).x() + "," + HEIGHT;
	}

	// Not by a format: a page has thousands of these
	private static String number(double number) {
		long tenths = Math.round(number * 10);
		return tenths / 10 + "." + tenths % 10;
	}

	/**
	 * A point.
	 *
	 * @param x from the left
	 * @param y from the top
	 */
	record Dot(String x, String y) {
	}

}
