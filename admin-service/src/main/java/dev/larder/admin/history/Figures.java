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

package dev.larder.admin.history;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The figures of something at a time. A figure that the server or instance does not give
 * is missing; one that it gives but that cannot be told for this time, as the rate of a
 * counter that was reset, is unknown. A sum leaves out what is missing, and is unknown if
 * one of its parts is.
 */
public final class Figures {

	/**
	 * No figures.
	 */
	static final Figures NONE = new Figures(new EnumMap<>(Figure.class));

	private static final double POLLS_TOLERANCE = 0.05;

	private final Map<Figure, Double> values;

	private Figures(Map<Figure, Double> values) {
		this.values = values;
	}

	/**
	 * Returns figures.
	 * @param values the numbers, {@link Double#NaN} for what is unknown
	 * @return the figures
	 */
	static Figures of(Map<Figure, Double> values) {
		Map<Figure, Double> copy = new EnumMap<>(Figure.class);
		copy.putAll(values);
		return new Figures(copy);
	}

	/**
	 * Reads figures.
	 * @param text what {@link #encode()} has written, perhaps in a later version
	 * @return the figures that this version knows
	 */
	static Figures decode(String text) {
		Map<Figure, Double> values = new EnumMap<>(Figure.class);
		for (String part : StringUtils.delimitedListToStringArray(text, ";")) {
			Figure figure = part.isEmpty() ? null : Figure.of(part.charAt(0));
			if (figure != null) {
				values.put(figure, Double.valueOf(part.substring(1)));
			}
		}
		return new Figures(values);
	}

	/**
	 * Writes the figures that are known.
	 * @return the text, in ASCII
	 */
	String encode() {
		StringBuilder text = new StringBuilder();
		this.values.forEach((figure, value) -> {
			if (!value.isNaN()) {
				text.append(text.isEmpty() ? "" : ";").append(figure.letter()).append(shorten(value));
			}
		});
		return text.toString();
	}

	private static String shorten(double value) {
		double rounded = Math.rint(value * 1000) / 1000;
		return (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) ? Long.toString((long) rounded)
				: Double.toString(rounded);
	}

	/**
	 * Returns a figure.
	 * @param figure which
	 * @return its number, or {@code null} if it is missing or unknown
	 */
	public @Nullable Double get(Figure figure) {
		Double value = this.values.get(figure);
		return (value != null && !value.isNaN()) ? value : null;
	}

	Set<Map.Entry<Figure, Double>> entries() {
		return this.values.entrySet();
	}

	Figures plus(Figures other) {
		Map<Figure, Double> sum = new EnumMap<>(this.values);
		other.values.forEach((figure, value) -> sum.merge(figure, value, figure::together));
		return new Figures(sum);
	}

	/**
	 * Returns the share of reads that found an entry, without those by which instances
	 * learn of changes.
	 * @return a number from 0 to 1, or {@code null} if it is unknown, or nothing else was
	 * read
	 */
	public @Nullable Double hitRatio() {
		return share(hitsOfUsers(), reads());
	}

	/**
	 * Returns the number of reads a second, without those by which instances learn of
	 * changes. Servers and instances are asked at different moments: what is small beside
	 * these reads is taken for none.
	 * @return the number, or {@code null} if it is unknown
	 */
	public @Nullable Double reads() {
		Double hits = hitsOfUsers();
		Double misses = get(Figure.MISSES);
		if (hits == null || misses == null) {
			return null;
		}
		double polls = orZero(get(Figure.POLLS));
		double reads = hits + Math.max(0, misses - (polls - orZero(get(Figure.POLL_HITS))));
		return (reads < polls * POLLS_TOLERANCE) ? 0 : reads;
	}

	private @Nullable Double hitsOfUsers() {
		Double hits = get(Figure.HITS);
		return (hits != null) ? Double.valueOf(Math.max(0, hits - orZero(get(Figure.POLL_HITS)))) : null;
	}

	private static double orZero(@Nullable Double value) {
		return (value != null) ? value : 0;
	}

	/**
	 * Returns the share of the memory that is taken.
	 * @return a number from 0 to 1, or {@code null} if it is unknown
	 */
	public @Nullable Double fillRatio() {
		return share(get(Figure.USED_BYTES), get(Figure.LIMIT_BYTES));
	}

	/**
	 * Returns how long a load takes on average.
	 * @return milliseconds, or {@code null} if it is unknown, or nothing was loaded
	 */
	public @Nullable Double meanLoadMs() {
		return share(get(Figure.LOAD_TIME), get(Figure.LOADS));
	}

	private static @Nullable Double share(@Nullable Double part, @Nullable Double whole) {
		return (part != null && whole != null && whole > 0) ? Double.valueOf(part / whole) : null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Figures figures && this.values.equals(figures.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

}
