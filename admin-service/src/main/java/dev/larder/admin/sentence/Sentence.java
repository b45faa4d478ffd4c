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

package dev.larder.admin.sentence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something to say: what it is for programs and other languages, and in English.
 *
 * @param code what it is, the same from version to version
 * @param arguments what it is about, by names that end with the unit: {@code Ms},
 * {@code Bytes}, {@code Ratio}, {@code PerSecond}, {@code At}
 * @param text the sentence in English
 */
public record Sentence(String code, Map<String, Object> arguments, String text) {

	/**
	 * Returns a sentence.
	 * @param code what it is
	 * @param arguments what it is about
	 * @return the sentence
	 */
	public static Sentence of(String code, Map<String, Object> arguments) {
		return new Sentence(code, arguments, EnglishSentences.text(code, arguments));
	}

	/**
	 * Returns a sentence that is always the same.
	 * @param code what it is
	 * @return the sentence
	 */
	public static Sentence of(String code) {
		return of(code, Map.of());
	}

	/**
	 * Returns arguments, without those that are unknown.
	 * @param namesAndValues names and values by turns; texts, numbers, times and lists of
	 * texts
	 * @return the arguments
	 */
	public static Map<String, Object> arguments(@Nullable Object... namesAndValues) {
		Map<String, Object> arguments = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			Object value = namesAndValues[i + 1];
			if (value != null) {
				arguments.put(String.valueOf(namesAndValues[i]), plain(value));
			}
		}
		return Collections.unmodifiableMap(arguments);
	}

	private static Object plain(Object value) {
		if (value instanceof Instant time) {
			return time.truncatedTo(ChronoUnit.SECONDS).toString();
		}
		return (value instanceof List<?> list) ? List.copyOf(list) : value;
	}

}
