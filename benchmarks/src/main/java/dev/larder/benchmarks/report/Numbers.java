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

import java.util.Locale;

/**
 * How the report writes numbers.
 */
public final class Numbers {

	/** Stands where there is no number. */
	public static final String NONE = "–";

	private Numbers() {
	}

	/**
	 * Writes a number with three digits at least.
	 * @param value the number
	 * @return the text
	 */
	public static String of(double value) {
		double size = Math.abs(value);
		return of((size < 9.995) ? "%.2f" : (size < 99.95) ? "%.1f" : "%,.0f", value);
	}

	/**
	 * Writes a number as a format says, or that it is not known.
	 * @param format the format of {@link String#format}
	 * @param value the number, {@link Double#NaN} if it is not known
	 * @return the text
	 */
	public static String of(String format, double value) {
		return Double.isNaN(value) ? "not known" : String.format(Locale.ROOT, format, value);
	}

	/**
	 * Writes a number without decimals.
	 * @param value the number
	 * @return the text
	 */
	public static String whole(double value) {
		return of("%.0f", value);
	}

	/**
	 * Writes a count with marks between thousands.
	 * @param value the count
	 * @return the text
	 */
	public static String count(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

	/**
	 * Writes a time in microseconds, a short one with a decimal.
	 * @param nanos the time in nanoseconds
	 * @return the text
	 */
	public static String micros(long nanos) {
		return of((nanos < 9_950) ? "%.1f" : "%,.0f", nanos / 1000.0);
	}

}
