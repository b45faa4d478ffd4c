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

import java.util.Locale;

/**
 * Writes figures with no more digits than are worth reading.
 */
public final class Figures {

	/**
	 * Stands where there is nothing to say.
	 */
	public static final String NONE = "–";

	private Figures() {
	}

	/**
	 * Returns a figure with at least three digits.
	 * @param value the figure
	 * @return the text, such as {@code 1.25}, {@code 12.5} or {@code 12,500}
	 */
	public static String of(double value) {
		double size = Math.abs(value);
		return String.format(Locale.ROOT, (size < 9.995) ? "%.2f" : (size < 99.95) ? "%.1f" : "%,.0f", value);
	}

	/**
	 * Returns a time in microseconds.
	 * @param nanos the time, in nanoseconds
	 * @return the text
	 */
	public static String micros(long nanos) {
		return String.format(Locale.ROOT, (nanos < 9_950) ? "%.1f" : "%,.0f", nanos / 1000.0);
	}

}
