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
package dev.larder.admin.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the values of statistics, which are text.
 */
public final class StatValues {

	private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

	private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}\\.\\d{1,9}");

	private StatValues() {
	}

	/**
	 * Returns a whole number.
	 * @param value the value as the server gives it, or {@code null} if it gives none
	 * @return the number, or {@code null} if it is none
	 */
	public static @Nullable Long number(@Nullable String value) {
		return (value != null && WHOLE.matcher(value).matches()) ? Long.valueOf(value) : null;
	}

	static @Nullable Double ratio(@Nullable Long part, @Nullable Long whole) {
		return (part != null && whole != null && whole > 0) ? Double.valueOf((double) part / whole) : null;
	}

	/**
	 * Returns values as JSON should have them: numbers as numbers, all else as text.
	 */
	static Map<String, Object> typed(Map<String, String> stats) {
		Map<String, Object> values = new LinkedHashMap<>();
		stats.forEach((name, value) -> values.put(name, typed(value)));
		return Collections.unmodifiableMap(values);
	}

	static Object typed(String value) {
		Long number = number(value);
		if (number != null) {
			return number;
		}
		return DECIMAL.matcher(value).matches() ? Double.valueOf(value) : value;
	}

}
